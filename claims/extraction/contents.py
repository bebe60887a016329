"""What is said: the stretches of text that a cue's grammar makes its content.

Each frame is one way in which English hangs a message on a word. A lexicon entry names the frames which its word takes;
a frame maps a cue to the tokens of its content, or to none where the sentence does not have it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from . import cues, wordlists
from .sources import SUBJECTS, agent_of, charge_of, is_passive, subject_of

type Tokens = frozenset[int]
type Frame = Callable[[Token], Tokens]

NOTHING: Tokens = frozenset()
CLAUSAL = ("VERB", "AUX", "ADJ", "NOUN")
OBJECTS = ("dobj", "dative", "ccomp", "oprd", "acomp")
ENDING = frozenset(".!?")
NEAR = 6  # tokens between "what" and "she says was"
TIMES = ("DATE", "TIME")
PREDICATES = ("prep", "xcomp", "oprd", "acomp", "ccomp", "attr", "dobj")


def find_content(cue: Token, frames: Iterable[str]) -> tuple[str, Tokens]:
    """The first of a cue's frames that its sentence fills, and the tokens that fill it."""
    passive = cue.pos_ in ("VERB", "AUX") and is_passive(cue)
    for name in frames:
        frame = name.removeprefix("passive ")
        if passive != (frame != name):
            continue
        found = _prepositional(cue, frame) if frame.startswith("prep:") else FRAMES[frame](cue)
        if found:
            return frame, found
    return "", NOTHING


def subtree(head: Token, *, without: Iterable[Token] = ()) -> Tokens:
    """The positions of a word and all that depends on it."""
    left_out = {token.i for part in without for token in part.subtree}
    return frozenset(token.i for token in head.subtree if token.i not in left_out)


def clause(cue: Token) -> Tokens:
    """As in "said *that it rained*"."""
    found = [child for child in cue.rights if child.dep_ == "ccomp"]
    if not found:
        return _distant_clause(cue)
    # "… and that it would go on raining"; "that" may also be taken for the determiner of a first noun.
    more = [child for child in cue.rights if child.dep_ == "conj" and _mark(child) == "that"]
    more += [child for child in cue.rights if child.dep_ == "dobj" and child.left_edge.lower_ == "that"]
    return _union([*(subtree(child, without=strays(cue, child)) for child in found), *map(subtree, more)])


def fronted(cue: Token) -> Tokens:
    """As in "*It rained*, she said", "*It*, she said, *rained*", "as she said, *it rained*"."""
    if any(child.dep_ == "ccomp" for child in cue.lefts):
        return _union(subtree(child) for child in cue.children if child.dep_ == "ccomp")
    if cue.dep_ == "parataxis" and cue.head.pos_ in CLAUSAL:
        return subtree(cue.head, without=[cue])
    if cue.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in cue.lefts):
        return subtree(cue.head, without=[cue])
    return NOTHING


def infinitive(cue: Token) -> Tokens:
    """As in "wants *to win*"."""
    for child in cue.rights:
        if child.dep_ in ("xcomp", "acl", "advcl") and any(aux.tag_ == "TO" for aux in child.lefts):
            return subtree(child)
    return NOTHING


def gerund(cue: Token) -> Tokens:
    """As in "denied *taking it*"."""
    for child in cue.rights:
        if child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG":
            return subtree(child)
    return NOTHING


def bare(cue: Token) -> Tokens:
    """As in "denied *the charges*": the object alone."""
    if is_passive(cue):
        return _passive_object(cue)
    found = [child for child in cue.rights if child.dep_ in ("dobj", "dative", "attr") and child.ent_type_ not in TIMES]
    return subtree(found[0]) if found else _relative(cue)


def full(cue: Token) -> Tokens:
    """As in "called *the plan a joke*", "urged *them to go*": the object and what is said of it."""
    if is_passive(cue):
        agent = agent_of(cue)
        charge = charge_of(agent) if agent is not None else None
        said = _passive_object(cue) | _after(cue, cue.i)
        return said if charge is None else said | subtree(charge)
    first = next((child for child in cue.rights if child.dep_ in OBJECTS and child.ent_type_ not in TIMES), None)
    if first is None:
        found = _relative(cue)
        return found | _after(cue, cue.i) if found else NOTHING
    return subtree(first) | _after(cue, first.i)


def noun_clause(cue: Token) -> Tokens:
    """As in "the claim *that it rained*"."""
    for child in cue.rights:
        if child.dep_ == "acl" and any(mark.dep_ == "mark" for mark in child.lefts):
            return subtree(child)
    return clause(cue)


def appeal(cue: Token) -> Tokens:
    """As in "called on *them to go*": the object of "on" and what it is to do."""
    for child in cue.rights:
        if child.dep_ == "prep" and child.lower_ in ("on", "upon", "for"):
            inner = _union(subtree(noun) for noun in child.children if noun.dep_ in ("pobj", "pcomp"))
            if inner:
                return inner | _after(cue, child.i)
    return NOTHING


