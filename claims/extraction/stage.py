"""Who is on stage at a point of an article, for "he", "she", "it" and "they".

The one who speaks is meant more often than the nearest man: sources of earlier cues weigh most, then subjects, then
whoever else is named; each sentence in between costs. (After the salience factors of Lappin and Leass, Computational
Linguistics 1994, with speaking as the strongest factor.)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc, Token

from .parties import BODIES, Party
from .reading import Claim

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
SPEAKING, SUBJECT, NAMED, OBLIQUE = 4.0, 3.0, 1.0, 0.0
PER_SENTENCE = 1.0
SURE_GENDER = 0.75
TALKED_OF = 3.5
SAME_PARAGRAPH = 1.25
GROUPS = 3.0  # a start that groups have for "they"
PROMINENT = 0.05  # for each time that somebody is named, up to twelve
REACH = 12

PERSONS = frozenset({"person", "anonymous"})
THINGS = BODIES | {"document"}
MEANT: dict[str, tuple[frozenset[str], str]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), (PERSONS, "m")),
    **dict.fromkeys(("she", "her", "hers", "herself"), (PERSONS, "f")),
    **dict.fromkeys(("it", "its", "this", "that", "which"), (THINGS, "")),
    **dict.fromkeys(("they", "them", "their", "these", "those"), (frozenset({"group"}), "")),
}


@dataclass(frozen=True)
class Appearance:
    """A party at a token, with the weight of the part it plays there."""

    token: Token
    party: Party
    weight: float
    inside: str | None


class Stage:
    """All appearances so far, and the best match among them."""

    def __init__(self, doc: Doc, claims: Sequence[Claim]) -> None:
        self._appearances: list[Appearance] = []
        self._sentence: list[int] = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                self._sentence[token.i] = number
        self._paragraph: list[int] = list(accumulate(int(token.is_space and "\n" in token.text) for token in doc))
        self._content: dict[int, str] = {}
        # Longest first, so that an inner claim owns its words.
        for claim in sorted(claims, key=lambda claim: -sum(end - start for start, end in claim.content)):
            if not claim.headline:
                for start, end in claim.content:
                    span = doc.char_span(start, end, alignment_mode="contract")
                    self._content.update((token.i, claim.id) for token in span or ())

    def enter(self, token: Token, party: Party, *, speaking: bool) -> None:
        """Note that a party appears at a token."""
        weight = SPEAKING if speaking else role_weight(token)
        self._appearances.append(Appearance(token, party, weight, self._content.get(token.i)))

    def sentence_of(self, token: Token) -> int:
        """The number of a token's sentence."""
        return self._sentence[token.i]

    def is_reported(self, token: Token) -> bool:
        """Whether a token stands in the content of a claim."""
        return token.i in self._content

    def antecedent(self, pronoun: Token, speaker_of: Mapping[str, Party]) -> Party | None:
        """The party that a pronoun means, or None if nobody fits."""
        if pronoun.lower_ not in MEANT:
            return None
        kinds, gender = MEANT[pronoun.lower_]
        if "group" in kinds:
            # "They" may be a body, too, or somebody whose gender is left open; but groups go first.
            groups = {seen.party: GROUPS for seen in self._appearances if seen.party.kind == "group"}
            found = self.best(pronoun, kinds | THINGS, "", speaker_of, groups)
            return found or self.best(pronoun, PERSONS, "", speaker_of)
        return self.best(pronoun, kinds, gender, speaker_of)

    def best(
        self,
        token: Token,
        kinds: frozenset[str],
        gender: str,
        speaker_of: Mapping[str, Party],
        preferred: Mapping[Party, float] | None = None,
    ) -> Party | None:
        """The party of some kind and gender that is most present at a token; with what speaks for or against each."""
        ranked = list(self._scores(token, kinds, gender, speaker_of, preferred or {}))
        return max(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def latest_persons(self, token: Token) -> list[Party]:
        """Persons, and groups of persons by name, as they appeared in the sentences before a token, the last first."""
        found: list[Party] = []
        for seen in reversed(self._appearances):
            near = seen.token.i < token.i and self._sentence[token.i] - self._sentence[seen.token.i] <= REACH
            if near and seen.weight >= SUBJECT and seen.party.members and seen.party not in found:
                found.append(seen.party)
        return found

    def _inside(self, token: Token) -> str | None:
        """The claim in which a pronoun stands, or on which its clause hangs: "she was right when *he* said so"."""
        verb = token.head
        if token.i not in self._content and token.dep_ in SUBJECTS and verb.dep_ == "advcl":
            return self._content.get(verb.head.i)
        return self._content.get(token.i)

    def _scores(
        self,
        token: Token,
        kinds: frozenset[str],
        gender: str,
        speaker_of: Mapping[str, Party],
        preferred: Mapping[Party, float],
    ) -> Iterator[tuple[float, Party]]:
        here, inside = self._sentence[token.i], self._inside(token)
        outer = speaker_of.get(inside) if inside else None
        for order, seen in enumerate(self._appearances):
            distance = here - self._sentence[seen.token.i]
            fits = seen.party.kind in kinds and (not gender or not seen.party.gender or seen.party.gender == gender)
            if not fits or seen.party.thing and gender or seen.token.i >= token.i or distance > REACH:
                continue
            score = seen.weight - PER_SENTENCE * distance + order * 1e-4
            if self._paragraph[token.i] == self._paragraph[seen.token.i]:
                score += SAME_PARAGRAPH
            if gender and seen.party.gender == gender:
                score += SURE_GENDER
            if seen.party.person is not None:
                score += PROMINENT * min(len(seen.party.person.names), 12)
            score += preferred.get(seen.party, 0.0)
            if inside is None and seen.inside is not None:
                score -= TALKED_OF  # Whoever is only talked about does not take the floor.
            if inside is not None and seen.inside == inside:
                score += 2.0
            if inside is not None and seen.party is outer:
                # "What it says was an attack" is in the words of the one who speaks; "he said" in between is another.
                score += 4.0 if token.i and token.nbor(-1).lower_ == "what" else -2.0
            yield score, seen.party


def role_weight(token: Token) -> float:
    """The weight of a name by its part in the sentence: subject, other, or within another phrase."""
    head = token
    while head.dep_ in {"flat", "appos", "conj"} and head.head != head:
        head = head.head
    if head.dep_ in SUBJECTS:
        return SUBJECT
    return OBLIQUE if head.dep_ in {"poss", "compound"} else NAMED
