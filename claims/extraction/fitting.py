"""Fits what is weighed after tagging: `python -m claims.extraction.fitting [DATA]`, the last step of `make train`.

Two small files of weights follow from annotated articles, and must be made anew whenever the tagger is:

- `stated`: is an attribution a claim? From `corpus/rebuttals/train.jsonl`, in which people marked the claims.
- `right`: is an attribution right? From PolNeAR's dev part, as the tagger is too sure of what it was trained on.

For each the probability that articles held out give it is shown beside how often it was right (five folds by article).
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import odds, pipeline
from .attribution import Draft, as_spans, link, mode_of, statement_features
from .direct import Quoted
from .quotations import find_quotations
from .reading import Spans, TextSpan
from .weighing import soundness

FOLDS = 5
STEPS = 10  # bins of the reliability table
ALIKE = 0.5  # Dice of two contents from which on they are one
WITHIN = 0.8  # share of a content inside a claim from which on it is a part of that


class Example(NamedTuple):
    """What is known of an attribution, how it turned out, and in which article."""

    features: dict[str, float]
    outcome: bool
    article: str


def letters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The positions of letters and digits under some spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """How alike two extents are, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def matched(made: Sequence[frozenset[int]], gold: Sequence[frozenset[int]]) -> dict[int, int]:
    """Which made content is which gold one, one to one, the most alike first."""
    alike = ((dice(one, other), i, j) for i, one in enumerate(made) for j, other in enumerate(gold))
    pairs = sorted((pair for pair in alike if pair[0] >= ALIKE), reverse=True)
    found: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def drafts_of(articles: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Quoted, list[tuple[Draft, Spans]]]]:
    """The articles with their attributions in the making."""
    articles = list(articles)
    for article, doc in zip(articles, pipeline.parse(article["text"] for article in articles), strict=True):
        doc._.headline = pipeline.find_headline(article["text"], article.get("title"))
        quoted = Quoted(find_quotations(doc))
        found = [(draft, as_spans(doc, draft.content)) for draft in link(quoted)]
        yield article, quoted, [(draft, content) for draft, content in found if content]


def statements(path: Path) -> Iterator[Example]:
    """Whether an attribution is a claim. Headlines, parts of claims and labels teach nothing."""
    with path.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    for article, quoted, drafts in drafts_of(articles):
        text = article["text"]
        gold = [letters(text, claim["content"]) for claim in article["claims"]]
        made = [letters(text, content) for _, content in drafts]
        claims = matched(made, gold)
        for number, (draft, _) in enumerate(drafts):
            features = statement_features(quoted, draft, mode_of(quoted, draft.content))
            part = any(len(made[number] & claim) > WITHIN * len(made[number]) for claim in gold)
            if "headline" in features or draft.found_by in ("label", "relay") or part and number not in claims:
                continue
            yield Example(features, number in claims, article["id"])


def attributions(path: Path) -> Iterator[Example]:
    """Whether an attribution has the right content and source."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    for article, quoted, drafts in drafts_of(articles):
        text, gold = article["text"], article["attributions"]
        pairs = matched(
            [letters(text, content) for _, content in drafts], [letters(text, one["content"]) for one in gold]
        )
        for number, (draft, _) in enumerate(drafts):
            right = number in pairs and _same_source(text, draft, gold[pairs[number]]["source"])
            yield Example(soundness(draft, mode_of(quoted, draft.content)), right, article["id"])


def _same_source(text: str, draft: Draft, gold: Sequence[Sequence[int]]) -> bool:
    if draft.source is None:
        return not gold
    own = TextSpan(draft.source.start_char, draft.source.end_char)
    return bool(letters(text, [own]) & letters(text, gold))


def held_out(examples: Sequence[Example]) -> list[float]:
    """The probability of each example by weights that were fitted without its article."""
    folds = {article: number % FOLDS for number, article in enumerate(sorted({item.article for item in examples}))}
    chances = [0.0] * len(examples)
    for fold in range(FOLDS):
        kept = [item for item in examples if folds[item.article] != fold]
        weights = odds.fit([item.features for item in kept], [item.outcome for item in kept])
        for number, item in enumerate(examples):
            if folds[item.article] == fold:
                chances[number] = odds.probability(weights, item.features)
    return chances


def reliability(chances: Sequence[float], outcomes: Sequence[bool]) -> Iterator[str]:
    """A table: for each tenth of probability how many there are, what is said of them, and how often it is right."""
    yield f"{'said':>9}{'number':>9}{'mean':>8}{'right':>8}"
    gap = 0.0
    for step in range(STEPS):
        inside = [
            (chance, outcome)
            for chance, outcome in zip(chances, outcomes, strict=True)
            if step / STEPS <= chance < (step + 1) / STEPS or step == STEPS - 1 and chance == 1
        ]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            right = sum(outcome for _, outcome in inside) / len(inside)
            gap += abs(mean - right) * len(inside) / len(chances)
            yield f"{step / STEPS:>5.1f}-{(step + 1) / STEPS:.1f}{len(inside):>9}{mean:>8.2f}{right:>8.2f}"
    yield f"expected calibration error {gap:.3f}"


def main(arguments: Sequence[str]) -> None:
    """Fit and write both files, and show what held-out articles say of them."""
    data = Path(arguments[0] if arguments else "../shared") / "corpus"
    for name, source, examples in (
        ("stated", "claims marked in 328 articles", list(statements(data / "rebuttals/train.jsonl"))),
        ("right", "PolNeAR dev", list(attributions(data / "polnear/dev.jsonl.gz"))),
    ):
        outcomes = [item.outcome for item in examples]
        chances = held_out(examples)
        agreed = sum((chance >= 0.5) == outcome for chance, outcome in zip(chances, outcomes, strict=True))
        print(f"{name}: {len(examples)} attributions, {sum(outcomes)} so; {agreed / len(examples):.3f} told rightly")
        print("\n".join(reliability(chances, outcomes)))
        weights = odds.fit([item.features for item in examples], outcomes)
        odds.save(name, weights, f"{name}: feature and weight, fitted by claims.extraction.fitting on {source}")


if __name__ == "__main__":
    main(sys.argv[1:])
