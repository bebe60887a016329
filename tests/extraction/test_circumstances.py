"""When and where it was said: words beside the cue in, day and venue out."""

from datetime import date

import pytest

from claims.extraction import circumstances, days
from claims_by_hand import by_hand

PUBLISHED = date(2024, 3, 8)  # a Friday

SAID = {
    "a weekday beside the cue": (
        "Marsh said on Thursday the dam would hold.",
        ("Marsh", "said", "the dam would hold"),
        ("Thursday", date(2024, 3, 7), ""),
    ),
    "the day of publication": (
        "Marsh said Friday morning the dam would hold.",
        ("Marsh", "said", "the dam would hold"),
        ("Friday morning", date(2024, 3, 8), ""),
    ),
    "a day and month": (
        "“The dam will hold,” Marsh said on Feb. 12.",
        ("Marsh", "said", "The dam will hold"),
        ("Feb. 12", date(2024, 2, 12), ""),
    ),
    "a day that belongs to what was said is no day of saying": (
        "Marsh said the dam would hold until Thursday.",
        ("Marsh", "said", "the dam would hold until Thursday"),
        ("", None, ""),
    ),
    "the day at the end of a denial": (
        "Marsh strongly denied a part in the affair on Wednesday, as the talks went on.",
        ("Marsh", "denied", "a part in the affair"),
        ("Wednesday", date(2024, 3, 6), ""),
    ),
    "those who listened, and where": (
        "“The dam will hold,” Marsh told reporters in Brussels.",
        ("Marsh", "told", "The dam will hold"),
        ("", None, "reporters in Brussels"),
    ),
    "a call": (
        "Marsh told CNN during a call with reporters that the dam would hold.",
        ("Marsh", "told", "the dam would hold"),
        ("", None, "call with reporters"),
    ),
}


@pytest.mark.parametrize(("text", "triple", "expected"), SAID.values(), ids=SAID)
def test_beside_the_cue_stands(parsed, text, triple, expected):
    [claim] = circumstances.place(parsed(text), by_hand(text, triple), PUBLISHED)

    assert (claim.said_on, claim.said_day, claim.venue) == expected


def test_without_the_day_of_publication_a_weekday_stays_words(parsed):
    text = "Marsh said on Thursday the dam would hold."

    [claim] = circumstances.place(parsed(text), by_hand(text, ("Marsh", "said", "the dam would hold")), None)

    assert (claim.said_on, claim.said_day) == ("Thursday", None)


def test_the_halves_of_a_quotation_share_their_day(parsed):
    text = "“The dam will hold,” Marsh said on Thursday. “We looked at every stone.”"
    claims = by_hand(text, ("Marsh", "said", "The dam will hold"), ("Marsh", "said", "We looked at every stone."))

    assert [claim.said_on for claim in circumstances.place(parsed(text), claims, None)] == ["Thursday", "Thursday"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", date(2024, 3, 7)),
        ("last Friday", date(2024, 3, 1)),
        ("Dec. 30", date(2023, 12, 30)),
        ("3 January 2023", date(2023, 1, 3)),
        ("February 30", None),
        ("next Monday", None),
        ("last week", None),
        ("", None),
    ],
)
def test_words_name_a_day_or_none(words, day):
    assert days.day_of(words, PUBLISHED) == day
