"""Which words make an attribution: tables of text and expectation, one line for each way to hang a message on a cue."""

import random
from itertools import combinations

import pytest

from claims.extraction import attribution


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The mayor said that the bridge was safe.", "said", "that the bridge was safe"),
        ("The mayor said the bridge was safe.", "said", "the bridge was safe"),
        ("The mayor told reporters that the bridge was safe.", "told", "that the bridge was safe"),
        ("The mayor told reporters the bridge was safe.", "told", "the bridge was safe"),
        ("The mayor suggested the bridge was safe.", "suggested", "the bridge was safe"),
        ("The bridge was safe, the mayor said.", "said", "The bridge was safe"),
        ("The bridge, the mayor said, was safe.", "said", "The bridge … was safe"),
        ("The mayor denied the charges.", "denied", "the charges"),
        ("The mayor denied taking the money.", "denied", "taking the money"),
        ("The mayor accused the builders of cheating the city.", "accused", "the builders of cheating the city"),
        ("The mayor was accused by the union of hiding a letter.", "was accused", "The mayor … of hiding a letter"),
        ("The mayor called the plan a disgrace.", "called", "the plan a disgrace"),
        ("The mayor called on the builders to leave.", "called on", "the builders to leave"),
        ("The mayor urged the builders to leave.", "urged", "the builders to leave"),
        ("The mayor promised to rebuild the bridge.", "promised", "to rebuild the bridge"),
        ("The mayor hopes that the bridge will hold.", "hopes", "that the bridge will hold"),
        ("The mayor wants to rebuild the bridge.", "wants", "to rebuild the bridge"),
        ("The mayor is confident that the bridge will hold.", "is confident", "that the bridge will hold"),
    ],
)
def test_each_way_to_hang_a_message_on_a_cue_is_found(attributed, text, cue, content):
    assert [found[1:] for found in attributed(text)] == [(cue, content)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said the bridge was “perfectly safe.”", "the bridge was “perfectly safe.”"),
        ("The mayor said that “the bridge is safe. It will hold.”", "that “the bridge is safe. It will hold.”"),
        ("“The bridge is safe,” the mayor said. “It will hold.”", "“The bridge is safe,” … “It will hold.”"),
        ("“The bridge,” the mayor said, “is safe.”", "“The bridge,” … “is safe.”"),
        (
            "“The bridge is safe,” the mayor said.\n\n“It will hold for years.”",
            "“The bridge is safe,” … “It will hold for years.”",
        ),
    ],
)
def test_quotations_are_taken_whole_with_their_marks(attributed, text, content):
    assert [found[2] for found in attributed(text)] == [content]


def test_a_second_cue_takes_its_own_part(attributed):
    text = "The mayor said that the bridge was safe, and suggested the builders had cheated the city."
    assert [(source, cue) for source, cue, _ in attributed(text)] == [("The mayor", "said"), ("The mayor", "suggested")]


def test_a_phrase_put_in_a_mouth_stands_inside_another_message(attributed):
    found = attributed("The mayor accused the builders of hiding what she says was a crack in the bridge.")
    assert [content for _, _, content in found] == [
        "the builders of hiding what she says was a crack in the bridge",
        "a crack in the bridge",
    ]


def test_the_reporters_own_remark_at_the_end_is_left_out(attributed):
    text = "The mayor accused the builders of cheating, the latest in a series of charges this year."
    assert attributed(text)[0][2] == "the builders of cheating"


@pytest.mark.xfail(reason="the tagger knows few attributions of these forms: the corpus has few")
@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("As the mayor put it, the bridge was safe.", "put", "the bridge was safe"),
        ("Her claim that the bridge was safe drew laughter.", "claim", "that the bridge was safe"),
    ],
)
def test_rarer_ways_to_hang_a_message_on_a_cue_are_found(attributed, text, cue, content):
    assert [found[1:] for found in attributed(text)] == [(cue, content)]


@pytest.mark.xfail(reason="inside a message, only phrases put in a mouth are looked for")
def test_a_message_inside_a_message_is_found(attributed):
    found = attributed("The mayor said that the builders had told her that the bridge was safe.")
    assert [cue for _, cue, _ in found] == ["said", "told"]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The Morning Courier reported that Ana Ruiz had said the dam was old.", ["reported", "said"]),
        ("The mayor said that Ana Ruiz had said the dam was old.", ["said"]),
    ],
)
def test_what_a_paper_passes_on_is_said_by_the_one_it_names(attributed, text, cues):
    assert [cue.removeprefix("had ") for _, cue, _ in attributed(text)] == cues


def test_a_paper_that_passes_on_states_nothing_itself(parsed):
    doc = parsed("The Morning Courier reported that Ana Ruiz had said the dam was old.")
    assert [found.speech for found in attribution.find_attributions(doc)] == [False, True]


@pytest.mark.parametrize("seed", range(6))
def test_contents_are_apart_or_one_lies_in_the_other(parsed, seed):
    luck = random.Random(seed)
    parts = [
        "Ruiz said that the dam was old.",
        "“The dam is old,” Ruiz said. “It has to go.”",
        "The council accused the builders of hiding what it says was a crack.",
        "RUIZ: The dam is old.",
        "According to the council, the dam “will hold for years.”",
        "“We never had a doubt about it.”",
    ]
    text = "\n\n".join(luck.choice(parts) for _ in range(12))
    found = attribution.find_attributions(parsed(text))
    inside = [{i for span in one.content for i in range(*span)} for one in found]
    for one, other in combinations(inside, 2):
        assert not one & other or one <= other or other <= one
