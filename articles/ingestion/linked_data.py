"""What a page says about its article in JSON-LD (schema.org): the most exact source there is, where it is there."""

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# Some pages nest whole sites; nothing of use lies deeper.
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedArticle:
    """The fields of a schema.org NewsArticle (or the like), "" where it has none."""

    headline: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    urls: tuple[str, ...] = ()
    body: str = ""


def find(scripts: Iterable[str], *, page_urls: Iterable[str] = ()) -> LinkedArticle | None:
    """The article that the page is about: the one with the page's own address, else the first."""
    articles = [_read(thing) for script in scripts for thing in _things(_parse(script), 0) if _is_article(thing)]
    own = set(page_urls)
    return next((article for article in articles if own.intersection(article.urls)), articles[0] if articles else None)


def _parse(script: str) -> Any:
    text = script.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        # Not strict: line ends inside of strings are common.
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in the order of the script, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _things(value, depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    types = thing.get("@type")
    names = types if isinstance(types, list) else [types]
    known = any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report")) for name in names)
    return known and bool(_text(thing.get("headline")) or _text(thing.get("articleBody")))


def _read(thing: dict[str, Any]) -> LinkedArticle:
    main = thing.get("mainEntityOfPage")
    addresses = [thing.get("url"), thing.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return LinkedArticle(
        headline=_text(thing.get("headline")),
        byline=", ".join(_names(thing.get("author"))),
        outlet=next(iter(_names(thing.get("publisher"))), ""),
        published=_text(thing.get("datePublished")),
        urls=tuple(address for address in addresses if isinstance(address, str)),
        body=_unescape(body) if isinstance(body := thing.get("articleBody"), str) else "",
    )


def _names(value: Any) -> list[str]:
    """Names of persons or bodies, however they are wrapped; addresses in their place are no names."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            text = _text(one)
            if text and "://" not in text and text not in found:
                found.append(text)
    return found


def _text(value: Any) -> str:
    return " ".join(_unescape(value).split()) if isinstance(value, str) else ""


def _unescape(value: str) -> str:
    """Real characters for `&amp;` and the like; JSON can spell some that no text has, which are dropped."""
    return "".join(c for c in html.unescape(value) if c == "\n" or (c.isprintable() or c.isspace()))
