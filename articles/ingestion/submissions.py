"""From the fields that a sender names to a `Submission`: the same rules for files, the form and the API."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from articles.ingestion import dates, decoding
from articles.ingestion.language import identify
from articles.ingestion.read import Page, read_html
from articles.ingestion.refusals import Refused
from articles.models import MAX_CHARACTERS, Submission

# A field and the names it may come under; the first that has a value counts.
ALIASES = {
    "url": ("url",),
    "headline": ("headline", "title"),
    "outlet": ("outlet", "publisher"),
    "published": ("published", "date"),
    "byline": ("byline", "author"),
    "id": ("id",),
    "text": ("text",),
    "html": ("html",),
}
_LONGEST = {"headline": 1000, "outlet": 200, "byline": 500, "id": 300}
_LONGEST_URL = 2000
# They say how a reader came to the page, not which page it is.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid", re.IGNORECASE)
_QUOTE_MARKS = str.maketrans("‘’“”", "''\"\"")


def submission(fields: Mapping[str, Any]) -> Submission:
    """What was sent, as an article that can be stored; raises `Refused` with the field to put right.

    `fields` uses the names in `ALIASES`; others are left alone. `text` is kept as it was sent, except for line ends and
    outer white space; `html` is read as a page, and what the sender says of it goes before what the page says.
    """
    given = {name: _value(fields, name) for name in ALIASES}
    said, (day, moment) = check_fields(fields)
    if given["text"] is not None:
        body = _body(given["text"])
        said["headline"] = said["headline"] or _first_line_as_headline(body)
        source = "text"
    elif given["html"] is not None:
        page = _page(given["html"])
        body = page.text
        said |= {name: value for name, value in _said_by(page).items() if not said[name]}
        if day is None and page.published:
            day, moment = dates.read_date(page.published)
        source = "html"
    else:
        raise Refused("There is no text: send the article's words as `text`, or its page as `html`.", field="text")

    headline, text = compose(said["headline"], body)
    if not text:
        raise Refused("The text is empty: send the article's words.", field=source)
    if len(text) > MAX_CHARACTERS:
        raise Refused(f"The text has {len(text):,} characters; {MAX_CHARACTERS:,} is the limit.", field=source)
    decoding.check_characters(text, field=source)
    language = identify(text)
    if language.is_foreign:
        raise Refused(f"This is not English but “{language.code}”: only English can be read.", field=source)
    return Submission(
        text=text,
        headline=headline,
        outlet=said["outlet"],
        url=said["url"],
        byline=said["byline"],
        published_on=day,
        published_time=moment,
        language=language.code,
        language_certain=language.certain,
        source_id=said["id"],
    )


def check_fields(fields: Mapping[str, Any]) -> tuple[dict[str, str], tuple[date | None, datetime | None]]:
    """What is said about an article, without its text: the short fields, and its day and moment; raises `Refused`."""
    said = {name: _words(_value(fields, name), name) for name in ("url", "headline", "outlet", "byline", "id")}
    said["url"] = address(said["url"]) if said["url"] else ""
    written = _value(fields, "published")
    return said, dates.published(written) if written is not None else (None, None)


def compose(headline: str, body: str) -> tuple[str, str]:
    """The headline as it stands in the text, and the text: headline, blank line, body. Not doubled if it is there."""
    if not headline or not body:
        return headline, body or headline
    line = body.split("\n", 1)[0].rstrip()
    paragraph = re.split(r"\n[ \t]*\n", body, maxsplit=1)[0]
    for first in (line, paragraph):
        if _same(first, headline):
            # The text's own spelling, so that the text begins with it; "A report." begins with the headline "A report".
            return headline if body.startswith(headline) else " ".join(first.split()), body
    return headline, f"{headline}\n\n{body}"


def address(value: str) -> str:
    """A web address in the one spelling that we keep; raises `Refused`."""
    value = value.strip()
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(f"{value[:100]!r} is no web address ({error}).", field="url") from error
    if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s<>\"\\^`{}|\0-\x20]", value):
        raise Refused(
            f"{value[:100]!r} is no web address: it begins with http:// or https:// and names a host.", field="url"
        )
    if parts.username is not None or parts.password is not None:
        raise Refused("The address holds a user name or password: leave it out.", field="url")
    host = f"[{host}]" if ":" in host else host
    if port not in {None, {"http": 80, "https": 443}[parts.scheme]}:
        host = f"{host}:{port}"
    query = parts.query
    if any(_TRACKING.fullmatch(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _TRACKING.fullmatch(pair[0])])
    # The part after # is a place on the page.
    clean = urlunsplit((parts.scheme, host, parts.path or "/", query, ""))
    if len(clean) > _LONGEST_URL:
        raise Refused(f"The address has {len(clean):,} characters; {_LONGEST_URL:,} is the limit.", field="url")
    return clean


def canonical_names(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Only the known fields that have a value, each under its first name ("title" becomes "headline")."""
    values = {name: _value(fields, name) for name in ALIASES}
    return {name: value for name, value in values.items() if value is not None}


def _value(fields: Mapping[str, Any], name: str) -> Any:
    for alias in ALIASES[name]:
        value = fields.get(alias)
        # A blank field is as good as none, so that an empty `text` beside `html` does no harm.
        if value is not None and not (isinstance(value, str | bytes) and not value.strip()):
            return value
    return None


def _words(value: Any, name: str) -> str:
    """A short field as one line of text."""
    if value is None:
        return ""
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if name == "byline" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        raise Refused(f"`{name}` must be a string.", field=name)
    decoding.check_characters(value, field=name)
    words = " ".join(value.split())
    if len(words) > _LONGEST.get(name, len(words)):
        raise Refused(f"`{name}` has {len(words):,} characters; {_LONGEST[name]:,} is the limit.", field=name)
    return words


def _body(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused("`text` must be a string.", field="text")
    return decoding.line_ends(value.removeprefix("\ufeff")).strip()


def _page(value: Any) -> Page:
    if not isinstance(value, str | bytes):
        raise Refused("`html` must be a string.", field="html")
    if isinstance(value, str):
        decoding.check_characters(value, field="html")
    return read_html(value)


def _said_by(page: Page) -> dict[str, str]:
    """What a page says of itself. A bad address or a name too long is no reason to refuse the article."""
    try:
        url = address(page.url) if page.url else ""
    except Refused:
        url = ""
    return {
        "headline": page.headline[: _LONGEST["headline"]],
        "byline": page.byline[: _LONGEST["byline"]],
        "outlet": page.outlet[: _LONGEST["outlet"]],
        "url": url,
    }


def _first_line_as_headline(body: str) -> str:
    """The first paragraph, where it looks like a headline: one short line of its own, without a stop at its end."""
    line, _, rest = body.partition("\n")
    line = line.rstrip()
    alone = re.match(r"[ \t]*\n\s*\S", rest)
    return line if alone and len(line) < 200 and line[-1:] not in '.!?…"”:;,' else ""


def _same(first: str, headline: str) -> bool:
    """The same words but for capitals, spaces, the shape of quotation marks and a stop at the end."""
    one, two = (" ".join(words.translate(_QUOTE_MARKS).casefold().split()).rstrip(" .") for words in (first, headline))
    return one == two
