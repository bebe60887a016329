"""When and where a claim was said: "told reporters in Brussels on Thursday".

The words must belong to the cue, not to what was said. A weekday is a day only against the day of publication: it is
the last such day, and without that day it stays words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc, Span, Token

from . import wording
from .reading import Claim

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_WORDS = frozenset({*WEEKDAYS, "today", "yesterday", "tonight"})
EVENTS = frozenset(
    "address announcement appearance blog briefing broadcast call ceremony column conference convention debate email "
    "e-mail essay event forum gathering hearing interview lecture letter media meeting memo message op-ed podcast post "
    "press program programme rally release remarks session show speech statement stop summit talk television testimony "
    "town tour tv tweet twitter visit facebook".split()
)
AUDIENCES = frozenset(
    "reporter reporters journalist journalists crowd audience supporters lawmakers parliament newspaper station agency "
    "voters delegates lawmakers students members network magazine".split()
)
TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "address"})
PLACES = frozenset({"GPE", "FAC", "LOC", "ORG", "EVENT", "WORK_OF_ART"})
# How far from its cue a day may stand when the parse does not tie the two.
NEAR = 6


def place(doc: Doc, claims: list[Claim], published: date | None) -> list[Claim]:
    """The claims with the words for day and venue, and the day itself if the day of publication allows."""
    placed: dict[str, Claim] = {}
    halves: dict[str, tuple[str, str]] = {}
    for claim in claims:
        said_on, venue = _when(doc, claim), _where(doc, claim)
        placed[claim.id] = replace(claim, said_on=said_on, venue=venue)
        if claim.utterance and claim.cue:
            day, where = halves.get(claim.utterance, ("", ""))
            halves[claim.utterance] = (day or said_on, where or venue)
    result = []
    for claim in placed.values():
        day, where = halves.get(claim.utterance or "", ("", ""))
        said_on = claim.said_on or (day if claim.cue else "")
        result.append(
            replace(
                claim,
                said_on=said_on,
                venue=claim.venue or (where if claim.cue else ""),
                said_day=day_of(said_on, published) if published else None,
            )
        )
    return result


def day_of(words: str, published: date) -> date | None:
    """The day that some words mean in an article of a given day, or None where they do not name one."""
    text = words.lower()
    if re.search(r"\b(?:next|coming|every|each)\b", text):
        return None
    if re.search(r"\b(?:yesterday|last night)\b", text):
        return published - timedelta(days=1)
    if dated := _dated(text, published):
        return dated
    for number, weekday in enumerate(WEEKDAYS):
        if re.search(rf"\b{weekday}\b", text):
            back = (published.weekday() - number) % 7
            if back == 0 and re.search(r"\blast\b", text):
                back = 7
            return published - timedelta(days=back)
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", text):
        return published
    return None


def _dated(text: str, published: date) -> date | None:
    months = "|".join(MONTHS)
    found = re.search(rf"\b({months})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?", text)
    if found:
        month, day, year = found.groups()
    else:
        found = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({months})[a-z]*\.?(?:,?\s+(\d{{4}}))?", text)
        if not found:
            return None
        day, month, year = found.groups()
    number = MONTHS.index(month) + 1
    try:
        guess = date(int(year) if year else published.year, number, int(day))
        # "Dec. 30" in an article of January is a day of the year before.
        return guess if year or guess <= published else guess.replace(year=published.year - 1)
    except ValueError:
        return None


def _surroundings(doc: Doc, claim: Claim) -> tuple[list[Token], list[Token]]:
    """The cue's tokens, and the tokens of its sentence that are neither cue, source nor content."""
    cue = wording.tokens_of(doc, claim.cue)
    if not cue:
        return [], []
    taken = {token.i for token in wording.tokens_of(doc, (*claim.content, *claim.source, *claim.cue))}
    quoted = wording.quoted_in(doc)
    start = min(token.sent.start for token in cue)
    end = max(token.sent.end for token in cue)
    return cue, [token for token in doc[start:end] if token.i not in taken and token.i not in quoted]


