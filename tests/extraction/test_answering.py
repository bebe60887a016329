"""Who answers whom where no word says so: the numbers that pairs are given, and the trees that weigh them."""

import numpy as np
import pytest

from claims.extraction import pipeline, quotations, read, rebuttals
from claims.extraction.answering import features
from claims.extraction.answering.training import exchanges, prepare
from claims.extraction.answering.trees import Trees, trees

FEUD = """The harbour plan drew fire on Monday.

"The new pier will double the traffic on Mill Road," said Ruth Adler, the mayor of Tollmere.

Senator Owen Pratt said that claim was false. Mr. Pratt said traffic had fallen every year since 2009.

Dr. Ida Moss, who studies roads, said she was on holiday.
"""


def said_in(text):
    doc = next(pipeline.parse([text]))
    doc = quotations.find_quotations(doc)
    reading = read(text)
    return doc, rebuttals.gather(doc, list(reading.claims), list(reading.speakers))


def test_every_pair_of_claims_by_two_speakers_has_one_row():
    doc, said = said_in(FEUD)
    rows, answers, targets = features.table(doc, said)

    speakers = [one.speaker.key for one in said]
    expected = {(a, t) for a in range(len(said)) for t in range(len(said)) if speakers[a] != speakers[t]}
    assert set(zip(answers.tolist(), targets.tolist(), strict=True)) == expected
    assert rows.shape[0] == len(expected)
    assert np.isfinite(rows).all()


def test_rows_are_as_wide_as_what_the_trees_ask_for():
    doc, said = said_in(FEUD)
    rows, _, _ = features.table(doc, said)

    chances = trees("links").chances(rows)

    assert ((chances > 0) & (chances < 1)).all()
    with pytest.raises(ValueError, match="columns"):
        trees("links").chances(rows[:, :20])


def test_an_article_of_one_speaker_has_no_rows():
    doc, said = said_in('"It rained," said Ruth Adler. "It will rain again," she said.')

    rows, answers, targets = features.table(doc, said)

    assert len(rows) == len(answers) == len(targets) == 0


def test_trees_are_gone_down_to_their_ends():
    # x0 <= 1 ? (x1 <= 5 ? -2 : 2) : 4, and a second model that always says 0.
    numbers = {
        "t_roots": np.array([0, 5]),
        "t_feature": np.array([0, 1, 0, 0, 0, 0]),
        "t_edge": np.array([1, 5, np.inf, np.inf, np.inf, np.inf]),
        "t_left": np.array([1, 2, 2, 3, 4, 5]),
        "t_right": np.array([4, 3, 2, 3, 4, 5]),
        "t_weight": np.array([0, 0, -2, 2, 4, 0]),
        "t_depth": np.array(2),
        "t_models": np.array(2),
        "t_base": np.array(0.0),
    }
    weights = np.array([-2.0, 2.0, 4.0])

    chances = Trees(numbers, "t").chances(np.array([[1, 5], [0, 6], [2, 0]], dtype=np.float32))

    assert chances == pytest.approx((1 / (1 + np.exp(-weights)) + 0.5) / 2)


def test_a_suggestion_says_why():
    reading = read(FEUD)

    [link] = [link for link in reading.rebuttals if "claim was false" in " ".join(p.of(FEUD) for p in link.phrase)]

    assert link.type == "denial"
    assert "Owen Pratt" in link.reason
    assert link.reason.endswith(".")


def test_a_long_text_is_weighed_in_stretches(monkeypatch):
    text = "\n\n".join([FEUD] * 60)
    doc, said = said_in(text)
    assert len(said) > rebuttals.AT_ONCE

    monkeypatch.setattr(rebuttals, "LEAST_WORTH_NAMING", 0.0)
    places = {(answer.place, target.place) for answer, target, _ in rebuttals.weighed(doc, said)}

    assert max(answer for answer, _ in places) >= len(said) - 2
    assert max(abs(a - t) for a, t in places) <= features.CLAIMS_AWAY


EXCHANGE = """# pier
The mayor said the pier was safe. "It is rotten," said Owen Pratt. He gave no proof.
--claims
1 | Ruth Adler | The mayor | said | the pier was safe
2 | Owen Pratt @ Pratt campaign | Owen Pratt | said | "It is rotten,"
--links
2 > 1 denial | rotten
--notes
no_evidence_given reporter 2 | He gave no proof.
=====
"""


def test_an_exchange_is_read_as_the_corpus_is(tmp_path):
    path = tmp_path / "exchange.txt"
    path.write_text(EXCHANGE, encoding="utf-8")

    [record] = exchanges.read(path)

    text = record["text"]
    assert [text[slice(*claim["content"][0])] for claim in record["claims"]] == ["the pier was safe", '"It is rotten,"']
    assert record["rebuttals"] == [{"rebuttal": "2", "target": "1", "type": "denial"}]
    assert record["speakers"][1]["affiliation"] == "Pratt campaign"
    assert prepare.linked(record)[0] == {("2", "1")}


@pytest.mark.parametrize(
    "broken", [EXCHANGE.replace("the pier was safe\n2", "the pier is safe\n2"), EXCHANGE.replace("--notes", "--note")]
)
def test_a_slip_in_an_exchange_is_named(tmp_path, broken):
    path = tmp_path / "exchange.txt"
    path.write_text(broken, encoding="utf-8")

    with pytest.raises(ValueError, match="pier"):
        list(exchanges.read(path))


def test_our_exchanges_are_all_in_their_form():
    folder = exchanges.Path(exchanges.__file__).with_name("exchanges")
    records = [record for path in sorted(folder.glob("*/*.txt")) for record in exchanges.read(path)]

    assert len(records) >= 500
    assert len({record["id"] for record in records}) == len(records)
    for record in records:
        ids = {claim["id"] for claim in record["claims"]}
        assert all(ids >= {link["rebuttal"], link["target"]} for link in record["rebuttals"]), record["id"]
