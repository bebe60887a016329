"""The learned tagger's own parts: windows that hold every word, a decoder that finds the best, links that hold."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.tagger import tag
from claims.extraction.tagger.decoding import allowed, best_labels, padded, pieces, probabilities
from claims.extraction.tagger.documents import paragraphs_of, words_of
from claims.extraction.tagger.model import model, pieces_of
from claims.extraction.tagger.windows import LABELS, LONGEST_WORD, Word, shape_of, windows

LENGTHS = st.lists(st.lists(st.integers(1, LONGEST_WORD), min_size=1, max_size=40), max_size=12)


def paragraphs(lengths: list[list[int]]) -> list[list[Word]]:
    return [[Word([7] * length, 1, False) for length in line] for line in lengths]


@given(LENGTHS, st.integers(LONGEST_WORD + 2, 120))
def test_windows_hold_every_word_once_and_in_order(lengths, widest):
    found = list(windows(paragraphs(lengths), widest=widest))
    assert sum(len(window.first) for window in found) == sum(map(len, lengths))
    assert all(len(window.ids) <= widest for window in found)
    start = 0
    for window in found:
        assert window.start == start
        assert all(window.ids[window.first] == 7)
        start += len(window.first)


@given(LENGTHS, st.integers(LONGEST_WORD + 2, 60))
def test_a_narrower_first_window_moves_the_others_and_loses_nothing(lengths, first):
    found = list(windows(paragraphs(lengths), widest=80, first=first))
    assert sum(len(window.first) for window in found) == sum(map(len, lengths))


@pytest.mark.parametrize(
    ("text", "shape"), [("said", 1), ("Brill", 2), ("NATO", 3), ("A", 2), ("1,000", 4), ("“", 5), ("iPhone", 6)]
)
def test_a_word_has_a_shape_that_lower_case_hides(text, shape):
    assert shape_of(text) == shape


@pytest.mark.parametrize("text", ["said", "Fennimore", "\u202e", "😀", "x" * 500, "é", "\u0301"])
def test_every_word_has_between_one_piece_and_a_dozen(text):
    assert 1 <= len(pieces_of(text)) <= LONGEST_WORD


def by_trying_all(emissions: np.ndarray, transitions: np.ndarray, begin: np.ndarray):
    weights = {}
    for labels in product(range(len(LABELS)), repeat=len(emissions)):
        weight = begin[labels[0]] + sum(emissions[at, label] for at, label in enumerate(labels))
        weights[labels] = weight + sum(transitions[pair] for pair in pairwise(labels))
    return weights


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_decoder_finds_what_trying_all_labels_finds(seed):
    luck = np.random.default_rng(seed)
    pairs, begin = allowed()
    transitions = pairs + luck.normal(size=pairs.shape).astype(np.float32)
    rows = [luck.normal(scale=2, size=(length, len(LABELS))).astype(np.float32) for length in (4, 2, 1)]
    emissions, lengths = padded(rows)
    labels = best_labels(emissions, lengths, transitions, begin)
    chances = probabilities(emissions, lengths, transitions, begin)
    for number, row in enumerate(rows):
        weights = by_trying_all(row, transitions, begin)
        best = max(weights, key=weights.__getitem__)
        assert tuple(labels[number, : len(row)]) == best
        odds = {key: np.exp(weight - weights[best]) for key, weight in weights.items()}
        for at, label in product(range(len(row)), range(len(LABELS))):
            share = sum(odd for key, odd in odds.items() if key[at] == label) / sum(odds.values())
            assert chances[number, at, label] == pytest.approx(share, abs=1e-3)


def test_pieces_are_cut_where_labels_begin_and_change():
    names = ["B-content", "I-content", "B-content", "O", "B-source", "B-cue", "I-cue"]
    labels = np.array([LABELS.index(name) for name in names])
    found = [piece[:3] for piece in pieces(labels, np.linspace(1, 0.4, 7))]
    assert found == [("content", 0, 2), ("content", 2, 3), ("source", 4, 5), ("cue", 5, 7)]


def test_no_source_begins_within_a_content_by_an_inside_label():
    pairs, begin = allowed()
    inside = LABELS.index("I-source")
    assert begin[inside] < 0
    assert pairs[LABELS.index("I-content"), inside] < 0
    assert pairs[LABELS.index("B-source"), inside] == 0


def test_the_words_of_paragraphs_are_the_words_of_the_document(parsed):
    doc = parsed("Ruiz said:\n\n“The dam is old.”\r\n\nIt is.\t\n")
    assert sum(map(len, paragraphs_of(doc))) == len(words_of(doc))


def test_a_text_is_read_alike_alone_and_among_others(parsed):
    short, long = "“The dam is old,” Ruiz said.", "The council said that the dam would be repaired. " * 20
    alone = tag(parsed(short))
    tag(parsed(long))
    assert tag(parsed(short)) == alone


def test_a_tagged_cue_has_its_source_and_content_and_says_how_sure_it_is(parsed):
    doc = parsed("The mayor said on Monday that the dam was old.")
    (tagged,) = tag(doc)
    assert doc[tagged.source.start : tagged.source.end].text == "The mayor"
    assert doc[tagged.cue.start : tagged.cue.end].text.startswith("said")
    assert [doc[content.start : content.end].text for content in tagged.contents] == ["that the dam was old"]
    assert all(0.5 < chance <= 1 for chance in tagged.sure().values())


def test_an_empty_document_has_nothing_to_tag(parsed):
    assert tag(parsed("")) == []
    assert tag(parsed("\n \n")) == []


def test_the_file_that_ships_is_small_enough_to_be_kept_in_the_repository():
    from claims.extraction.tagger.model import MODEL

    assert MODEL.stat().st_size < 40e6
    assert model().transitions.shape == (len(LABELS), len(LABELS))
