"""Odd text never raises, and every span stays inside it."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction import Text, pipeline, read, read_many
from claims.extraction.reading import Reading

SNIPPETS = [
    "Ruiz said ", "that ", "“", "”", '"', "'", "’", "''", "``", "\n\n", "\n", "\r\n", "\t", ", ", ". ", ": ", "— ",
    "the dam was old", "according to ", "what it says was ", "😀", "\u202e", "\x00", "SMITH: ", "×", "1,000 ",
    "| a | b |",
]  # fmt: skip


def check(text: str, reading: Reading) -> None:
    for item in (*reading.attributions, *reading.claims):
        for spans in (item.source, item.cue, item.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(one.end <= other.start for one, other in pairwise(spans))
        assert item.content


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SNIPPETS), max_size=25).map("".join))
def test_any_jumble_of_speech_and_marks_can_be_read(text):
    check(text, read(text))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_any_characters_can_be_read(text):
    check(text, read(text))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00", "×", "“", "”", '"' * 7, "'" * 9, "CAPS SAID: NO", "a" * 5000, "\u200f“שלום”", "said"],
)
def test_scraps_can_be_read(text):
    check(text, read(text))


def test_the_pieces_of_a_long_text_are_the_text():
    text = "Ruiz said that the dam was old.\n\n" * 2000 + "x" * 50_000
    assert "".join(pipeline.pieces(text)) == text
    assert all(len(piece) <= pipeline.PIECE for piece in pipeline.pieces(text))


def test_a_long_text_keeps_its_offsets():
    text = "The sun shone on the valley all day.\n\n" * 900 + "“The dam is old,” Ruiz said."
    reading = read(text)
    check(text, reading)
    assert [claim.content[0].of(text) for claim in reading.claims] == ["The dam is old"]


def test_a_last_line_of_page_residue_does_no_harm():
    text = "“The dam is old,” Ruiz said.\n×"
    assert len(read(text).claims) == 1


def test_texts_are_read_one_batch_at_a_time():
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield Text("Ruiz said that the dam was old.")

    stream = read_many(endless(), batch_size=4)
    assert len(next(stream).claims) == 1
    assert len(taken) <= 12


def test_importing_the_package_does_not_import_spacy():
    code = "import claims.extraction, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
