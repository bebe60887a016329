"""What can be told of claims, and of pairs of claims, without understanding them: what the trees weigh.

`describe` says of each claim what kind of statement it is; `compare` says of each ordered pair how the two stand to
each other: place, order, camp, names, shared words. `table` joins them and adds how a pair stands among the others.
All are plain arrays, so that training and reading see the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log

import numpy as np
from spacy.tokens import Doc

from .. import camps, ties
from ..ties import SIGNALS, Said

ACTS = (
    "assertion", "accusation", "denial", "dismissal", "appeal", "promise", "prediction", "opinion", "concern",
)  # fmt: skip
MODES = ("direct", "indirect", "mixed")
KINDS = ("person", "organisation", "government", "group", "document", "anonymous")
CONTRAST = frozenset("but however yet though although while still instead whereas despite meanwhile".split())
OPENERS = frozenset("no that this it well look nobody nothing never actually absolutely of not these those".split())
RESPONDING = frozenset("response reaction reply rebuttal answer retort asked pressed questioned reacting".split())
REJECTING = frozenset(
    "deny denies denied dismiss dismissed reject rejected refute refuted dispute disputed rebut rebutted counter "
    "countered rebuff rebuffed contradict contradicted challenge challenged defend defended insist insisted push "
    "pushed respond responded reply replied retort retorted fire fired shoot shot hit scoff scoffed mock mocked".split()
)
BUCKETS = (1, 2, 3, 5, 8, 13, 21)  # edges between the classes of a distance
# Columns that `_among` looks up: of `describe`, and of `compare`.
NEIGHBOURS, OPPOSES = 18, 25
SHARED, NAMES = 26, 29
CLAIMS_AWAY = 60  # beyond which claims of an article are not compared


def describe(doc: Doc, said: Sequence[Said]) -> np.ndarray:
    """`(n, D)` numbers for n claims in the order of the text."""
    rows = [_of_claim(doc, one, len(said)) for one in said]
    return np.array(rows, dtype=np.float32) if rows else np.zeros((0, 0), dtype=np.float32)


def _of_claim(doc: Doc, one: Said, count: int) -> list[float]:
    words = [token.lower_ for token in one.tokens if not token.is_punct and not token.is_space]
    cue = {token.lower_ for token in one.cue}
    lemmas = {token.lemma_.lower() for token in one.cue}
    around = _framing(one)
    kinds = [kind for _, kind in one.judged]
    return [
        *_one_hot(one.claim.act, ACTS),
        *_one_hot(one.claim.mode, MODES),
        *_one_hot(one.speaker.kind, KINDS),
        float(bool(cue & REJECTING)),
        float(bool(lemmas & ties.ATTACKING)),
        float(bool(lemmas & ties.REPLYING)),
        float(not cue),
        float(bool(cue & {"said", "says", "say"})),
        float("d" in kinds),
        float("r" in kinds),
        float(one.opposes is not None),
        float(any(word in ties.NEGATIONS for word in words)),
        float(any(word in ties.NEGATIONS for word in words[:4])),
        float(bool(words) and words[0] in OPENERS),
        float(bool(words) and words[0] in CONTRAST),
        float(any(token.text == "?" for token in one.tokens)),
        float(any(token.like_num or token.ent_type_ in {"PERCENT", "MONEY"} for token in one.tokens)),
        float(any(token.lemma_.lower() in ties.CLAIM_NOUNS for token in one.tokens)),
        float(bool(CONTRAST.intersection(around))),
        float(bool(RESPONDING.intersection(around))),
        float(bool(REJECTING.intersection(around))),
        float("'s" in words or "they" in words or "he" in words or "she" in words),
        float("you" in words or "your" in words),
        float("we" in words or "our" in words or "i" in words),
        log(1 + len(words)) / 4,
        one.place / max(1, count - 1),
        min(1.0, one.tokens[0].i / max(1, len(doc))),
        float(one.claim.inside is not None),
    ]


def _framing(one: Said) -> set[str]:
    """The words of the claim's first sentence that are the reporter's."""
    own = {token.i for token in one.tokens}
    return {token.lower_ for token in one.tokens[0].sent if token.i not in own}


def compare(doc: Doc, said: Sequence[Said]) -> tuple[np.ndarray, np.ndarray]:
    """`(n, n, P)` numbers for an answer (row) and what it may answer (column), and `(n, n)` which pairs may be one."""
    count = len(said)
    allowed = np.zeros((count, count), dtype=bool)
    lines = [one.paragraph for one in said]
    rare = _rarity(said)
    worth = [sum(rare[word] for word in one.words) or 1.0 for one in said]
    surnames = [camps.surnames(one.speaker) for one in said]
    lowered = [frozenset(token.lower_ for token in one.tokens) for one in said]
    framing = [_framing(one) for one in said]
    first = _first_of_speaker(said)
    begins = [one.tokens[0].sent.start for one in said]
    ends = [one.tokens[-1].sent.start for one in said]
    table: np.ndarray | None = None
    for a, answer in enumerate(said):
        for t, target in enumerate(said):
            if a == t or abs(a - t) > CLAIMS_AWAY or answer.speaker.key == target.speaker.key:
                continue
            allowed[a, t] = True
            shared = answer.words & target.words
            weight = sum(rare[word] for word in shared)
            of_answer, of_target = worth[a], worth[t]
            low, high = sorted((a, t))
            between = said[low + 1 : high]
            line = lines[a] - lines[t]
            row = [
                float(camps.same(answer.speaker, target.speaker)),
                float(a > t),
                *_bucket(abs(a - t)),
                *_bucket(abs(line)),
                float(line == 0),
                float(begins[a] == ends[t]),
                float(a == t + 1),
                float(a > t and all(one.speaker.key == target.speaker.key for one in between)),
                float(a > t and all(one.speaker.key == answer.speaker.key for one in between)),
                len({one.speaker.key for one in between}) / 4,
                weight / of_answer,
                weight / of_target,
                weight / (of_answer * of_target) ** 0.5,
                min(weight, 20) / 10,
                float(bool(shared)),
                float(bool(surnames[t] & lowered[a])),
                float(bool(surnames[t] & framing[a])),
                float(bool(surnames[a] & lowered[t])),
                float(bool(surnames[a] & framing[t])),
                float(bool(answer.claim.inside == target.claim.id)),
                float(bool(target.claim.inside == answer.claim.id)),
                float(first[t] == t),
                float(first[a] == a),
                float(lines[t] <= 2),
                *_tied(doc, answer, target, said),
            ]
            if table is None:
                table = np.zeros((count, count, len(row)), dtype=np.float32)
            table[a, t] = row
    return (np.zeros((count, count, 0), dtype=np.float32) if table is None else table), allowed


def _tied(doc: Doc, answer: Said, target: Said, said: Sequence[Said]) -> list[float]:
    """How sure each rule is that the pair is tied."""
    found = [signal(doc, answer, target, said) for signal in SIGNALS]
    return [tie.confidence if tie is not None else 0.0 for tie in found]


def _rarity(said: Sequence[Said]) -> dict[str, float]:
    """How much a keyword tells: the fewer of the article's claims hold it, the more."""
    counts: Counter[str] = Counter(word for one in said for word in one.words)
    return {word: log((1 + len(said)) / count) for word, count in counts.items()}


