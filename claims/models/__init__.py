"""Who is reported to have said what, and what people made of it."""

from .claim_queries import LIVE_SUGGESTIONS
from .claims import GAP, Claim
from .notes import EvidenceNote
from .rebuttals import Rebuttal
from .reviews import Evidence, Review
from .speakers import Speaker, SpeakerName, name_key
from .vocabulary import (
    Act,
    ClaimState,
    Disputed,
    EvidenceStatus,
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
    "LIVE_SUGGESTIONS",
    "Act",
    "Claim",
    "ClaimState",
    "Disputed",
    "Evidence",
    "EvidenceNote",
    "EvidenceStatus",
    "Mode",
    "NoteOwner",
    "NoteStatus",
    "Rebuttal",
    "RebuttalType",
    "Review",
    "ReviewState",
    "Speaker",
    "SpeakerKind",
    "SpeakerName",
    "SuggestionState",
    "Worker",
    "name_key",
]
