"""Who is reported to have said what, and what people made of it."""

from claims.naming import name_key

from .claim_queries import LIVE_SUGGESTIONS
from .claim_vectors import ClaimVector
from .claims import GAP, Claim
from .groups import GROUPS, ClaimGroup, GroupMember
from .hedges import Hedge
from .matches import SpeakerMatch
from .notes import EvidenceNote
from .rebuttals import Rebuttal
from .reviews import Evidence, Review
from .speaker_queries import MERGES
from .speakers import Speaker, SpeakerName
from .vocabulary import (
    Act,
    ClaimState,
    Disputed,
    EvidenceStatus,
    HedgeOwner,
    Mode,
    NoteOwner,
    NoteStatus,
    RebuttalType,
    ReviewState,
    SpeakerKind,
    SuggestionState,
)
from .work import Worker

__all__ = [
    "GAP",
    "GROUPS",
    "LIVE_SUGGESTIONS",
    "MERGES",
    "Act",
    "Claim",
    "ClaimGroup",
    "ClaimState",
    "ClaimVector",
    "Disputed",
    "Evidence",
    "EvidenceNote",
    "EvidenceStatus",
    "GroupMember",
    "Hedge",
    "HedgeOwner",
    "Mode",
    "NoteOwner",
    "NoteStatus",
    "Rebuttal",
    "RebuttalType",
    "Review",
    "ReviewState",
    "Speaker",
    "SpeakerKind",
    "SpeakerMatch",
    "SpeakerName",
    "SuggestionState",
    "Worker",
    "name_key",
]