FRAMES: dict[str, Frame] = {
    "clause": clause,
    "fronted": fronted,
    "infinitive": infinitive,
    "gerund": gerund,
    "bare": bare,
    "full": full,
    "nclause": noun_clause,
    "appeal": appeal,
}


def nested(cue: Token) -> Tokens:
    """As in "what she says was *a raid*": a phrase put in somebody's mouth, wherever it stands."""
    doc = cue.doc
    before = doc[max(0, cue.i - NEAR) : cue.i]
    copula = doc[cue.i + 1] if cue.i + 1 < len(doc) else cue
    if copula.lemma_ != "be" or not any(token.lower_ == "what" for token in before):
        return NOTHING
    found = [child for child in copula.rights if child.dep_ in ("attr", "acomp", "oprd", "ccomp", "prep")]
    return without_gloss(doc, _union(map(subtree, found)))


def without_gloss(doc: Doc, content: Tokens) -> Tokens:
    """A content without the reporter's own remark that trails it: "…, *the latest in a series of charges*"."""
    last = max(content, default=0)
    for i in sorted(content):
        starts = doc[i].text == "," and any(doc[i + 1 : i + 1 + len(g)].text.lower() == " ".join(g) for g in _glosses())
        if starts and not any(doc[j].is_quote or doc[j].text in ENDING for j in range(i, last)):
            return frozenset(j for j in content if j < i)
    return content


@cache
def _glosses() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split()) for words in sorted(wordlists.terms("glosses")))


def account(cue: Token, phrase: Tokens) -> Tokens:
    """As in "According to her, *it rained*": the sentence that the phrase begins or ends, else the clause around it."""
    sentence = cue.sent
    words = [token.i for token in sentence if token.is_alpha]
    at_edge = not words or min(phrase) <= words[0] or max(phrase) >= words[-1]
    scope = sentence if at_edge else cue.head.subtree
    return frozenset(token.i for token in scope if not token.is_space) - phrase


def preposition(cue: Token) -> Iterator[tuple[str, Tokens]]:
    """As in "warned *of rain*", "called for *calm*": the objects of a cue's prepositions."""
    for child in cue.rights:
        if child.dep_ in ("prep", "agent"):
            inner = _union(subtree(noun) for noun in child.children if noun.dep_ in ("pobj", "pcomp"))
            if inner:
                yield child.lower_, inner


def strays(cue: Token, inner: Token) -> list[Token]:
    """Cues that the parser hung on a reported verb although the reporter goes on with the one who speaks.

    "She said it rained *but noted* that …", "he said it was over, *adding* that …": no subject of their own, the
    tense of the cue before, or a participle after a comma.
    """
    found = []
    for verb in [inner, *(conj for conj in inner.children if conj.dep_ == "conj")]:
        for child in verb.rights:
            if child.pos_ != "VERB" or subject_of(child) is not None or not cues.is_speech(child):
                continue
            same = child.dep_ == "conj" and child.tag_ == cue.tag_ and child.tag_ in ("VBD", "VBZ")
            participle = child.dep_ == "advcl" and child.tag_ == "VBG" and _after_comma(child)
            if (same or participle) and _has_message(child):
                found.append(child)
    return found


def _has_message(cue: Token) -> bool:
    entry = cues.entry_of(cue)
    return entry is not None and bool(find_content(cue, entry.frames)[1])


def _after_comma(verb: Token) -> bool:
    start = verb.left_edge.i
    return start > 0 and verb.doc[start - 1].text in (",", "—", "–", "--", "-")


def _prepositional(cue: Token, frame: str) -> Tokens:
    wanted = frame.removeprefix("prep:")
    return next((found for word, found in preposition(cue) if word == wanted), NOTHING)


def _union(parts: Iterable[Tokens]) -> Tokens:
    return frozenset().union(*parts)


def _after(cue: Token, start: int) -> Tokens:
    return _union(
        subtree(child)
        for child in cue.rights
        if child.i > start and child.dep_ in PREDICATES and child.ent_type_ not in TIMES
    )


def _distant_clause(cue: Token) -> Tokens:
    """As in "told them during a call *that it rained*": the parser hangs the clause on the nearest noun."""
    for child in cue.rights:
        if child.dep_ not in ("dobj", "dative", "prep", "npadvmod", "advmod"):
            continue
        for verb in child.subtree:
            if verb.dep_ in ("acl", "ccomp") and _mark(verb) == "that" and cues.entry_of(verb.head) is None:
                return subtree(verb)
    return NOTHING


def _mark(verb: Token) -> str:
    return next((child.lower_ for child in verb.lefts if child.dep_ == "mark"), "")


def _relative(cue: Token) -> Tokens:
    """As in "the plan *that* she opposes": the pronoun stands for the object."""
    for child in cue.lefts:
        if child.dep_ in ("dobj", "pobj", "dative") and child.tag_ in ("WDT", "WP"):
            return subtree(child)
    return NOTHING


def _passive_object(cue: Token) -> Tokens:
    subject = next((child for child in cue.lefts if child.dep_ in SUBJECTS), None)
    if subject is not None:
        return subtree(subject)
    return subtree(cue.head, without=[cue]) if cue.dep_ == "acl" else NOTHING
