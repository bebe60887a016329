"""From bytes to characters. Never guesses: a wrong guess would put wrong words into somebody's mouth."""

import codecs
import re

from articles.ingestion.refusals import Refused

# No article is longer in bytes: a million characters take at most four bytes each, or twelve where JSON escapes them.
MAX_BYTES = 20_000_000

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
# What pages call Latin-1 or ASCII, browsers read as Windows-1252, and so does whoever writes them.
_AS_BROWSERS_DO = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}
# Page breaks and the like are odd but harmless; a file full of the rest is no text.
_HARMLESS = set("\t\n\v\f\r")
_MANY = 0.005


def decode(data: bytes) -> str:
    """UTF-8, or UTF-16 that says so by its byte order mark; the mark itself is dropped."""
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Refused(f"This begins like UTF-16 but breaks at byte {error.start:,}: save it as UTF-8.") from error
    if b"\0" in data[:8192]:
        raise Refused(f"This is not text (byte {data.index(0) + 1:,} is zero): send a text or HTML file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # `error.start` counts from behind a byte order mark, which the reader of the file does not see either.
        wrong = error.object[error.start]
        raise Refused(
            f"This is not UTF-8: byte {error.start + 1:,} (0x{wrong:02x}) fits no character. Save it as UTF-8."
        ) from error


def decode_html(data: bytes) -> str:
    """As `decode`, but a page that is not UTF-8 may name its encoding in a `<meta>`."""
    try:
        return decode(data)
    except Refused:
        named = _CHARSET.search(data[:4096])
        if named is None or b"\0" in data:
            raise
    name = named[1].decode("ascii")
    try:
        codec = codecs.lookup(name).name
        # Python also has codecs that turn bytes into bytes; those raise what no text codec raises.
        return data.decode(_AS_BROWSERS_DO.get(codec, codec))
    except UnicodeDecodeError as error:
        raise Refused(
            f"The page says that it is {name}, but byte {error.start + 1:,} is not. Save it as UTF-8."
        ) from error
    except (LookupError, ValueError, AssertionError) as error:
        raise Refused(f"The page says that it is {name}, which is no encoding we know. Save it as UTF-8.") from error


def check_characters(text: str, *, field: str = "") -> None:
    """Refuse what PostgreSQL cannot store or what no text consists of: NUL, lone surrogates, mostly control codes."""
    if "\0" in text:
        raise Refused(
            f"Character {text.index(chr(0)) + 1:,} is NUL, which no text contains: send text, not a binary file.",
            field=field,
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            f"Character {error.start + 1:,} is half of a surrogate pair: send the whole character.", field=field
        ) from error
    controls = sum(character < " " and character not in _HARMLESS for character in text)
    if controls > len(text) * _MANY:
        raise Refused(f"{controls:,} control characters: this looks like a binary file, not text.", field=field)


def line_ends(text: str) -> str:
    """The text with one kind of line end; nothing else is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
