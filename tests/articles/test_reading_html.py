"""Pages of many shapes, and the article that a reader would see on each."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.ingestion import Refused, read_html
from articles.ingestion.remarks import is_remark

SAFE = "The mayor of Port Elm said on Monday that the bridge was safe after two inspections this spring."
BOLTS = "“We checked every bolt,” Ana Ruiz told reporters. “It will carry lorries for another forty years.”"
DENIED = "The opposition denied that. Bo Lind of the Civic Alliance said no report had been published."
STORY = f"{SAFE}\n\n{BOLTS}\n\n{DENIED}"
BODY = f"<p>{SAFE}</p><p>{BOLTS}</p><p>{DENIED}</p>"
HEADLINE = "Bridge is safe, mayor says"


def page(body: str = BODY, head: str = "", heading: str = HEADLINE) -> str:
    return (
        f"<!doctype html><html><head><title>{heading} | The Packet</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/news>News</a> <a href=/sport>Sport</a></nav>"
        f"<article><h1>{heading}</h1>{body}</article>"
        "<footer><p>Copyright 2026 The Packet. All rights reserved.</p></footer></body></html>"
    )


def test_a_plain_page_gives_its_paragraphs_without_menu_and_footer():
    read = read_html(page(f"<p>By Joss Penhallick</p>{BODY}"))

    assert read.text == STORY
    assert (read.headline, read.byline) == (HEADLINE, "Joss Penhallick")


def test_a_footers_year_is_no_date():
    assert read_html(page()).published is None


def test_json_ld_says_who_when_and_where():
    script = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "WebSite", "name": "The Packet"},
      {"@type": ["NewsArticle"], "headline": "Bridge is safe, mayor says &amp; shows",
       "datePublished": "2024-03-07T23:30:00-05:00",
       "author": [{"name": "Joss Penhallick"}, {"name": "Runa Castellby"}],
       "publisher": {"@type": "Organization", "name": "The Packet"},
       "mainEntityOfPage": {"@id": "https://packet.example/bridge"}}]}</script>"""

    read = read_html(page(head=script))

    assert read.headline == "Bridge is safe, mayor says & shows"
    assert read.byline == "Joss Penhallick, Runa Castellby"
    assert read.outlet == "The Packet"
    assert read.url == "https://packet.example/bridge"
    assert read.published == datetime(2024, 3, 7, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    # The shorter heading on the page is the same headline, and is not told twice.
    assert read.text == STORY


def test_of_several_articles_in_json_ld_the_pages_own_counts():
    script = """<link rel="canonical" href="https://packet.example/bridge"><script type="application/ld+json">[
      {"@type": "NewsArticle", "headline": "Toll to rise", "url": "https://packet.example/toll"},
      {"@type": "NewsArticle", "headline": "Bridge is safe, mayor says", "url": "https://packet.example/bridge"}
    ]</script>"""

    assert read_html(page(head=script)).headline == HEADLINE


@pytest.mark.parametrize(
    "script",
    [
        "{not json",
        "[" * 100_000,
        '{"@type": "NewsArticle", "headline": 7, "author": {"name": null}, "publisher": [], "datePublished": "soon"}',
        '{"@type": "NewsArticle", "headline": "", "mainEntityOfPage": {"@id": 5}, "url": []}',
        "null",
    ],
)
def test_json_ld_that_makes_no_sense_is_passed_over(script):
    read = read_html(page(head=f'<script type="application/ld+json">{script}</script>'))

    assert (read.headline, read.text, read.published) == (HEADLINE, STORY, None)


def test_an_article_that_only_a_script_would_show_is_read_from_json_ld():
    body = STORY.replace("\n\n", "\\n\\n")
    linked = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "articleBody": "{body}"}}'
    script = f'<script type="application/ld+json">{linked}</script>'

    assert read_html(page("<p>Loading…</p>", head=script)).text == STORY


def test_open_graph_alone_is_enough():
    head = f"""<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="The Packet">
      <meta property="article:published_time" content="2024-03-07T10:00:00Z">
      <meta name="author" content="Joss Penhallick">
      <meta property="og:url" content="https://packet.example/bridge">"""

    read = read_html(page(head=head))

    assert (read.headline, read.outlet, read.byline) == (HEADLINE, "The Packet", "Joss Penhallick")
    assert read.url == "https://packet.example/bridge"
    assert read.published == datetime(2024, 3, 7, 10, tzinfo=UTC)


