"""Step 1: the corpus as words with labels and links, cut exactly as the running tagger cuts.

    python -m claims.extraction.tagger.training.prepare ../shared/corpus/polnear var/training

reads `train.jsonl.gz` and `dev.jsonl.gz` (articles with `text` and `attributions`, whose `source`, `cue` and `content`
are lists of code point spans) and writes `train.jsonl` and `dev.jsonl`.
"""

import gzip
import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from ...quotations import find_quotations
from ..documents import paragraphs_of, words_of
from ..windows import BEGIN, LABELS

NONE = -1


def prepared(doc: Doc, attributions: list[dict[str, Any]]) -> dict[str, Any]:
    """An article for training: its words by paragraph, a label for each, and the links between spans' first words."""
    tokens = words_of(doc)
    starts = [token.idx for token in tokens]
    ends = [token.idx + len(token) for token in tokens]

    def covered(spans: list[list[int]]) -> Iterator[tuple[int, int]]:
        for start, end in spans:
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            if first < last:
                yield first, last

    labels = [LABELS[0]] * len(tokens)
    cues: list[tuple[int, int]] = []
    sources: list[tuple[int, int]] = []
    for attribution in attributions:
        found = {role: list(covered(attribution[role])) for role in ("content", "source", "cue")}
        for role, spans in found.items():
            for first, last in spans:
                labels[first:last] = [f"B-{role}"] + [f"I-{role}"] * (last - first - 1)
        cue = found["cue"][0][0] if found["cue"] else NONE
        cues += [(first, cue) for first, _ in found["content"]]
        if cue != NONE:
            sources.append((cue, found["source"][0][0] if found["source"] else NONE))
    # Where spans overlapped, one may have lost its beginning.
    numbers = [LABELS.index(label) for label in labels]
    for at, label in enumerate(labels):
        if label.startswith("I-") and (not at or labels[at - 1][2:] != label[2:]):
            numbers[at] = BEGIN[label[2:]]
    paragraphs = [[(list(word.pieces), word.shape, word.quoted) for word in line] for line in paragraphs_of(doc)]
    return {"paragraphs": paragraphs, "labels": numbers, "cues": cues, "sources": sources}


def main(corpus: str, out: str) -> None:
    """Prepare both compartments."""
    nlp = spacy.blank("en")
    Path(out).mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        with gzip.open(Path(corpus) / f"{part}.jsonl.gz", "rt") as lines, (Path(out) / f"{part}.jsonl").open("w") as to:
            for line in lines:
                article = json.loads(line)
                doc = find_quotations(nlp.make_doc(article["text"]))
                print(json.dumps(prepared(doc, article["attributions"])), file=to)


if __name__ == "__main__":
    main(*sys.argv[1:])
