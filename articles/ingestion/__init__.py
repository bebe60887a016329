"""The ways into claimtrack: bytes, pages and fields in, a `Submission` or a `Refused` out. No network, no database.

`submission(fields)` takes what a form or an API call names, `read_sources(…)` what a command line names. Both refuse
with a sentence that says what to do. docs/ingestion.md lists the fields and the refusals.
"""

from articles.ingestion.files import read_sources
from articles.ingestion.read import Page, read_html
from articles.ingestion.refusals import Refused
from articles.ingestion.submissions import ALIASES, address, submission

__all__ = ["ALIASES", "Page", "Refused", "address", "read_html", "read_sources", "submission"]
