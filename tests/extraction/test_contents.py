"""Where a content begins and ends: tables of text and expectation, one for each way to hang a message on a cue."""

import pytest


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
        ("As the mayor put it, the bridge was safe.", "put", "the bridge was safe"),
        ("The mayor denied the charges.", "denied", "the charges"),
        ("The mayor denied taking the money.", "denied", "taking the money"),
        ("The mayor accused the builders of cheating the city.", "accused", "the builders of cheating the city"),
        ("The mayor was accused by the union of hiding a letter.", "was accused", "The mayor … of hiding a letter"),
        ("The mayor called the plan a disgrace.", "called", "the plan a disgrace"),
        ("The mayor called on the builders to leave.", "called", "the builders to leave"),
        ("The mayor urged the builders to leave.", "urged", "the builders to leave"),
        ("The mayor promised to rebuild the bridge.", "promised", "to rebuild the bridge"),
        ("The mayor hopes that the bridge will hold.", "hopes", "that the bridge will hold"),
        ("The mayor wants to rebuild the bridge.", "wants", "to rebuild the bridge"),
        ("Her claim that the bridge was safe drew laughter.", "claim", "that the bridge was safe"),
        ("The mayor is confident that the bridge will hold.", "confident", "that the bridge will hold"),
    ],
)
def test_each_frame_finds_its_message(attributed, text, cue, content):
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


@pytest.mark.xfail(reason="inside a message, only phrases put in a mouth are looked for")
def test_a_message_inside_a_message_is_found(attributed):
    found = attributed("The mayor said that the builders had told her that the bridge was safe.")
    assert [cue for _, cue, _ in found] == ["said", "told"]
