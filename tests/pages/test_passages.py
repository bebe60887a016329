"""How a marked text is cut for printing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.passages import Mark, marks_of, paragraphs


def cut(text, *marks):
    return [
        [(segment.text, [mark.of for mark in segment.marks]) for segment in p.segments] for p in paragraphs(text, marks)
    ]


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("One two.", [], [[("One two.", [])]]),
        ("One two.", [Mark(0, 3, "a")], [[("One", ["a"]), (" two.", [])]]),
        ("One two.", [Mark(4, 8, "a")], [[("One ", []), ("two.", ["a"])]]),
        ("One two.", [Mark(0, 8, "a"), Mark(4, 7, "b")], [[("One ", ["a"]), ("two", ["a", "b"]), (".", ["a"])]]),
        ("One two six", [Mark(0, 7, "a"), Mark(4, 11, "b")], [[("One ", ["a"]), ("two", ["a", "b"]), (" six", ["b"])]]),
        ("One\n\ntwo", [Mark(0, 8, "a")], [[("One", ["a"])], [("two", ["a"])]]),
        ("  \n\n\n", [], []),
    ],
    ids=["bare", "at the start", "at the end", "nested", "overlapping", "over a break", "blank"],
)
def test_a_text_is_cut_where_marks_begin_and_end(text, marks, expected):
    assert cut(text, *marks) == expected


def test_a_discontinuous_mark_opens_once():
    [paragraph] = paragraphs("The bill, she said, is paid.", marks_of([[0, 8], [19, 27]], "claim"))
    assert [mark.of for mark in paragraph.opening] == ["claim"]


def test_the_innermost_mark_is_the_shortest():
    [paragraph] = paragraphs("One two three", [Mark(0, 13, "outer"), Mark(4, 7, "inner")])
    assert paragraph.segments[1].innermost.of == "inner"


@given(st.text(alphabet="ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5))
def test_nothing_of_a_text_is_lost_or_moved(text, spans):
    marks = [
        Mark(start, min(start + length, len(text)), n) for n, (start, length) in enumerate(spans) if start < len(text)
    ]
    for paragraph in paragraphs(text, marks):
        assert "".join(segment.text for segment in paragraph.segments) == text[paragraph.start : paragraph.end]