def test_a_day_without_a_time_stays_a_day():
    assert read_html(page(head='<meta itemprop="datePublished" content="2024-03-07">')).published == date(2024, 3, 7)


def test_a_paywalls_remarks_are_not_the_articles():
    wall = """<div class="wall"><p>This article is for subscribers only.</p><p>Subscribe now from £1 a week</p>
      <p>Already a subscriber? Sign in</p><p>You have 2 free articles left this month.</p></div>"""

    assert read_html(page(BODY + wall)).text == STORY


def test_boxes_within_the_story_are_left_out_and_the_story_goes_on():
    boxes = """<div><h3>Sign up to our newsletter</h3><p>Get the morning briefing in your inbox.</p></div>
      <p>Advertisement</p><p>Read more: <a href="/toll">“Toll to rise”, says council</a></p>"""
    rest = "She added that the toll would stay at two pounds until the end of the year."

    assert read_html(page(f"{BODY}{boxes}<p>{rest}</p><p>×</p>")).text == f"{STORY}\n\n{rest}"


def test_broken_html_keeps_its_words():
    html = f"<html><body><div><h1>{HEADLINE}<p>{SAFE}<p>{BOLTS}</span></div><p>{DENIED}<b><i>"

    assert read_html(html).text == STORY


def test_columns_made_of_a_table_are_opened():
    html = f"<html><body><table><tr><td><h1>{HEADLINE}</h1>{BODY}</td></tr></table></body></html>"

    assert read_html(html).text == STORY


def test_line_breaks_make_paragraphs_where_there_is_nothing_else():
    assert read_html(f"<html><body>{SAFE}<br><br>{BOLTS}<br><br>{DENIED}</body></html>").text == STORY


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("koi8-r", "koi8-r")],
)
def test_a_page_is_read_in_the_encoding_that_it_names(charset, codec):
    plain = page(head=f'<meta charset="{charset}">')
    if codec == "koi8-r":
        plain = plain.replace("“", '"').replace("”", '"')

    read = read_html(plain.encode(codec))

    assert read.text == (STORY if codec != "koi8-r" else STORY.replace("“", '"').replace("”", '"'))


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("", "0x93"),
        ('<meta charset="utf-8">', "says that it is utf-8, but byte"),
        ('<meta charset="klingon">', "no encoding we know"),
        ('<meta charset="base64">', "no encoding we know"),
    ],
)
def test_a_page_in_an_encoding_that_cannot_be_told_is_refused(head, reason):
    with pytest.raises(Refused, match=reason):
        read_html(page(head=head).encode("cp1252"))


LINKS = "".join(f"<li><a href=/{n}>Headline number {n} about the bridge and the mayor</a></li>" for n in range(30))


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "no markup at all", page(f"<ul>{LINKS}</ul>"), "<p>×</p>", "<!-- -->"]
)
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(Refused, match="No article was found"):
        read_html(html)


@pytest.mark.parametrize(
    "paragraph",
    [
        "×",
        "* * *",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Subscribers only",
        "For members only.",
        "This story is only available to subscribers",
        "Sign in to continue reading",
        "To continue reading, create an account.",
        "Sign up for our daily newsletter",
        "Our best stories, in your inbox every morning",
        "Follow us on Instagram",
        "Related: “Liars”, say dockers",
        "Photo: Getty",
        "© 2026 The Packet",
        "Share this article",
        "12 comments",
        "Please enable JavaScript to see this page.",
    ],
)
def test_what_a_page_says_for_itself_is_a_remark(paragraph):
    assert is_remark(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“This article is for subscribers only” is what readers saw, Ms Ruiz said.",
        "Subscribers only learned of the price on Monday, she said.",
        "Advertisement revenue fell by a third, the publisher said.",
        "Related charges were dropped.",
        "Read said the council had been told.",
        "Sign language was used throughout, he said.",
        "Follow the money, said Lind.",
        "Comments made by the mayor were disputed.",
        "1,200 jobs will go.",
        "“No.”",
    ],
)
def test_what_the_article_says_is_none(paragraph):
    assert not is_remark(paragraph)
