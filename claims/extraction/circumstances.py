"""When, to whom, by what means and where a claim was said: "told reporters in Brussels on Thursday".

The words must belong to the cue, not to what was said. What the day is, against the day of publication, says `days.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from . import wording, wordlists
from .days import MONTHS, WEEKDAYS, day_of
from .reading import Claim

DAY_WORDS = frozenset({*WEEKDAYS, "today", "yesterday", "tonight"})
PARTS_OF_DAYS = frozenset("morning afternoon evening night".split())
QUALIFYING = frozenset("earlier later late early last this".split())
SPANS_OF_TIME = frozenset("week month year weekend summer winter spring autumn morning afternoon evening night".split())
MEANS = frozenset(
    "address affidavit announcement app article blog book broadcast call column documentary email e-mail essay "
    "facebook filing instagram interview lecture letter media memo memoir message note op-ed phone podcast post "
    "program programme radio release remarks show speech statement station talk telegram telephone television "
    "testimony text thread tiktok truth tv tweet twitter video weibo whatsapp x youtube newsletter linkedin "
    "comments papers documents sermon".split()
)
EVENTS = frozenset(
    "appearance briefing campaign ceremony conference convention court debate dinner event forum funeral gathering "
    "hall hearing inquest launch lunch march meeting panel press protest rally seminar session stop summit symposium "
    "tour town trial vigil visit".split()
)
# "Told the court": these hear as well.
HEARING = frozenset("court inquest panel session hearing inquiry press".split())
AUDIENCES = frozenset(
    "reporter reporters journalist journalists crowd audience supporters lawmakers parliament newspaper station agency "
    "voters delegates students members network magazine".split()
)
TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "address"})
SPEAKING = frozenset("speak talk write post appear testify address".split())
PLACES = frozenset({"GPE", "FAC", "LOC", "ORG", "EVENT", "WORK_OF_ART"})
AT, BY = (
    frozenset("in at from during outside near inside aboard before on".split()),
    frozenset("by via through over".split()),
)
NO_DAYS = frozenset("for since until till by before after within than between about of ahead".split())
# How far from its cue a day may stand when the parse does not tie the two.
NEAR = 6
TIED = frozenset({"npadvmod", "pobj", "prep", "tmod", "advmod", "compound", "nummod", "amod", "det"})
APART = frozenset({"relcl", "acl", "appos"})


class Where(NamedTuple):
    """To whom, by what means and where, each in the article's words or empty; `venue` is what one would say first."""

    audience: str = ""
    channel: str = ""
    place: str = ""
    venue: str = ""


def place(doc: Doc, claims: list[Claim], published: date | None) -> list[Claim]:
    """The claims with the words for day and venue, and the day itself if the day of publication allows."""
    placed: dict[str, tuple[str, Where]] = {}
    halves: dict[str, tuple[str, Where]] = {}
    for claim in claims:
        placed[claim.id] = said_on, where = _circumstances(doc, claim)
        if claim.utterance and claim.cue:
            day, there = halves.get(claim.utterance, ("", Where()))
            halves[claim.utterance] = (day or said_on, there if there.venue else where)
    result = []
    for claim in claims:
        said_on, where = placed[claim.id]
        if claim.cue:
            day, there = halves.get(claim.utterance or "", ("", Where()))
            said_on, where = said_on or day, where if where.venue else there
        said_day = day_of(said_on, published) if published else None
        result.append(replace(claim, said_on=said_on, said_day=said_day, **where._asdict()))
    return result


def _circumstances(doc: Doc, claim: Claim) -> tuple[str, Where]:
    cue = wording.tokens_of(doc, claim.cue)
    if not cue:
        return "", Where()
    content = wording.tokens_of(doc, claim.content)
    taken = {token.i for token in (*content, *wording.tokens_of(doc, claim.source), *cue)}
    quoted = wording.quoted_in(doc)
    start, end = min(token.sent.start for token in cue), max(token.sent.end for token in cue)
    free = {i for i in range(start, end) if i not in taken and i not in quoted}
    return _when(cue, content, free), _where(doc, cue, free)


def _when(cue: Sequence[Token], content: Sequence[Token], free: set[int]) -> str:
    doc = cue[0].doc
    # Some cues hold their day: "said Thursday morning".
    for token in cue:
        if token.lower_ in DAY_WORDS:
            return _on_one_line(_day_span(token, {each.i for each in cue}))
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
            return _on_one_line(span)
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


def _where(doc: Doc, cue: Sequence[Token], free: set[int]) -> Where:
    found: dict[str, str] = {}
    told = any(token.lemma_.lower() in TELLING for token in cue)
    for preposition, noun in _objects(cue, free):
        kind = _kind(preposition, noun, told=told)
        if kind and kind not in found:
            found[kind] = _on_one_line(_phrase(noun, free, whole=kind == "event"))
    audience, channel, event, site = (found.get(kind, "") for kind in ("audience", "channel", "event", "site"))
    venue = event or channel or audience or site
    if audience and site and venue == audience:
        joined = re.search(rf"{re.escape(audience)}\s+(?:in|at)\s+(?:the\s+)?{re.escape(site)}", wording.text_of(doc))
        venue = joined.group() if joined else audience
    return Where(audience, channel, event or site, venue)


