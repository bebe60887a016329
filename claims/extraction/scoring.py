"""Precision and recall of a reading against gold: per source, cue and content, and of whole claims.

A claim is right if speaker and mode agree and its content covers that of the gold: an intersection over union of at
least 0.9 in direct speech, of 0.7 otherwise, against the gold's content or one of its alternatives; one to one.
Headline claims count like all others: the sample gold marks them.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import read_many
from .reading import Claim, Reading, Text

DIRECT, OTHERWISE = 0.9, 0.7
EDGES = " \t\n\r\"'“”‘’.,;:"


class Count(NamedTuple):
    """How many were right, found, and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; with nothing found, 1 only if nothing was wanted."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_folder(gold: Path) -> dict[str, float]:
    """Figures for a folder of gold files whose `article` paths start at the folder above it."""
    items = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    texts = [article_text(gold.parent / item["article"]) for item in items]
    totals: Counter[tuple[str, str]] = Counter()
    for item, text, reading in zip(items, texts, read_many(map(Text, texts)), strict=True):
        for name, count in score(text, reading, item).items():
            totals.update({(name, field): value for field, value in count._asdict().items()})
    figures: dict[str, float] = {}
    for name in ("claims", "content", "cue", "source"):
        count = Count(*(totals[name, field] for field in Count._fields))
        figures |= {f"{name}_precision": count.precision, f"{name}_recall": count.recall, f"{name}_f1": count.f1}
    return figures


def article_text(path: Path) -> str:
    """The text of a sample file: its headline, a blank line, its body."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return f"{fields['Headline']}\n\n{body.strip()}"


def score(text: str, reading: Reading, gold: Mapping[str, Any]) -> dict[str, Count]:
    """Counts for one article: whole claims, and the spans of each role."""
    wanted: Sequence[Mapping[str, Any]] = gold["claims"]
    names = _names(gold)
    speakers = {speaker.key: {fold(speaker.name), *map(fold, speaker.aliases)} for speaker in reading.speakers}

    def agree(claim: Claim, item: Mapping[str, Any]) -> bool:
        known = names.get(item["speaker"], set())
        same = bool(speakers.get(claim.speaker or "", set()) & known) if known else claim.speaker is None
        return same and claim.mode == item["mode"]

    counts = {"claims": Count(len(match(text, reading.claims, wanted, agree)), len(reading.claims), len(wanted))}
    for role in ("content", "cue", "source"):
        found = [extent(text, getattr(claim, role)) for claim in reading.claims if getattr(claim, role)]
        asked = [extent(text, item[role]) for item in wanted if item[role]]
        right = sum((Counter(found) & Counter(asked)).values())
        counts[role] = Count(right, len(found), len(asked))
    return counts


def match(text: str, claims: Iterable[Claim], wanted: Sequence[Mapping[str, Any]], agree: Any) -> dict[str, str]:
    """Pair claims one to one with gold, best overlap first: ids of claims to ids of gold."""
    pairs = []
    for claim in claims:
        ours = extent(text, claim.content)
        for item in wanted:
            overlap = max(iou(ours, extent(text, spans)) for spans in _contents(item))
            if overlap >= (DIRECT if item["mode"] == "direct" else OTHERWISE) and agree(claim, item):
                pairs.append((overlap, claim.id, item["id"]))
    found: dict[str, str] = {}
    taken = set()
    for _, claim_id, gold_id in sorted(pairs, reverse=True):
        if claim_id not in found and gold_id not in taken:
            found[claim_id] = gold_id
            taken.add(gold_id)
    return found


def extent(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The characters of some spans, without marks and white space at the edges of each."""
    found: set[int] = set()
    for start, end in spans:
        while start < end and text[start] in EDGES:
            start += 1
        while end > start and text[end - 1] in EDGES:
            end -= 1
        found.update(range(start, end))
    return frozenset(found)


def iou(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def fold(name: str) -> str:
    """A name for comparison: no case, accents, punctuation or article."""
    plain = unicodedata.normalize("NFKD", name).lower()
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(word for word in kept.split() if word != "the")


def _contents(item: Mapping[str, Any]) -> Iterator[Sequence[Sequence[int]]]:
    yield item["content"]
    for other in item.get("alternatives", ()):
        # An alternative is a list of spans, or one span.
        yield [other] if other and isinstance(other[0], int) else other


def _names(gold: Mapping[str, Any]) -> dict[str, set[str]]:
    return {item["key"]: {fold(item["name"]), *map(fold, item.get("aliases", ()))} for item in gold["speakers"]}
