"""To whom, by what means and where something was said: the objects of its cue, told apart by their nouns."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from . import wording, wordlists

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


class Where(NamedTuple):
    """To whom, by what means and where, each in the article's words or empty; `venue` is what one would say first."""

    audience: str = ""
    channel: str = ""
    place: str = ""
    venue: str = ""


NOWHERE = Where()


def on_one_line(span: Span) -> str:
    """Words as one would write them in a line of their own."""
    return " ".join(span.text.split()).strip(" ,.")


def find(doc: Doc, cue: Sequence[Token], free: set[int]) -> Where:
    """What is said of the circumstances by the free words around a cue, a day left out."""
    found: dict[str, str] = {}
    told = any(token.lemma_.lower() in TELLING for token in cue)
    for preposition, noun in _objects(cue, free):
        kind = _kind(preposition, noun, told=told)
        if kind and kind not in found:
            found[kind] = on_one_line(_phrase(noun, free, whole=kind == "event"))
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
    """The objects of the cue with their prepositions, and what hangs on these in turn, in the order of the text."""
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
