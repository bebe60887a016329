"""From named fields to an article: what is kept, what is put together, and what is refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.ingestion import Refused, submission
from articles.ingestion.submissions import address, compose

BODY = "Ana Ruiz said on Monday that the bridge was safe.\n\nBo Lind denied that and asked for the report."


def test_every_field_arrives_under_either_of_its_names():
    first = submission(
        {
            "headline": "Bridge safe",
            "outlet": "The Packet",
            "published": "2024-03-07",
            "byline": "Joss Penhallick",
            "url": "https://packet.example/bridge",
            "id": 7,
            "text": BODY,
        }
    )
    second = submission(
        {
            "title": "Bridge safe",
            "publisher": "The Packet",
            "date": date(2024, 3, 7),
            "author": ["Joss Penhallick"],
            "url": "https://packet.example/bridge",
            "id": "7",
            "text": BODY,
        }
    )

    assert first == second
    assert first.text == f"Bridge safe\n\n{BODY}"
    assert (first.headline, first.outlet, first.byline, first.source_id) == (
        "Bridge safe",
        "The Packet",
        "Joss Penhallick",
        "7",
    )
    assert (first.published_on, first.published_time) == (date(2024, 3, 7), None)


def test_empty_and_unknown_fields_are_left_alone():
    taken = submission({"text": BODY, "html": " ", "title": "", "outlet": None, "section": ["News"], "published": ""})

    assert (taken.text, taken.headline, taken.outlet, taken.published_on) == (BODY, "", "", None)


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Bridge safe", BODY, ("Bridge safe", f"Bridge safe\n\n{BODY}")),
        ("Bridge safe", f"Bridge safe\n\n{BODY}", ("Bridge safe", f"Bridge safe\n\n{BODY}")),
        ("Bridge safe", f"Bridge safe\n{BODY}", ("Bridge safe", f"Bridge safe\n{BODY}")),
        # PolNeAR's texts end their headline with a stop.
        ("Bridge safe", f"Bridge safe.\n\n{BODY}", ("Bridge safe", f"Bridge safe.\n\n{BODY}")),
        # The text's own spelling is kept, so that it begins with its headline.
        ("BRIDGE “SAFE”", f'Bridge "safe"\n\n{BODY}', ('Bridge "safe"', f'Bridge "safe"\n\n{BODY}')),
        ("Bridge", f"Bridge safe\n\n{BODY}", ("Bridge", f"Bridge\n\nBridge safe\n\n{BODY}")),
        ("", BODY, ("", BODY)),
        ("Bridge safe", "", ("Bridge safe", "Bridge safe")),
    ],
)
def test_a_text_is_headline_blank_line_body_and_never_has_two_headlines(headline, body, expected):
    assert compose(headline, body) == expected


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Bridge safe, says mayor\n\n{BODY}", "Bridge safe, says mayor"),
        (f"The mayor spoke on Monday.\n\n{BODY}", ""),
        (f"Bridge safe, says mayor\n{BODY}", ""),
        (f"{'bridge ' * 40}\n\n{BODY}", ""),
        ("Bridge safe, says mayor", ""),
        (f"“Safe,” says mayor”\n\n{BODY}", ""),
    ],
)
def test_a_first_paragraph_is_the_headline_where_it_looks_like_one(text, headline):
    taken = submission({"text": text})

    assert (taken.headline, taken.text) == (headline, text.strip())


def test_a_text_is_altered_in_nothing_but_its_line_ends_and_outer_space():
    sent = "\ufeff  Cafe\u0301 “owner”\u00a0said \t‘no’.\r\n\r\nThe ﬁrst line\rthe second \n×\n\n"

    assert submission({"text": sent}).text == "Cafe\u0301 “owner”\u00a0said \t‘no’.\n\nThe ﬁrst line\nthe second \n×"


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("2023-05-04", date(2023, 5, 4), None),
        ("2023-05-04T10:30:00", date(2023, 5, 4), None),
        ("2023-05-04T10:30:00Z", date(2023, 5, 4), datetime(2023, 5, 4, 10, 30, tzinfo=UTC)),
        # It came out on the 4th where it came out, although it was the 5th in London.
        (
            "2023-05-04 23:30-05:00",
            date(2023, 5, 4),
            datetime(2023, 5, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        ),
        ("4 May 2023", date(2023, 5, 4), None),
        ("Thursday, May 4th, 2023", date(2023, 5, 4), None),
        ("4 Dec. 2023", date(2023, 12, 4), None),
        ("2023/05/04", date(2023, 5, 4), None),
        ("Thu, 04 May 2023 10:00:00 GMT", date(2023, 5, 4), datetime(2023, 5, 4, 10, tzinfo=UTC)),
    ],
)
def test_a_day_may_be_written_in_many_ways(written, day, moment):
    taken = submission({"text": BODY, "published": written})

    assert (taken.published_on, taken.published_time) == (day, moment)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("https://packet.example/bridge", "https://packet.example/bridge"),
        (" HTTPS://Packet.Example:443/Bridge#comments ", "https://packet.example/Bridge"),
        ("http://packet.example", "http://packet.example/"),
        ("https://packet.example:8443/a?utm_source=x&id=2&fbclid=3", "https://packet.example:8443/a?id=2"),
        ("https://packet.example/a?b=%20&c", "https://packet.example/a?b=%20&c"),
        ("http://[2001:DB8::1]/a", "http://[2001:db8::1]/a"),
    ],
)
def test_an_address_has_one_spelling(sent, kept):
    assert address(sent) == kept
    assert address(kept) == kept


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({}, "text", "There is no text"),
        ({"text": " \n "}, "text", "There is no text"),
        ({"text": "\ufeff"}, "text", "empty"),
        ({"text": 7}, "text", "must be a string"),
        ({"html": ["<p>"]}, "html", "must be a string"),
        ({"html": "<p>\0</p>"}, "html", "NUL"),
        ({"html": "<html><body></body></html>"}, "html", "No article was found"),
        ({"text": "Ana Ruiz said \0 no."}, "text", "Character 15 is NUL"),
        ({"text": "Ana Ruiz said \ud800 no."}, "text", "half of a surrogate pair"),
        ({"text": "\x01\x02\x03\x04 abc"}, "text", "control characters"),
        ({"text": "a" * 1_000_001}, "text", "1,000,000 is the limit"),
        ({"text": BODY, "url": "ftp://packet.example/a"}, "url", "begins with http"),
        ({"text": BODY, "url": "packet.example/a"}, "url", "begins with http"),
        ({"text": BODY, "url": "https:///a"}, "url", "names a host"),
        ({"text": BODY, "url": "https://packet.example:port/"}, "url", "no web address"),
        ({"text": BODY, "url": "http://[::1"}, "url", "no web address"),
        ({"text": BODY, "url": "https://a b/"}, "url", "no web address"),
        ({"text": BODY, "url": "https://ann:secret@packet.example/"}, "url", "password"),
        ({"text": BODY, "url": "https://packet.example/" + "a" * 2000}, "url", "2,000 is the limit"),
        ({"text": BODY, "url": 5}, "url", "must be a string"),
        ({"text": BODY, "published": "04/05/2023"}, "published", "cannot be read as a date"),
        ({"text": BODY, "published": "2023-02-30"}, "published", "cannot be read as a date"),
        ({"text": BODY, "published": "soon"}, "published", "cannot be read as a date"),
        ({"text": BODY, "published": 20230504}, "published", "cannot be read as a date"),
        ({"text": BODY, "published": "0001-01-01T00:00+14:00"}, "published", "cannot be read as a date"),
        ({"text": BODY, "outlet": "x" * 201}, "outlet", "200 is the limit"),
        ({"text": BODY, "byline": {"name": "Joss"}}, "byline", "must be a string"),
        ({"text": BODY, "headline": "A\0b"}, "headline", "NUL"),
        ({"text": BODY, "id": True}, "id", "must be a string"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_field(fields, field, reason):
    with pytest.raises(Refused, match=reason) as refusal:
        submission(fields)

    assert refusal.value.field == field


def test_a_million_characters_are_taken_and_the_headline_counts():
    body = ("Ana Ruiz said no. " * 60_000)[: 1_000_000 - 7] + "."

    assert len(submission({"headline": "Four", "text": body}).text) == 1_000_000
    with pytest.raises(Refused):
        submission({"headline": "Fives", "text": body})


def test_what_the_sender_says_of_a_page_goes_before_what_the_page_says():
    paragraph = "The mayor of Port Elm said on Monday that the bridge was safe after two inspections."
    html = f"""<html><head><title>Bridge</title><meta property="og:site_name" content="packet.example">
      <link rel="canonical" href="https://packet.example/bridge"></head>
      <body><article><h1>Bridge safe</h1><p>{paragraph}</p><p>{paragraph} Yes.</p></article></body></html>"""

    alone = submission({"html": html})
    told = submission({"html": html, "outlet": "The Packet", "headline": "Mayor speaks", "published": "2024-03-07"})

    assert (alone.headline, alone.outlet, alone.url) == (
        "Bridge safe",
        "packet.example",
        "https://packet.example/bridge",
    )
    assert (told.headline, told.outlet, told.url) == ("Mayor speaks", "The Packet", "https://packet.example/bridge")
    assert told.text == f"Mayor speaks\n\n{paragraph}\n\n{paragraph} Yes."
    assert told.published_on == date(2024, 3, 7)
