"""Words that hang a message on a source: "said", "is confident", "her claim"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from . import wordlists

LEXICONS = {"VERB": "cue_verbs", "AUX": "cue_verbs", "NOUN": "cue_nouns", "ADJ": "cue_adjectives"}
SPEECH = frozenset(("speech", "denial", "accusation", "appeal", "promise", "judgement"))
KINDS = SPEECH | {"thought", "stance", "showing"}
# "hoping" as the model's lemmatizer has it.
LEMMAS = {"hop": "hope"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexicon line: a word, what sort of cue it is, and the frames it takes, likeliest first."""

    lemma: str
    kind: str
    frames: tuple[str, ...]

    @property
    def speech(self) -> bool:
        """Is something said, not just thought, wished or done?"""
        return self.kind in SPEECH


class Cue(NamedTuple):
    """A word in a text with its lexicon entry."""

    head: Token
    entry: Entry


@cache
def lexicon(name: str) -> dict[str, Entry]:
    """The entries of a cue list by lemma."""
    return {row[0][0]: Entry(row[0][0], row[1][0], row[2]) for row in wordlists.table(name)}


def entry_of(token: Token) -> Entry | None:
    """The lexicon's entry for a token, if it may be a cue."""
    name = LEXICONS.get(token.pos_)
    if name is None:
        return None
    lemma = token.lemma_.lower()
    return lexicon(name).get(LEMMAS.get(lemma, lemma))


def is_speech(token: Token) -> bool:
    """May the word introduce speech?"""
    entry = entry_of(token)
    return entry is not None and entry.speech


def find_cues(doc: Doc, quoted: frozenset[int]) -> Iterator[Cue]:
    """Every word outside quotations that the lexicon knows as a cue."""
    for token in doc:
        if token.i not in quoted:
            entry = entry_of(token)
            if entry is not None:
                yield Cue(token, entry)


def words(head: Token, frame: str) -> frozenset[int]:
    """A cue with its auxiliaries, negation, particle and, where the content is its object, preposition."""
    found = {head.i}
    doc = head.doc
    at = head.i - 1
    while at >= 0 and doc[at].head == head and doc[at].dep_ in ("aux", "auxpass", "neg", "advmod"):
        found.add(at)
        at -= 1
    at = head.i + 1
    while at < len(doc) and doc[at].head == head and (doc[at].dep_ == "prt" or frame == f"prep:{doc[at].lower_}"):
        found.add(at)
        at += 1
    return frozenset(found)
