"""From annotated articles to rows: `python -m claims.extraction.answering.training.prepare OUT GOLD... [--found]`.

GOLD are files of the rebuttal corpus (`.jsonl`) or of our own exchanges (`.txt`). The claims are the annotated ones, or
with `--found` those that extraction finds by itself. OUT holds one record an article: what a scorer needs (`claims`,
`speakers`), the rows of its pairs, which pairs they are, and which of them the annotation links (`known`) or might.
"""

import argparse
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from claims.extraction import acts, pipeline, quotations, rebuttals
from claims.extraction.answering import features
from claims.extraction.reading import Claim, Speaker, TextSpan

from . import exchanges


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the rows of the files named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--found", action="store_true", help="pairs among the claims that extraction finds")
    chosen = parser.parse_args(arguments)
    records = [(record, path.suffix == ".txt") for path in chosen.gold for record in records_of(path)]
    docs = pipeline.parse(record["text"] for record, _ in records)
    rows = [row_of(doc, record, own=own, found=chosen.found) for (record, own), doc in zip(records, docs, strict=True)]
    chosen.out.write_bytes(pickle.dumps(rows))
    pairs, right = sum(len(row["pairs"]) for row in rows), sum(int(row["known"].sum()) for row in rows)
    print(f"{len(rows)} articles, {pairs} pairs, {right} linked")


def records_of(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of one file."""
    if path.suffix == ".txt":
        yield from exchanges.read(path)
    else:
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def row_of(doc: Doc, record: Mapping[str, Any], *, own: bool, found: bool) -> dict[str, Any]:
    """One article as `train` wants it."""
    doc = quotations.find_quotations(doc)
    doc._.headline = pipeline.find_headline(record["text"], None)
    if found:
        reading = pipeline.interpret(doc, None)
        claims, speakers = list(reading.claims), list(reading.speakers)
    else:
        claims, speakers = annotated(doc, record)
    said = rebuttals.first_halves(rebuttals.gather(doc, claims, speakers))
    rows, answers, targets = features.table(doc, said)
    pairs = [(said[a].claim.id, said[t].claim.id) for a, t in zip(answers, targets, strict=True)]
    known, alike = linked(record)
    if found:
        same = aligned(record, claims)
        known, alike = ({(same[a], same[t]) for a, t in some if a in same and t in same} for some in (known, alike))
    shown = {
        "claims": [
            {"id": one.id, "speaker": one.speaker, "headline": one.headline, "utterance": one.utterance}
            | {"restates": one.restates, "mode": one.mode}
            | {role: [list(span) for span in getattr(one, role)] for role in ("source", "cue", "content")}
            for one in claims
        ],
        "speakers": [{"key": one.key, "name": one.name, "kind": one.kind} for one in speakers],
    }
    return {
        "id": record["id"],
        "own": own,
        "rows": rows,
        "pairs": pairs,
        "known": np.array([pair in known for pair in pairs], dtype=bool),
        "alike": np.array([pair in alike for pair in pairs], dtype=bool),
        "shown": shown,
    }


def annotated(doc: Doc, record: Mapping[str, Any]) -> tuple[list[Claim], list[Speaker]]:
    """The claims and speakers of an annotation, as extraction would have them."""
    speakers = [
        Speaker(
            key=one["key"],
            name=one["name"],
            kind=one["kind"],
            role=one.get("role") or "",
            affiliation=one.get("affiliation") or "",
        )
        for one in record["speakers"]
    ]
    claims = [
        Claim(
            id=one["id"],
            attribution=one["id"],
            mode=one["mode"],
            speaker=one["speaker"],
            restates=one.get("restates"),
            content=spans(one["content"]),
            source=spans(one["source"]),
            cue=spans(one["cue"]),
        )
        for one in record["claims"]
    ]
    return acts.classify(doc, claims), speakers


def aligned(record: Mapping[str, Any], claims: Sequence[Claim]) -> dict[str, str]:
    """For claims of the annotation those that were found: letters shared by at least half, the closest first."""
    text = record["text"]
    first: dict[str, str] = {}
    letters: dict[str, set[int]] = {}
    for claim in claims:
        name = first.setdefault(claim.utterance or claim.id, claim.id)
        if not claim.headline:
            letters.setdefault(name, set()).update(letters_of(text, claim.content))
    fits = []
    for one in record["claims"]:
        wanted = letters_of(text, one["content"])
        for name, own in letters.items():
            dice = 2 * len(wanted & own) / max(1, len(wanted) + len(own))
            if dice >= 0.5:
                fits.append((dice, one["id"], name))
    same: dict[str, str] = {}
    for _, known, name in sorted(fits, reverse=True):
        if known not in same and name not in same.values():
            same[known] = name
    return same


def letters_of(text: str, content: Sequence[Sequence[int]]) -> set[int]:
    """The places of the letters and digits of some stretches of text."""
    return {at for start, end in content for at in range(start, end) if text[at].isalnum()}


def spans(pairs: Sequence[Sequence[int]]) -> tuple[TextSpan, ...]:
    return tuple(TextSpan(start, end) for start, end in pairs)


def linked(record: Mapping[str, Any]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs that are linked, and those that say the same as a linked pair: these are neither right nor wrong."""
    up = {claim["id"]: claim.get("restates") for claim in record["claims"]}

    def first(claim: str) -> str:
        seen: set[str] = set()
        while up.get(claim) and claim not in seen:
            seen.add(claim)
            claim = up[claim]
        return claim

    known = {(link["rebuttal"], link["target"]) for link in record["rebuttals"]}
    meant = {(first(answer), first(target)) for answer, target in known}
    alike = {(a, t) for a in up for t in up if (first(a), first(t)) in meant} - known
    return known, alike


if __name__ == "__main__":
    main()
