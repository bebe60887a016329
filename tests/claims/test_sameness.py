"""Which claims are one told again, which contradict each other, and which are for a person to say."""

import re
from collections import Counter
from pathlib import Path

import pytest

from claims.sameness import CANDIDATE, Side, Statement, Verdict, compare, compare_propositions, same_side
from claims.sameness.vectors import DIMENSIONS, vectors_of

ONE = Side(1, "Ana Ruiz")
ACTS = {"urged": "appeal", "called on": "appeal", "appealed to": "appeal"}


def pairs():
    lines = (Path(__file__).parent / "claim_pairs.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(part.strip() for part in line.split("|")) for line in lines if line and not line.startswith("#")]


def statement(words):
    """`(denied) that it leaked` as a statement of Ana Ruiz."""
    cue, said = re.fullmatch(r"(?:\((.+?)\) )?(.+)", words).groups()
    return Statement(said, cue=cue or "said", act=ACTS.get(cue, ""), side=ONE)


def likeness(one, other):
    first, second = vectors_of([one, other])
    return float(first @ second)


def test_the_table_is_large_enough_to_mean_something():
    counts = Counter(verdict for verdict, *_ in pairs())
    assert sum(counts.values()) >= 60
    assert min(counts["same"], counts["conflicting"]) >= 20


@pytest.mark.parametrize(("verdict", "one", "other"), pairs())
def test_a_pair_gets_its_verdict_whichever_comes_first(verdict, one, other):
    a, b = statement(one), statement(other)
    cosine = likeness(a.words, b.words)
    assert compare(a, b, cosine).verdict == compare(b, a, cosine).verdict == verdict, compare(a, b, cosine)


@pytest.mark.parametrize(("one", "other"), [pair[1:] for pair in pairs() if pair[0] == "same"])
def test_what_is_the_same_is_found_by_its_vector(one, other):
    assert likeness(statement(one).words, statement(other).words) >= CANDIDATE


def test_a_vector_has_length_one_and_opposites_are_near_each_other():
    [vector] = vectors_of(["exports rose by 12 percent"])
    assert vector.shape == (DIMENSIONS,)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-3)
    # Why vectors do not decide.
    assert likeness("exports rose by 12 percent", "exports fell by 12 percent") > 0.6


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("exports rose by 12 percent", "exports fell by 12 percent", "opposite directions: “rose” and “fell”"),
        ("exports rose by 12 percent", "exports rose by 15 percent", "12 percent and 15 percent"),
        ("the bridge is safe", "the bridge is not safe", "affirms what the other denies: “safe”"),
        ("the attack killed 12 soldiers", "the attack killed soldiers", "Only one gives “12”"),
        ("exports rose in 2023", "exports rose in 2022", "differ in a year"),
    ],
)
def test_the_reason_names_what_decided(one, other, words):
    assert words in compare(statement(one), statement(other)).reason


def test_two_speakers_may_say_the_same_without_its_being_one_claim_told_again():
    one = Statement("the bridge is safe", side=ONE)
    other = Statement("the bridge is safe", side=Side(2, "Bo Lind"))
    assert compare_propositions(one, other).verdict == Verdict.SAME
    assert compare(one, other).verdict == Verdict.DIFFERENT


KREMLIN = Side(3, "Kremlin", "government", part_of="Russia")
RUSSIA = Side(4, "Russia", "government")
PESKOV = Side(5, "Dmitry Peskov", role="spokesperson", affiliation="Moscow")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (ONE, ONE, True),
        (KREMLIN, RUSSIA, True),
        (KREMLIN, PESKOV, True),
        (PESKOV, RUSSIA, True),
        (PESKOV, Side(6, "Maria Zakharova", role="spokeswoman", affiliation="Russian"), True),
        (RUSSIA, Side(7, "Ukraine", "government"), False),
        (Side(8, "Lena Holm", role="senator", affiliation="Senate"), Side(9, "Jon Berg", affiliation="Senate"), False),
        (Side(8, "Lena Holm", role="spokeswoman", affiliation="firm"), Side(9, "Jon Berg", role="spokesman", affiliation="firm"), False),
        (Side(10, "an official", "anonymous", part_of="Russia"), RUSSIA, False),
    ],
)  # fmt: skip
def test_a_camp_is_a_body_and_those_who_speak_for_it(one, other, together):
    assert same_side(one, other) is same_side(other, one) is together


def test_what_was_said_weeks_apart_without_a_name_is_for_a_person_to_say():
    from datetime import date

    one = Statement("the road was closed after the storm", side=ONE, day=date(2024, 1, 1))
    other = Statement("the road was closed after the storm", side=ONE, day=date(2024, 6, 1))
    assert compare(one, other).verdict == Verdict.UNSURE


@pytest.mark.parametrize("words", ["", "…", "?!", "not", "12", "x" * 5000, "№ 7 – «да»", "a\x00b", "N'T n't"])
def test_odd_words_never_raise(words):
    one = Statement(words, side=ONE)
    for other in ("", "the bridge is safe", words):
        compare(one, Statement(other, side=ONE))
    vectors_of([words])
