"""When, to whom, by what means and where a claim was said: "told reporters in Brussels on Thursday".

The words must belong to the cue, not to what was said. What the day is, against the day of publication, says `days.py`;
to whom and where, `whereabouts.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from . import whereabouts, wording
from .days import MONTHS, WEEKDAYS, day_of
from .reading import Claim
from .whereabouts import NOWHERE, Where

DAY_WORDS = frozenset({*WEEKDAYS, "today", "yesterday", "tonight"})
PARTS_OF_DAYS = frozenset("morning afternoon evening night".split())
QUALIFYING = frozenset("earlier later late early last this".split())
SPANS_OF_TIME = frozenset("week month year weekend summer winter spring autumn morning afternoon evening night".split())
NO_DAYS = frozenset("for since until till by before after within than between about of ahead".split())
# How far from its cue a day may stand when the parse does not tie the two.
NEAR = 6
TIED = frozenset({"npadvmod", "pobj", "prep", "tmod", "advmod", "compound", "nummod", "amod", "det"})
APART = frozenset({"relcl", "acl", "appos"})


def place(doc: Doc, claims: list[Claim], published: date | None) -> list[Claim]:
    """The claims with the words for day and venue, and the day itself if the day of publication allows."""
    placed: dict[str, tuple[str, Where]] = {}
    halves: dict[str, tuple[str, Where]] = {}
    for claim in claims:
        placed[claim.id] = said_on, where = _circumstances(doc, claim)
        if claim.utterance and claim.cue:
            day, there = halves.get(claim.utterance, ("", NOWHERE))
            halves[claim.utterance] = (day or said_on, there if there.venue else where)
    result = []
    for claim in claims:
        said_on, where = placed[claim.id]
        if claim.cue:
            day, there = halves.get(claim.utterance or "", ("", NOWHERE))
            said_on, where = said_on or day, where if where.venue else there
        said_day = day_of(said_on, published) if published else None
        result.append(replace(claim, said_on=said_on, said_day=said_day, **where._asdict()))
    return result


def _circumstances(doc: Doc, claim: Claim) -> tuple[str, Where]:
    cue = wording.tokens_of(doc, claim.cue)
    if not cue:
        return "", NOWHERE
    content = wording.tokens_of(doc, claim.content)
    taken = {token.i for token in (*content, *wording.tokens_of(doc, claim.source), *cue)}
    quoted = wording.quoted_in(doc)
    start, end = min(token.sent.start for token in cue), max(token.sent.end for token in cue)
    free = {i for i in range(start, end) if i not in taken and i not in quoted}
    return _when(cue, content, free), whereabouts.find(doc, cue, free)


def _when(cue: Sequence[Token], content: Sequence[Token], free: set[int]) -> str:
    doc = cue[0].doc
    # Some cues hold their day: "said Thursday morning".
    for token in cue:
        if token.lower_ in DAY_WORDS:
            return whereabouts.on_one_line(_day_span(token, {each.i for each in cue}))
    content_end = max((token.i for token in content), default=-1)
    for i in sorted(free, key=lambda i: abs(i - cue[-1].i)):
        token = doc[i]
        if token.dep_ == "compound" and token.head.lower_ not in PARTS_OF_DAYS and token.head.ent_type_ != "DATE":
            continue  # "the Today programme"
        certain = token.lower_ in DAY_WORDS or token.ent_type_ == "DATE" and _is_month(token)
        if not certain and not _is_stretch(token):
            continue
        # "Denied responsibility for the incident on Wednesday": the day that closes the sentence is that of the denial.
        closing = certain and cue[-1].i < content_end < token.i <= content_end + 3
        near = abs(token.i - cue[-1].i) <= (NEAR if certain else 2)
        span = _day_span(token, free)
        before = doc[span.start - 1].lower_ if span.start else ""
        if before in NO_DAYS or _is_possessive(span[-1]) or not (_hangs_on(token, cue) or near or closing):
            continue
        if not _is_apart(token, cue):
            return whereabouts.on_one_line(span)
    return ""


def _is_stretch(token: Token) -> bool:
    """The word by which "last week", "this morning", "two days ago", "2019" or "a day later" is known."""
    text = token.lower_
    if text in {"ago", "later"}:
        return token.i > 0 and token.nbor(-1).lower_ in {
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
        }
    if text in SPANS_OF_TIME:
        return token.i > 0 and token.nbor(-1).lower_ in {"last", "this", "earlier"}
    return _is_year(token) and token.ent_type_ == "DATE" and token.dep_ == "pobj"


def _day_span(token: Token, free: set[int]) -> Span:
    """The day with what belongs to it: "late Tuesday", "earlier this month", "Monday night", "March 1, 2023"."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start - 1 in free and (
        doc[start - 1].lower_ in QUALIFYING or doc[start - 1].ent_type_ == "DATE" == token.ent_type_
    ):
        if doc[start - 1].lower_ in {"on", "in", "at", ",", "the"} or doc[start - 1].is_space:
            break
        start -= 1
    while end in free and _goes_on(doc[end]):
        end += 1
    return doc[start:end]


def _goes_on(token: Token) -> bool:
    text = token.lower_
    if text in PARTS_OF_DAYS:
        return True
    # "March 1, 2023", whatever the model takes the year for.
    if text == ",":
        return token.i + 1 < len(token.doc) and _is_year(token.nbor(1)) and token.nbor(-1).text.isdigit()
    if token.nbor(-1).text == "," and _is_year(token):
        return True
    return token.ent_type_ in {"DATE", "TIME"} and text not in {".", "'s", "’s"}


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit()


def _is_month(token: Token) -> bool:
    return token.lower_[:3] in MONTHS and token.text[:1].isupper()


def _is_possessive(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text in {"'s", "’s", "'", "’"}


def _hangs_on(token: Token, cue: Sequence[Token]) -> bool:
    """Whether a token is tied to the cue by adverbs and prepositions alone."""
    own = {other.i for other in cue}
    while token.head != token:
        if token.dep_ not in TIED:
            return False
        token = token.head
        if token.i in own:
            return True
    return token.i in own


def _is_apart(token: Token, cue: Sequence[Token]) -> bool:
    """Whether a token stands in a clause that describes somebody, not in that of the cue: "who arrived on Monday"."""
    while token.head != token:
        if token.dep_ in APART and not any(token == each or token.is_ancestor(each) for each in cue):
            return True
        token = token.head
        if token in cue:
            return False
    return False
