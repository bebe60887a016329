"""Words that hang a message on a source ("said", "is confident", "her claim"), and whether with them it is said."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from . import wordlists

LEXICONS = {"VERB": "cue_verbs", "AUX": "cue_verbs", "NOUN": "cue_nouns", "ADJ": "cue_adjectives"}
SPEECH = frozenset(("speech", "denial", "accusation", "appeal", "promise", "judgement"))
KINDS = SPEECH | {"thought", "stance", "showing"}
# "hoping" as the model's lemmatizer has it.
LEMMAS = {"hop": "hope"}
# In a headline's capitals the model takes a verb for a name, and leaves it as it stands.
ENDINGS = ("", "s", "es", "d", "ed")
SAID_WITHOUT_VERB = frozenset(("according", "per", "reportedly", "allegedly"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexicon line: a word and what sort of cue it is."""

    lemma: str
    kind: str

    @property
    def speech(self) -> bool:
        """Is something said, not just thought, wished or done?"""
        return self.kind in SPEECH


@cache
def lexicon(name: str) -> dict[str, Entry]:
    """The entries of a cue list by lemma."""
    return {row[0][0]: Entry(row[0][0], row[1][0]) for row in wordlists.table(name)}


def entry_of(token: Token) -> Entry | None:
    """The lexicon's entry for a token, if it may be a cue."""
    if token.pos_ == "PROPN":
        return _capitalised(token.lower_)
    name = LEXICONS.get(token.pos_)
    if name is None:
        return None
    lemma = token.lemma_.lower()
    return lexicon(name).get(LEMMAS.get(lemma, lemma))


@cache
def _capitalised(text: str) -> Entry | None:
    verbs = lexicon("cue_verbs")
    stems = (text.removesuffix(ending) for ending in ENDINGS if text.endswith(ending))
    return next((verbs[stem] for stem in stems if stem in verbs), None)


def is_speech(token: Token) -> bool:
    """May the word introduce speech?"""
    entry = entry_of(token) if token.pos_ != "PROPN" else None
    return entry is not None and entry.speech


def is_said(head: Token) -> bool:
    """Does a cue with this head report what was said, not what was thought, wished or done?

    A sign (the colon after a name, the dash before a signature) does; of words, those that the lists call so.
    """
    entry = entry_of(head)
    if entry is not None:
        return entry.speech
    return head.is_punct or head.lower_ in SAID_WITHOUT_VERB


def head_of(cue: Span) -> Token:
    """The word of a cue that decides: the last that the lists know for speech, else for anything, else its root."""
    known = [(entry.speech, token.i, token) for token in cue if (entry := entry_of(token)) is not None]
    return max(known, key=lambda found: found[:2])[2] if known else cue.root


def words(head: Token) -> frozenset[int]:
    """A cue's head with its auxiliaries, negation and particle."""
    found = {head.i}
    doc = head.doc
    at = head.i - 1
    while at >= 0 and doc[at].head == head and doc[at].dep_ in ("aux", "auxpass", "neg", "advmod"):
        found.add(at)
        at -= 1
    at = head.i + 1
    while at < len(doc) and doc[at].head == head and doc[at].dep_ == "prt":
        found.add(at)
        at += 1
    return frozenset(found)
