"""The day of publication, in the ways that people and pages write it."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from articles.ingestion.refusals import Refused

_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d")
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d{1,2})(st|nd|rd|th)\b", re.IGNORECASE)
_COMPACT = re.compile(r"\d{8}|\d{4}-?W\d\d.*|\d{4}-\d{3}", re.IGNORECASE)


def read_date(value: object) -> tuple[date, datetime | None]:
    """The day, and the moment if a time with its zone is given.

    The day is the one in the zone that was written: 2024-03-07T23:30-05:00 came out on the 7th. A time without a zone
    is not kept, since it could be up to a day off.
    """
    if isinstance(value, datetime):
        return value.date(), value if value.tzinfo else None
    if isinstance(value, date):
        return value, None
    if not isinstance(value, str):
        raise ValueError(f"not a date: {value!r}")
    text = " ".join(value.split())
    moment = _iso(text) or _written(text) or _mail(text)
    if moment is None:
        raise ValueError(f"not a date: {value!r}")
    return moment.date(), moment if moment.tzinfo else None


def published(value: object) -> tuple[date, datetime | None]:
    """As `read_date`, for what a sender wrote: refuses with a sentence."""
    try:
        return read_date(value)
    except ValueError as error:
        raise Refused(
            f"{str(value)[:60]!r} cannot be read as a date: write 2023-05-04, 2023-05-04T18:30+02:00 or 4 May 2023.",
            field="published",
        ) from error


def _iso(text: str) -> datetime | None:
    # Python reads 20230504 and week dates too; from a person those are more likely a slip.
    if _COMPACT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo:
            moment.astimezone(UTC)  # what falls off the calendar there cannot be stored
    except (ValueError, OverflowError):
        return None
    return moment


def _written(text: str) -> datetime | None:
    plain = text.replace(",", " ").replace(".", " ")
    plain = " ".join(_ORDINAL.sub(r"\1", _WEEKDAY.sub("", plain)).split())
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def _mail(text: str) -> datetime | None:
    """Thu, 04 May 2023 10:00:00 GMT: as feeds and mail headers write it."""
    if not re.match(r"(\w{3},? )?\d{1,2} \w{3} \d{4} \d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
