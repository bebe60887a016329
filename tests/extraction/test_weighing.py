"""What is stated and what is only thought, wished or withheld; and probabilities that are what they say."""

import random

import pytest

from claims.extraction import attribution, odds, weighing
from claims.extraction.fitting import matched, reliability


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the dam was old.",
        "The mayor told reporters that the dam was old.",
        "“The dam is old,” the mayor said.",
        "The mayor accused the builders of hiding the crack.",
        "The builders denied that they had hidden a crack.",
        "The mayor promised that the dam would be repaired.",
        "The mayor warned that the dam might break.",
        "The mayor called the report “a disgrace.”",
        "The council announced that the road would be closed.",
        "According to the mayor, the dam is old.",
        "MARSH: The dam is old, and everybody knows it.",
    ],
)
def test_what_is_said_is_a_statement(parsed, text):
    found = attribution.find_attributions(parsed(text))
    assert [one.speech for one in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor hopes that the dam will hold.",
        "The mayor wants to repair the dam.",
        "The mayor believes that the dam will hold.",
        "The mayor plans to repair the dam.",
        "The mayor fears that the dam will break.",
        "The mayor declined to say whether the dam was old.",
        "The mayor did not say that the dam was old.",
        "Critics might argue that the dam was old.",
    ],
)
def test_what_is_thought_or_withheld_is_none(parsed, text):
    assert not any(one.speech for one in attribution.find_attributions(parsed(text)))


@pytest.mark.parametrize(
    ("text", "withheld"),
    [
        ("She said it.", False),
        ("She declined to say it.", True),
        ("She did not say it.", True),
        ("She might say it.", True),
        ("Nobody said it.", True),
        ("No official said it.", True),
        ("She did not resign but said it.", False),
    ],
)
def test_a_cue_is_withheld_by_its_own_verb_or_the_one_above(parsed, text, withheld):
    (head,) = (token for token in parsed(text) if token.lower_ in ("said", "say"))
    assert weighing.is_withheld(head) is withheld


def test_weights_are_found_that_made_the_outcomes():
    luck = random.Random(1)
    rows = [{"always": 1.0, "x": luck.gauss(0, 1), "seldom": 0.0} for _ in range(3000)]
    outcomes = [luck.random() < odds.probability({"always": -0.5, "x": 2.0}, row) for row in rows]
    weights = odds.fit(rows, outcomes, ridge=0.1)
    assert weights["always"] == pytest.approx(-0.5, abs=0.15)
    assert weights["x"] == pytest.approx(2.0, abs=0.25)


def test_a_feature_that_was_never_seen_says_nothing():
    assert odds.probability({"always": 0.0}, {"always": 1.0, "new": 9.0}) == 0.5


def test_what_is_saved_can_be_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(odds, "FOLDER", tmp_path)
    odds.save("test", {"cue : x": -1.25, "always": 0.5}, "made by a test")
    assert odds.load("test") == {"cue : x": -1.25, "always": 0.5}
    odds.load.cache_clear()


def test_contents_are_matched_one_to_one_the_most_alike_first():
    made = [frozenset(range(10)), frozenset(range(8)), frozenset(range(50, 60))]
    gold = [frozenset(range(8)), frozenset(range(90, 99))]
    assert matched(made, gold) == {1: 0}


def test_the_reliability_table_tells_over_confidence():
    lines = list(reliability([0.95] * 10, [True] * 5 + [False] * 5))
    assert lines[1].split() == ["0.9-1.0", "10", "0.95", "0.50"]
    assert lines[-1] == "expected calibration error 0.450"
