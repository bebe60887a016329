"""The form: one article pasted or uploaded, errors beside their field, what was typed kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from articles.forms import ArticleForm

BODY = "Ana Ruiz said on Monday that the bridge was safe.\n\nBo Lind denied that and asked for the report."
PAGE = (
    "<!doctype html><html><head><meta property='og:site_name' content='The Packet'></head><body><h1>Bridge safe</h1>"
    + "".join(f"<p>{paragraph} Nobody else spoke at the meeting.</p>" for paragraph in BODY.split("\n\n"))
    + "</body></html>"
)


def send(data=None, **files):
    uploads = {name: SimpleUploadedFile(*file) for name, file in files.items()}
    return ArticleForm(data or {}, uploads)


def test_a_pasted_text_becomes_an_article():
    form = send(
        {
            "text": f"{BODY}\r\n",
            "headline": "Bridge safe",
            "outlet": "The Packet",
            "url": "https://packet.example/bridge#top",
            "published": "7 March 2024",
            "byline": "Joss Penhallick",
        }
    )

    assert form.is_valid(), form.errors
    article = form.submission
    assert article.text == f"Bridge safe\n\n{BODY}"
    assert (article.outlet, article.url, article.byline) == (
        "The Packet",
        "https://packet.example/bridge",
        "Joss Penhallick",
    )
    assert article.published_on == date(2024, 3, 7)


def test_a_pasted_page_is_read_as_a_page():
    form = send({"text": PAGE})

    assert form.is_valid(), form.errors
    assert (form.submission.headline, form.submission.outlet) == ("Bridge safe", "The Packet")


@pytest.mark.parametrize(
    "file",
    [("a.txt", f"Headline: Bridge safe\nOutlet: The Packet\n\n{BODY}".encode()), ("a.HTML", PAGE.encode())],
)
def test_a_file_says_what_the_form_leaves_open(file):
    form = send({"byline": "Joss Penhallick"}, file=file)

    assert form.is_valid(), form.errors
    assert (form.submission.headline, form.submission.outlet) == ("Bridge safe", "The Packet")
    assert form.submission.byline == "Joss Penhallick"


def test_what_is_typed_goes_before_what_a_file_says():
    form = send({"outlet": "The Brass"}, file=("a.txt", f"Outlet: The Packet\n\n{BODY}".encode()))

    assert form.is_valid(), form.errors
    assert form.submission.outlet == "The Brass"


@pytest.mark.parametrize(
    ("data", "file", "field", "reason"),
    [
        ({}, None, "text", "Paste the article"),
        ({"text": "  \n"}, None, "text", "Paste the article"),
        ({"text": BODY}, ("a.txt", BODY.encode()), "file", "not both"),
        ({}, ("a.pdf", b"%PDF"), "file", "Only .txt and .html"),
        ({}, ("a.txt", b"\x93no\x94"), "file", "0x93"),
        ({}, ("a.txt", b"a\0b"), "file", "not text"),
        ({}, ("a.html", b"<html></html>"), "file", "No article was found"),
        ({"text": "<html></html>"}, None, "text", "No article was found"),
        ({"text": "a" * 1_000_001}, None, "text", "1,000,000 is the limit"),
        ({"text": "Der Bürgermeister sagte, die Brücke sei sicher und bleibe offen."}, None, "text", "not English"),
        ({"text": BODY, "url": "packet"}, None, "url", "begins with http"),
        ({"text": BODY, "published": "04/05/2023"}, None, "published", "cannot be read as a date"),
        ({"text": BODY, "outlet": "x" * 201}, None, "outlet", "200"),
        ({}, ("a.txt", f"Published: soon\n\n{BODY}".encode()), "published", "cannot be read as a date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(data, file, field, reason):
    form = send(data, **({"file": file} if file else {}))

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert reason in form.errors[field][0]


def test_several_mistakes_are_said_at_once_and_what_was_typed_stays():
    form = send({"text": BODY, "url": "packet", "published": "soon"})

    assert not form.is_valid()
    assert set(form.errors) == {"url", "published"}
    assert "Bo Lind denied that" in str(form["text"])
    assert 'value="soon"' in str(form["published"])


def test_a_link_can_fill_the_form_in():
    form = ArticleForm.prefilled(QueryDict("url=https://packet.example/a&title=Bridge&date=4+May+2023&text=a%00b&x=1"))

    assert form.initial == {
        "url": "https://packet.example/a",
        "headline": "Bridge",
        "published": "2023-05-04",
        "text": "ab",
    }
    assert not form.is_bound


def test_a_links_bad_date_is_left_out():
    assert ArticleForm.prefilled(QueryDict("published=soon")).initial == {}
