"""From a page's HTML to the article on it. Pure: no network, no database.

What the page says about itself comes from JSON-LD first, then from its `<meta>` and visible marks (trafilatura). The
text is what trafilatura takes for the article, less the paragraphs that are the page's own (remarks.py).
"""

import copy
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from articles.ingestion import linked_data, remarks
from articles.ingestion.dates import read_date
from articles.ingestion.decoding import MAX_BYTES, decode_html
from articles.ingestion.refusals import Refused

_NOTHING = "No article was found on this page: paste its text, or send the page of one article."
# A page that a script fills has its article in JSON-LD alone, beside a paragraph or two.
_MUCH_LONGER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was read from a page; "" or None where it does not say. `text` are the paragraphs below the headline."""

    text: str
    headline: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published: date | datetime | None = None


def read_html(source: str | bytes) -> Page:
    """The article on a page; refuses a page without one."""
    if len(source) > MAX_BYTES:
        raise Refused(f"This page is over {MAX_BYTES // 1_000_000} MB: save the article alone.", field="html")
    # Here, not above: half a second that only HTML needs.
    import trafilatura

    # It logs what no page can help; whether an article was found is for us to say.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    html = decode_html(source) if isinstance(source, bytes) else source
    tree = trafilatura.load_html(html)
    if tree is None:
        raise Refused(_NOTHING, field="html")
    canonical = [*tree.xpath("//link[@rel='canonical']/@href"), *tree.xpath("//meta[@property='og:url']/@content")]
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    linked = linked_data.find(scripts, page_urls=canonical) or linked_data.LinkedArticle()
    headings = [_flat(heading.text_content()) for heading in tree.xpath("//h1")]
    visible = _visible_bylines(tree)

    _open_layout_tables(tree)
    said = trafilatura.extract_metadata(copy.deepcopy(tree), date_config=_dates(), extensive=False)
    found: Any = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, date_extraction_params=_dates()
    )

    headline = linked.headline or _headline(said.title or "", headings, said.sitename or "")
    known = {_key(title) for title in (headline, said.title or "", *headings) if title}
    text = _clean(found.text or "" if found else "", known)
    text = _fuller(text, _clean(linked.body, known))
    if not _is_prose(text):
        raise Refused(_NOTHING, field="html")
    return Page(
        text=text,
        headline=headline,
        byline=_byline(linked.byline or (said.author or "").replace("; ", ", ") or visible),
        outlet=linked.outlet or _flat(said.sitename or "").removeprefix("@"),
        url=next(filter(_is_address, (*canonical, *linked.urls, said.url or "")), ""),
        published=_published(linked.published, *_said_dates(tree), said.date or ""),
    )


def _dates() -> dict[str, bool]:
    # The extensive search takes a day from anywhere, such as the year of a footer's copyright.
    return {"extensive_search": False, "original_date": True}


def _said_dates(tree: Any) -> list[str]:
    """Days in the places meant for them, with their time and zone, which trafilatura drops."""
    return [
        str(value)
        for path in (
            "//meta[@property='article:published_time']/@content",
            "//meta[@itemprop='datePublished']/@content",
            "//*[@itemprop='datePublished']/@datetime",
        )
        for value in tree.xpath(path)
    ]


def _published(*candidates: str) -> date | datetime | None:
    """The first that is a date; a page's bad date is no reason to refuse its article."""
    for candidate in candidates:
        try:
            day, moment = read_date(candidate)
        except ValueError:
            continue
        return moment or day
    return None


def _headline(title: str, headings: list[str], outlet: str) -> str:
    """The visible heading, if the title is it with something added ("… | The Packet")."""
    title = _flat(title)
    for heading in headings:
        if heading and title.casefold().startswith(heading.casefold()):
            return heading
    tail = re.fullmatch(rf"(.+?)\s+[|–—-]\s+{re.escape(_flat(outlet))}", title) if outlet else None
    return tail[1] if tail else title


def _visible_bylines(tree: Any) -> str:
    for element in tree.iter("p", "div", "span", "address"):
        words = _flat(element.text_content()) if len(element) < 4 else ""
        if 0 < len(words) < 120 and remarks.is_byline(words):
            return words
    return ""


def _byline(words: str) -> str:
    words = _flat(words)
    return re.sub(r"^(words |reporting |written )?by\s+", "", words, flags=re.IGNORECASE)[:500]


def _open_layout_tables(tree: Any) -> None:
    """Old pages put their columns into a table. Where its cells hold paragraphs it is no table of figures."""
    for table in tree.xpath("//table[not(.//th)][.//td//p or .//td//h1 or .//td//br]"):
        for element in (table, *table.iter("tbody", "tr", "td")):
            element.tag = "div"


def _clean(text: str, headlines: set[str]) -> str:
    """The paragraphs that are the article's, with a blank line between them."""
    return "\n\n".join(_paragraphs(text, headlines))


def _paragraphs(text: str, headlines: set[str]) -> Iterator[str]:
    begun = False
    for line in text.splitlines():
        paragraph = _flat(line).removeprefix("- ")
        if not paragraph or remarks.is_remark(paragraph):
            continue
        # Above the first paragraph stand the headline, once or twice, and who wrote.
        if not begun and (_key(paragraph) in headlines or remarks.is_byline(paragraph)):
            continue
        begun = True
        yield paragraph


def _fuller(shown: str, told: str) -> str:
    """The page's text as it is shown, unless what JSON-LD tells is much longer, or the same with more paragraphs."""
    if len(told) > _MUCH_LONGER * len(shown):
        return told
    return max(shown, told, key=lambda text: text.count("\n\n")) if _key(shown) == _key(told) else shown


def _is_prose(text: str) -> bool:
    """Sentences, and not a list of links or a page's leftovers."""
    paragraphs = text.split("\n\n")
    sentences = [paragraph for paragraph in paragraphs if re.search(r"[.!?…][\"'”’)\]]*$", paragraph)]
    return bool(sentences) and len(sentences) * 4 >= len(paragraphs)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and len(value) <= 2000


def _flat(words: str) -> str:
    return " ".join(words.split())


def _key(words: str) -> str:
    """Two headlines with this in common are the same but for marks and capitals."""
    return "".join(character for character in words.casefold() if character.isalnum())