def _kind(preposition: Token | None, noun: Token, *, told: bool) -> str:
    """What an object of the cue is: audience, channel, event or site; "" for anything else."""
    words = {noun.lower_, noun.lemma_.lower()}
    words |= {child.lower_ for child in noun.children if child.dep_ in {"compound", "amod"} and child.i < noun.i}
    if noun.ent_type_ in {"DATE", "TIME"}:
        return ""
    how = preposition.lower_ if preposition is not None else ""
    hears = not how and told and noun.lower_ in HEARING
    if not hears and (how in AT or how in BY or not how):
        if noun.lower_ in EVENTS or noun.lemma_.lower() in EVENTS and how not in BY:
            return "event"
        if words & MEANS and (how or not told):
            return "channel"
    if not how:
        return "audience" if told or noun.lower_ in AUDIENCES else ""
    if how in {"to", "with"} and noun.lower_ in AUDIENCES:
        return "audience"
    if (
        how in {"on", "in", "via"}
        and noun.ent_type_ in {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART"}
        and _is_outlet(noun, how)
    ):
        return "channel"
    return "site" if how in AT and noun.ent_type_ in PLACES and how != "before" else ""


def _is_outlet(noun: Token, how: str) -> bool:
    """Whether it is a paper or station: "on Fox News" is, whoever that may be; "in" asks for a known one."""
    if how == "on":
        return noun.text[:1].isupper()
    named = [token.text for token in noun.subtree if token.ent_type_ == noun.ent_type_]
    return " ".join(named).lower().removeprefix("the ") in wordlists.terms("outlets")


def _objects(cue: Sequence[Token], free: set[int]) -> Iterator[tuple[Token | None, Token]]:
    """The objects of the cue with their prepositions, and those that hang on such an object, in the order of the text."""
    doc = cue[0].doc
    heads = [*cue, *(child for token in cue for child in token.children if _is_speaking(child) and child.i in free)]
    own = {token.i for token in heads}
    # What follows the cue at once is the cue's, whatever the parse says: "said in Brussels on Tuesday the ferry …".
    run = cue[-1].i + 1
    while run in free and (doc[run].dep_ in {"prep", "pobj", "det", "compound", "amod", "poss", "case", "nummod"}):
        if doc[run].dep_ == "prep":
            own.add(doc[run].i)
        run += 1
    found: dict[int, tuple[Token | None, Token]] = {}
    waiting = [child for token in heads for child in token.children if child.i not in own or child.dep_ == "prep"]
    waiting += [doc[i] for i in own if doc[i].dep_ == "prep"]
    for child in waiting:
        if child.dep_ in {"dobj", "dative", "iobj"} and child.pos_ != "ADP":
            pairs: list[tuple[Token | None, Token]] = [(None, child)]
        elif child.dep_ in {"prep", "dative"} or child.pos_ == "ADP":
            pairs = [(child, grand) for grand in child.children if grand.dep_ == "pobj"]
        else:
            continue
        for preposition, noun in pairs:
            if noun.i in free and noun.i not in found:
                found[noun.i] = (preposition, noun)
                waiting.extend(grand for grand in noun.children if grand.dep_ == "prep")
    yield from (found[i] for i in sorted(found))


def _is_speaking(token: Token) -> bool:
    return token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_.lower() in SPEAKING


def _phrase(noun: Token, free: set[int], *, whole: bool) -> Span:
    """A noun with what belongs to it, without article, day, and (unless `whole`) without where: "call with CNN"."""
    doc = noun.doc
    start, end = noun.left_edge.i, noun.i + 1
    outside = {
        i for child in noun.children if _leads_away(child, whole=whole) for i in range(child.i, child.right_edge.i + 1)
    }
    for token in noun.subtree:
        belongs = token.dep_ not in {"relcl", "acl", "punct", "mark"} and token.ent_type_ not in {"DATE", "TIME"}
        if token.i == end and token.i in free and token.i not in outside and belongs and token.lower_ != "that":
            if token.dep_ == "prep" and any(child.ent_type_ in {"DATE", "TIME"} for child in token.children):
                break
            end += 1
    while end > noun.i + 1 and doc[end - 1].dep_ in {"prep", "det", "cc"}:
        end -= 1
    start = start if start in free else noun.i
    if doc[start].lower_ in {"the", "a", "an"} and start < noun.i:
        start += 1
    return doc[start:end]


def _leads_away(child: Token, *, whole: bool) -> bool:
    """Whether a preposition leads from an audience or a means to a place of its own."""
    if whole or child.dep_ != "prep" or child.i < child.head.i:
        return False
    if child.lower_ in {"in", "at", "from", "outside", "during"}:
        return True
    return child.lower_ == "on" and any(grand.ent_type_ in {"DATE", "TIME"} for grand in child.children)


def _on_one_line(span: Span) -> str:
    return " ".join(span.text.split()).strip(" ,.")
