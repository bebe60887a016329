"""How likely an attribution is right, and how likely something is stated by it.

"Moscow accuses", "he said" state; "she hopes", "they declined to say", "he praised the mayor" don't, and between the
two lie words that do in one sentence and not in the next ("she made it clear", "the report found"). So what the word,
its grammar, source and content are like is weighed together, with weights learnt from claims that people marked.
"""

from collections.abc import Iterator
from typing import Protocol

from spacy.tokens import Span, Token

from . import cues, odds, wordlists
from .reading import Mode

# Words on a verb, by how they depend on it, that leave unsaid what it says.
DENYING: dict[str, tuple[str, ...]] = {
    "aux": ("may", "might", "could", "can", "should", "must"),
    "mark": ("if", "unless", "whether"),
    "advmod": ("never",),
    "preconj": ("neither",),
    "nsubj": ("nobody", "none", "neither", "no-one"),
}
FIRST_WORDS = frozenset(
    "that to of for about as in with whether if what how why a the his her their on against".split()
)
CUE_WORDS = frozenset(
    "not n't n’t never no may might would could will should must to can has had have been is was are were".split()
)
LAST_WORDS = frozenset("of to for about on against as at with in over".split())
# Of 355 indirect attributions with such a cue, people took 11 for claims.
WITHHELD = 0.03
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Weighed(Protocol):
    """What is weighed: an attribution in the making."""

    head: Token
    cue: frozenset[int]
    source: Span | None
    content: set[int]
    found_by: str
    sure: dict[str, float]


def statement(draft: Weighed, mode: Mode, *, quoted: bool, headline: bool) -> dict[str, float]:
    """What tells whether something is stated; `quoted` if the cue itself stands within a quotation."""
    names = {"always", *_cue_features(draft, mode), *_content_features(draft)}
    names |= {name for name, holds in (("cue quoted", quoted), ("headline", headline)) if holds}
    if draft.source is None:
        names.add("source none")
    else:
        root = draft.source.root
        names |= {f"source {'pronoun' if root.pos_ == 'PRON' else root.ent_type_ or root.pos_}", f"source {root.tag_}"}
        if root.i > draft.head.i:
            names.add("source after cue")
    return dict.fromkeys(names, 1.0)


def stated(features: dict[str, float]) -> float:
    """The probability that something is stated. What grammar withholds is not weighed against anything."""
    if features.keys() >= {"withheld", "indirect"}:
        return WITHHELD
    return odds.probability(odds.load("stated"), features)


def soundness(draft: Weighed, mode: Mode) -> dict[str, float]:
    """What tells whether source, cue and content of an attribution are right."""
    features = {name: odds.log_odds(chance) for name, chance in draft.sure.items()}
    return features | {
        "always": 1.0,
        f"by {draft.found_by}": 1.0,
        mode: 1.0,
        "source none": float(draft.source is None),
    }


def right(features: dict[str, float]) -> float:
    """The probability that an attribution is right as a whole."""
    return odds.probability(odds.load("right"), features)


def _cue_features(draft: Weighed, mode: Mode) -> Iterator[str]:
    head, doc = draft.head, draft.head.doc
    entry = cues.entry_of(head)
    kind = entry.kind if entry else "sign" if head.is_punct else "unknown"
    yield from (kind, mode, f"{kind} {mode}", f"cue {entry.lemma if entry else head.lemma_.lower()}")
    yield from (f"cue {head.pos_}", f"cue {head.tag_}", f"cue {head.dep_}", f"cue words {min(4, len(draft.cue))}")
    if is_withheld(head):
        yield "withheld"
    words = [doc[i].lower_ for i in sorted(draft.cue)]
    yield from (f"cue has {word}" for word in CUE_WORDS.intersection(words))
    if words[-1] in LAST_WORDS:
        yield f"cue ends {words[-1]}"
    after = max(draft.cue) + 1
    if after < len(doc):
        yield f"then {doc[after].pos_}"


def _content_features(draft: Weighed) -> Iterator[str]:
    doc, content = draft.head.doc, sorted(draft.content)
    first = doc[content[0]]
    yield f"content begins {first.lower_ if first.lower_ in FIRST_WORDS else first.pos_}"
    yield f"content words {min(6, sum(doc[i].is_alpha for i in content).bit_length())}"
    if any(doc[i].tag_ in FINITE for i in content):
        yield "content finite"
    if any(doc[i].pos_ in ("VERB", "AUX") for i in content):
        yield "content verb"
    before, after = content[0] < draft.head.i, content[-1] > draft.head.i
    yield "content around" if before and after else "content before" if before else "content after"


def is_withheld(head: Token) -> bool:
    """Does the cue, or a verb that governs it, leave it unsaid: "declined to say", "may argue", "nobody said"?"""
    return any(_denies(verb) for verb in _chain(head))


def _chain(verb: Token) -> Iterator[Token]:
    """A verb and those that govern it: "say", "decline" of "declined to say"."""
    yield verb
    while verb.dep_ in ("xcomp", "conj") and verb.head.pos_ in ("VERB", "AUX", "ADJ") and verb.head != verb:
        # "did not resign but said": a negation reaches no farther than its own conjunct.
        if verb.dep_ == "conj":
            return
        verb = verb.head
        yield verb


def _denies(verb: Token) -> bool:
    if verb.lemma_.lower() in wordlists.terms("withheld"):
        return True
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in DENYING.get(child.dep_, ()):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(word.lower_ == "no" for word in child.lefts):
            return True
    return False