def _when(doc: Doc, claim: Claim) -> str:
    cue, around = _surroundings(doc, claim)
    # Some cues hold their day: "said Thursday morning".
    for token in cue:
        if token.lower_ in DAY_WORDS:
            return _on_one_line(_date_span(token, cue[0].i, cue[-1].i + 1))
    free = {token.i for token in around}
    content_end = max((token.i for token in wording.tokens_of(doc, claim.content)), default=-1)
    for token in sorted(around, key=lambda token: abs(token.i - cue[-1].i) if cue else 0):
        if token.lower_ not in DAY_WORDS and not (token.ent_type_ == "DATE" and _is_month(token)):
            continue
        tied = _hangs_on(token, cue) or abs(token.i - cue[-1].i) <= NEAR
        # "Denied responsibility for the incident on Wednesday": the day that closes the sentence is that of the denial.
        closing = cue[-1].i < content_end < token.i <= content_end + 3
        if (tied or closing) and not _is_possessive(token):
            start, end = token.i, token.i + 1
            while start - 1 in free and doc[start - 1].ent_type_ == "DATE" and token.ent_type_ == "DATE":
                start -= 1
            while end in free and _goes_on(doc[end]):
                end += 1
            return _on_one_line(doc[start:end])
    return ""


def _date_span(token: Token, start: int, end: int) -> Span:
    first, last = token.i, token.i + 1
    while first > start and token.doc[first - 1].ent_type_ in {"DATE", "TIME"}:
        first -= 1
    while last < end and _goes_on(token.doc[last]):
        last += 1
    return token.doc[first:last]


def _goes_on(token: Token) -> bool:
    return (
        token.ent_type_ in {"DATE", "TIME"}
        and token.lower_ not in {",", "."}
        and token.text not in {"'s", "’s"}
        or (token.lower_ in {"morning", "afternoon", "evening", "night"})
    )


def _is_month(token: Token) -> bool:
    return token.lower_[:3] in MONTHS and token.text[:1].isupper()


def _is_possessive(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text in {"'s", "’s"} and token.dep_ == "poss"


def _hangs_on(token: Token, cue: Sequence[Token]) -> bool:
    """Whether a token is tied to the cue by adverbs and prepositions alone."""
    own = {other.i for other in cue}
    while token.head != token:
        if token.dep_ not in {"npadvmod", "pobj", "prep", "tmod", "advmod", "compound", "nummod", "amod", "det"}:
            return False
        token = token.head
        if token.i in own:
            return True
    return token.i in own


def _where(doc: Doc, claim: Claim) -> str:
    cue, around = _surroundings(doc, claim)
    if not cue:
        return ""
    free = {token.i for token in around}
    audience = event = site = ""
    for phrase in _phrases(cue, free):
        head = phrase.root if phrase.root.pos_ != "ADP" else next(iter(phrase.root.children), phrase.root)
        words = _on_one_line(phrase)
        if phrase.root.dep_ in {"dobj", "dative", "pobj", "obj", "iobj"} and _hears(head, cue):
            audience = audience or words
        elif any(token.lower_ in EVENTS or token.lemma_.lower() in EVENTS for token in phrase if token.i <= head.i):
            event = event or words
        elif head.ent_type_ in PLACES:
            site = site or words
    if audience and site and not event:
        joined = re.search(rf"{re.escape(audience)}\s+(?:in|at)\s+(?:the\s+)?{re.escape(site)}", wording.text_of(doc))
        return joined.group() if joined else audience
    return event or audience or site


def _hears(head: Token, cue: Sequence[Token]) -> bool:
    told = any(token.lemma_.lower() in TELLING for token in cue)
    return (
        head.lower_ in AUDIENCES
        or told
        and head.dep_ in {"dobj", "dative", "iobj", "nsubj"}
        and head.ent_type_ != "DATE"
    )


def _phrases(cue: Sequence[Token], free: Iterable[int]) -> Iterator[Span]:
    """The objects and prepositional objects of the cue, each without its preposition and article."""
    free = set(free)
    doc = cue[0].doc
    for token in cue:
        for child in token.children:
            nouns = [child]
            if child.dep_ == "prep" or child.pos_ == "ADP":
                nouns = [grand for grand in child.children if grand.dep_ == "pobj"]
            for noun in nouns:
                if noun.dep_ not in {"dobj", "dative", "pobj", "iobj"} or noun.i not in free:
                    continue
                start, end = noun.left_edge.i, noun.i + 1
                for token_ in noun.subtree:
                    belongs = token_.dep_ not in {"relcl", "acl", "punct", "mark"} and token_.ent_type_ not in {
                        "DATE",
                        "TIME",
                    }
                    if token_.i == end and token_.i in free and belongs and token_.lower_ not in {"on", "that"}:
                        end += 1
                start = start if start in free else noun.i
                if doc[start].lower_ in {"the", "a", "an"} and start < noun.i:
                    start += 1
                yield doc[start:end]


def _on_one_line(span: Span) -> str:
    return " ".join(span.text.split()).strip(" ,.")
