"""From rows to trees: `python train.py GOLD OWN OUT [--found FOUND] [--score SCORER TEXTS...] [--hold TEXTS]`.

GOLD, OWN and FOUND are files of `prepare`. First five folds by article: trees of four fifths (and of our own
exchanges) say who answers whom in the fifth, and the scorer compares. Trees learn from the annotated claims and from
those found. Then trees of everything but the articles held
out are written to OUT. The trees are scikit-learn's histogram-based ones (after Ke et al., NeurIPS 2017); what they
are made of is in `answering.features`.
"""

import argparse
import json
import pickle
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

Article = dict[str, Any]
Results = list[tuple[Article, np.ndarray]]

FOLDS, SEEDS = 5, 3
SETTINGS = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 30,
    "l2_regularization": 3.0,
    "max_features": 0.3,
}
THRESHOLDS = np.arange(0.15, 0.55, 0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("own", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--score", nargs="+", help="the scorer, and the annotated articles it compares with")
    parser.add_argument("--hold", type=Path, help="annotated articles that the trees written must not have seen")
    parser.add_argument("--weight", type=float, default=1.0, help="of an article of our own beside an annotated one")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    chosen = parser.parse_args()
    gold, own = pickle.loads(chosen.gold.read_bytes()), pickle.loads(chosen.own.read_bytes())
    found = pickle.loads(chosen.found.read_bytes()) if chosen.found else []
    if chosen.score:
        cross_validate(gold, own, found, chosen)
    held = {json.loads(line)["id"] for line in chosen.hold.read_text().splitlines()} if chosen.hold else set()
    models = fit([one for one in gold + found if one["id"] not in held] + own, chosen.weight, chosen.seeds)
    np.savez_compressed(chosen.out, **as_numbers(models, "links"))  # type: ignore[arg-type]


def fit(articles: list[Article], weight: float, seeds: int) -> list[HistGradientBoostingClassifier]:
    """Several models of the same rows. Pairs that say the same as a linked pair teach nothing."""
    articles = [one for one in articles if len(one["pairs"])]
    rows = np.concatenate([one["rows"][~one["alike"]] for one in articles])
    known = np.concatenate([one["known"][~one["alike"]] for one in articles])
    weights = np.concatenate([np.full((~one["alike"]).sum(), weight if one["own"] else 1.0) for one in articles])
    keep = weights > 0
    return [
        HistGradientBoostingClassifier(random_state=seed, **SETTINGS).fit(rows[keep], known[keep], weights[keep])
        for seed in range(seeds)
    ]


def chances(models: list[HistGradientBoostingClassifier], rows: np.ndarray) -> np.ndarray:
    return np.mean([model.predict_proba(rows)[:, 1] for model in models], 0) if len(rows) else np.zeros(0)


def cross_validate(gold: list[Article], own: list[Article], found: list[Article], chosen: argparse.Namespace) -> None:
    """Print what the scorer says of each threshold, with the claims given and with those found."""
    order = sorted(gold, key=lambda one: one["id"])
    random.Random(7).shuffle(order)
    by_id = {one["id"]: one for one in found}
    told: dict[str, Results] = {"given": [], "found": []}
    fold_of: dict[str, int] = {}
    for fold in range(FOLDS):
        others = [one for at, one in enumerate(order) if at % FOLDS != fold]
        others += [by_id[one["id"]] for one in others if one["id"] in by_id]
        models = fit(others + own, chosen.weight, chosen.seeds)
        for one in order[fold::FOLDS]:
            fold_of[one["id"]] = fold
            told["given"].append((one, chances(models, one["rows"])))
            if other := by_id.get(one["id"]):
                told["found"].append((other, chances(models, other["rows"])))
    lines = [line for path in chosen.score[1:] for line in Path(path).read_text(encoding="utf-8").splitlines()]
    texts = {item["id"]: item for item in map(json.loads, lines)}
    chosen.out.with_suffix(".folds.pkl").write_bytes(pickle.dumps((told, fold_of)))
    for name, results in told.items():
        for threshold in THRESHOLDS if results else ():
            print(f"{name} {threshold:.3f}", line(score(results, threshold, chosen.score[0], texts)), flush=True)
    for name, results in told.items():
        for fold in range(FOLDS) if results else ():
            part = [(one, sure) for one, sure in results if fold_of[one["id"]] == fold]
            print(f"{name}, fold {fold}, at 0.25:", line(score(part, 0.25, chosen.score[0], texts)))


def score(results: Results, threshold: float, scorer: str, texts: dict[str, Article]) -> dict[str, Any]:
    """The scorer's figures of links at least as sure as a threshold."""
    with tempfile.TemporaryDirectory() as folder:
        gold, told = Path(folder) / "gold.jsonl", Path(folder) / "told.jsonl"
        gold.write_text("".join(json.dumps(texts[one["id"]]) + "\n" for one, _ in results))
        told.write_text("".join(json.dumps(prediction(one, sure, threshold)) + "\n" for one, sure in results))
        done = subprocess.run(
            [sys.executable, scorer, gold, told, "--json"], capture_output=True, text=True, check=True
        )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def prediction(one: Article, sure: np.ndarray, threshold: float) -> dict[str, Any]:
    links = [
        {"rebuttal": answer, "target": target, "type": "denial"}
        for (answer, target), chance in zip(one["pairs"], sure, strict=True)
        if chance >= threshold
    ]
    return {"id": one["id"], **one["shown"], "rebuttals": links, "evidence_notes": []}


def line(result: dict[str, Any]) -> str:
    parts = [
        f"{row} P {result[row]['p']:.3f} R {result[row]['r']:.3f} F1 {result[row]['f1']:.3f}"
        for row in ("links", "links_strong")
    ]
    return "; ".join(parts) + f"; false in articles without: {result['links_in_docs_without_rebuttal']}"


def as_numbers(models: list[HistGradientBoostingClassifier], name: str) -> dict[str, np.ndarray]:
    """All trees of the models as the arrays that `answering.trees` reads."""
    roots: list[int] = []
    feature: list[int] = []
    edge: list[float] = []
    left: list[int] = []
    right: list[int] = []
    weight: list[float] = []
    depth = 0
    for model in models:
        for (tree,) in model._predictors:
            start = len(feature)
            roots.append(start)
            for at, node in enumerate(tree.nodes):
                end = bool(node["is_leaf"])
                feature.append(0 if end else node["feature_idx"])
                edge.append(np.inf if end else node["num_threshold"])
                left.append(start + (at if end else node["left"]))
                right.append(start + (at if end else node["right"]))
                weight.append(node["value"] if end else 0.0)
                depth = max(depth, int(node["depth"]))
    arrays: dict[str, np.ndarray] = {
        "roots": np.array(roots, dtype=np.int32),
        "feature": np.array(feature, dtype=np.int16),
        "edge": np.array(edge, dtype=np.float64),
        "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32),
        "weight": np.array(weight, dtype=np.float32),
        "depth": np.array(depth),
        "models": np.array(len(models)),
        "base": np.array(np.mean([float(model._baseline_prediction.item()) for model in models])),
    }
    return {f"{name}_{part}": values for part, values in arrays.items()}


if __name__ == "__main__":
    main()