def _first_of_speaker(said: Sequence[Said]) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(one.speaker.key, place) for place, one in enumerate(said)]


def _one_hot(value: str, values: Sequence[str]) -> list[float]:
    return [float(value == one) for one in values]


@lru_cache(maxsize=1024)
def _bucket(distance: int) -> list[float]:
    place = sum(distance > edge for edge in BUCKETS)
    return [float(place == at) for at in range(len(BUCKETS) + 1)]


def table(doc: Doc, said: Sequence[Said]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One row `(m, F)` for each of m pairs that may be an answer and its target, with their places in `said`."""
    compared, allowed = compare(doc, said)
    answers, targets = np.nonzero(allowed)
    if not len(answers):
        return np.zeros((0, 0), dtype=np.float32), answers, targets
    described = describe(doc, said)
    before = np.vstack([np.zeros_like(described[:1]), described[:-1]])[:, NEIGHBOURS:]
    after = np.vstack([described[1:], np.zeros_like(described[:1])])[:, NEIGHBOURS:]
    among = _among(said, described, compared, allowed)
    rows = np.concatenate(
        [
            described[answers],
            described[targets],
            compared[answers, targets],
            among[answers, targets],
            before[answers],
            after[answers],
        ],
        1,
    )
    return rows.astype(np.float32), answers, targets


def _among(said: Sequence[Said], described: np.ndarray, compared: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """`(n, n, A)`: whose words are the closest, who speaks how much, where turns begin, who names whom."""
    count = len(said)
    keys = [one.speaker.key for one in said]
    known = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    who = np.array([known[key] for key in keys])
    speaks = np.bincount(who)
    opposing = np.bincount(who, weights=described[:, OPPOSES])
    begins = np.array([place == 0 or keys[place] != keys[place - 1] for place in range(count)])
    ends = np.array([place == count - 1 or keys[place] != keys[place + 1] for place in range(count)])
    shared = compared[..., SHARED]
    central = (shared * (1 - np.eye(count))).mean(1)
    naming = np.zeros((len(known), len(known)))
    np.add.at(naming, (who[:, None].repeat(count, 1), who[None].repeat(count, 0)), compared[..., NAMES])
    naming /= np.maximum(1, speaks)[:, None]

    def of_answer(values: np.ndarray) -> np.ndarray:
        return np.repeat(values.astype(np.float32)[:, None], count, 1)

    def of_target(values: np.ndarray) -> np.ndarray:
        return np.repeat(values.astype(np.float32)[None], count, 0)

    parts = [
        part
        for column in (SHARED, SHARED + 1)
        for part in (
            *_ranked(compared[..., column], allowed),
            *_ranked(compared[..., column].T, allowed.T, turned=True),
        )
    ]
    parts += [of_answer(speaks[who]), of_target(speaks[who]), of_answer(opposing[who])]
    parts += [of_answer(central), of_target(central), np.full((count, count), float(count))]
    parts += [of_answer(begins), of_target(begins), of_answer(ends), of_target(ends)]
    parts += [naming[who][:, who], naming[who][:, who].T]
    return np.stack(parts, 2)


def _ranked(values: np.ndarray, allowed: np.ndarray, *, turned: bool = False) -> Iterator[np.ndarray]:
    """How far each pair is below the best of its row, and how many of the row are better."""
    only = np.where(allowed, values, -np.inf)
    best = only.max(1, keepdims=True)
    below = np.where(allowed, values - np.where(np.isfinite(best), best, 0), 0)
    better = np.stack([len(row) - np.searchsorted(np.sort(row), row, side="right") for row in only])
    for part in (below, better):
        yield part.T if turned else part
