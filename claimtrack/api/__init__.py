"""What every part of the API has in common: who asks, which parameters count, how lists are cut, how refusals look.

The resources themselves are in `articles.api` and `claims.api`; their addresses in `claimtrack.api_urls`.
"""

from .authentication import TokenAuthentication
from .fields import EditorsOnlyField, PageField
from .pagination import ChangePagination
from .parameters import StrictFilterBackend
from .permissions import MayIngest, MayReview
from .problems import BadParameters, Gone, TextRefused, problem
from .serializers import Addressed, ProblemSerializer, StrictSerializer

__all__ = [
    "Addressed",
    "BadParameters",
    "ChangePagination",
    "EditorsOnlyField",
    "Gone",
    "MayIngest",
    "MayReview",
    "PageField",
    "ProblemSerializer",
    "StrictFilterBackend",
    "StrictSerializer",
    "TextRefused",
    "TokenAuthentication",
    "problem",
]
