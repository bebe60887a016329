"""Whose words they are: the mention that a cue is attributed to, as far as it goes."""

import pytest


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor said the bridge was safe.", "The mayor"),
        ("Norway's spokesman on Tuesday said the delay was over.", "Norway's spokesman"),
        ("The head of the harbour office said the delay was over.", "The head of the harbour office"),
        ("Olga Marsh, the chief engineer, said the bridge was safe.", "Olga Marsh, the chief engineer"),
        ("The bridge was safe, said Olga Marsh.", "Olga Marsh"),
        ("According to a report, the bridge was safe.", "a report"),
        ("The mayor spoke for an hour, saying the bridge was safe.", "The mayor"),
        ("The mayor was accused by the union of hiding a letter.", "the union"),
        ("The mayor was told that the bridge was safe.", ""),
    ],
)
def test_the_source_is_the_mention_of_who_speaks(attributed, text, source):
    assert [found[0] for found in attributed(text)] == [source]
