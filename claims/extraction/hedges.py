"""Words that leave open whether a thing is so: "the alleged attack", "what it says was …", "reportedly".

A hedge is the reporter's, also within what somebody is reported to have said; within quotation marks it is the
speaker's. Candidates are found in the text by one pattern; grammar then tells "the alleged theft" from "she alleged".
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from . import wording
from .reading import Claim, Hedge, HedgeOwner, TextSpan

# Always hedges; those that are only before a noun; judgements on a claim, with the claim.
FREE = (
    "allegedly|purportedly|reportedly|supposedly|apparently|ostensibly|seemingly|so-called|self-styled|self-proclaimed|"
    "self-described"
)
BOUND = (
    "alleged|purported|supposed|apparent|reported|claimed|suspected|rumou?red|putative|ostensible|would-be|unconfirmed|"
    "unverified|unproven"
)
DOUBTS = (
    "extraordinary|unproven|unfounded|unsubstantiated|unsupported|unverified|unconfirmed|baseless|wild|outlandish|"
    "sensational|bizarre|far-fetched|dubious|implausible|spurious|explosive|groundless|debunked"
)
CLAIMS = r"(?:allegation|claim|accusation|assertion|charge|suggestion|rumou?r|report)s?"
NAMED = (
    r"what (?:[\w’'-]+ ){1,5}?(?:(?:says?|said|claims?|claimed|alleges?|alleged|insists?|insisted|believes?|believed)"
    r" (?:is|was|are|were|had been|has been)|calls?|called|terms?|termed|dub(?:s|bed)|(?:describes?|described)"
    r"(?: \w+)? as)"
)
PATTERN = re.compile(
    rf"\b(?:(?P<doubt>(?:{DOUBTS}) {CLAIMS})|(?P<named>{NAMED})|(?P<free>{FREE})|(?P<bound>{BOUND}))\b", re.IGNORECASE
)
# The parts of speech that lead to "what he called …" as to a noun.
LEADING = frozenset({"ADP", "VERB", "AUX", "CCONJ", "SCONJ"})
# A text without any of these holds no hedge.
HINTS = tuple(
    "alleged purported reported supposed apparent ostensibl seemingly called styled proclaimed described claimed what "
    "suspected rumored rumoured putative would-be".split()
) + tuple(DOUBTS.split("|"))


def find(doc: Doc, claims: Sequence[Claim]) -> list[Hedge]:
    """The hedges of a document in text order, each with its owner and the claim in whose content it stands."""
    text = wording.text_of(doc)
    lowered = text.lower()
    if not any(hint in lowered for hint in HINTS):
        return []
    quoted = wording.quoted_in(doc)
    hedges = []
    for match in PATTERN.finditer(text):
        words = doc.char_span(*match.span(), alignment_mode="expand")
        if words is None or not _hedges(str(match.lastgroup), words):
            continue
        span = TextSpan(*match.span())
        around = _around(span, claims)
        in_quotes = words[0].i in quoted or around is not None and around.mode == "direct"
        # In reported speech a judgement on a claim is as likely the speaker's as the reporter's.
        if match.lastgroup == "doubt" and around is not None and not in_quotes:
            continue
        owner: HedgeOwner = "speaker" if in_quotes else "reporter"
        hedges.append(Hedge(span=span, owner=owner, claims=(around.id,) if around else ()))
    return hedges


def _around(span: TextSpan, claims: Sequence[Claim]) -> Claim | None:
    """The claim in whose content a stretch stands: of nested ones, the inner."""
    holding = [
        claim for claim in claims if any(piece.start <= span.start and span.end <= piece.end for piece in claim.content)
    ]
    return min(holding, key=lambda claim: claim.content[-1].end - claim.content[0].start, default=None)


def _hedges(kind: str, words: Span) -> bool:
    """Whether grammar bears a candidate out."""
    first, last = words[0], words[-1]
    if kind == "named":
        # "What he said was wrong" states; "in what he said was an ambush" hedges.
        before = first.nbor(-1) if first.i else None
        return (
            before is not None and not first.is_sent_start and before.pos_ in {"ADP", "VERB", "AUX", "CCONJ", "SCONJ"}
        )
    if kind != "bound":
        return True
    # "The alleged theft", "apparent suicide": before the noun that it describes.
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    before = first.nbor(-1) if first.i else None
    if last.dep_ == "amod" and last.head.i > last.i:
        # "The bank alleged fraud" has no other verb, which the parser may miss.
        return before is None or before.pos_ not in {"NOUN", "PROPN"} or last.head.head != last.head
    described = following is not None and following.pos_ in {"NOUN", "PROPN", "ADJ"}
    leads = before is None or before.pos_ in {"DET", "ADP", "ADJ", "NUM"} or before.tag_ in {"PRP$", "POS"}
    return described and leads
