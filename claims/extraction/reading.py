"""What one article says, as offsets into its text: the plain data that extraction hands over.

Every span is a pair of code points into the text that was read, end exclusive. Nothing here knows spaCy or Django, so a
`Reading` can cross a process boundary, be written as one line of JSON, or be stored, without its maker.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

Mode = Literal["direct", "indirect", "mixed"]
Act = Literal["assertion", "accusation", "denial", "dismissal", "appeal", "promise", "prediction", "opinion", "concern"]
SpeakerKind = Literal["person", "organisation", "government", "group", "document", "anonymous"]
RebuttalType = Literal["denial", "dismissal", "correction", "counterclaim"]
NoteStatus = Literal[
    "no_evidence_given",
    "no_details_given",
    "unverified",
    "disputed_by_record",
    "false",
    "supported",
    "evidence_promised",
]
NoteOwner = Literal["reporter", "third_party"]
HedgeOwner = Literal["reporter", "speaker"]


class TextSpan(NamedTuple):
    """Code points `[start, end)` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


class Text(NamedTuple):
    """What is read: a text, and its headline and day of publication where they are known."""

    text: str
    title: str | None = None
    published: date | None = None


type Spans = tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content, as PolNeAR cuts them: content with its quotation marks, one for a split quotation.

    `speech` is false for thoughts, wishes and the like, which are attributed to somebody but were not said; `stated`
    is the probability that it is true, `confidence` the probability that source and content are right. `within` is the
    attribution in whose content this one stands; a reading does not list such, as corpora know one layer only.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    mode: Mode
    speech: bool = True
    stated: float = 1.0
    confidence: float = 1.0
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person or body of this article, under the fullest name that the article gives.

    `role` and `affiliation` are the article's own words ("" where it gives none); `mentions` are the source spans that
    were resolved to this speaker; `part_of` is the name of the body that an office belongs to (Kremlin: Russia).
    """

    key: str
    name: str
    kind: SpeakerKind
    role: str = ""
    affiliation: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    mentions: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One unbroken stretch of stated content under one cue.

    `content` stands without outer quotation marks, complementizer and final stop; `quoted` are the stretches that
    stand between quotation marks (equal to `content` in direct speech, parts of it in mixed, empty in indirect). The
    halves of a quotation that its attribution splits share `utterance`. `inside` is the claim whose content this one
    stands in. `said_on` and `venue` are the article's words, and so are what `venue` is made of: to whom (`audience`),
    by what means (`channel`), where (`place`). `said_day` is `said_on` resolved against the published day, or None.
    """

    id: str
    attribution: str
    content: Spans
    mode: Mode
    source: Spans = ()
    cue: Spans = ()
    quoted: Spans = ()
    speaker: str | None = None
    utterance: str | None = None
    inside: str | None = None
    act: Act = "assertion"
    headline: bool = False
    restates: str | None = None
    suggested_status: str | None = None
    said_on: str = ""
    said_day: date | None = None
    venue: str = ""
    audience: str = ""
    channel: str = ""
    place: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuttal:
    """Claim `rebuttal` answers claim `target`; `phrase` are the words that tie the two ("the Russian accusations").

    `reason` says in a sentence why it is taken for an answer ("" where nothing but the phrase tells).
    """

    rebuttal: str
    target: str
    type: RebuttalType
    confidence: float = 1.0
    phrase: Spans = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNote:
    """The reporter's (or a third party's) own words on how claims stand to the evidence."""

    span: TextSpan
    claims: tuple[str, ...]
    status: NoteStatus
    by: NoteOwner = "reporter"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that leave open whether a thing is so ("alleged"), whose they are, and the claim that they stand in."""

    span: TextSpan
    owner: HedgeOwner
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in one text. `groups` lists claims of the article that say the same thing."""

    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    claims: tuple[Claim, ...] = ()
    rebuttals: tuple[Rebuttal, ...] = ()
    evidence_notes: tuple[EvidenceNote, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    hedges: tuple[Hedge, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reading in the shape of one JSON line: spans as `[start, end]`, days as ISO text."""
        data = asdict(self)
        for claim in data["claims"]:
            claim["said_day"] = claim["said_day"].isoformat() if claim["said_day"] else None
        return data
