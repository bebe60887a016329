"""Files, folders and standard input as a stream of submissions and refusals. One article at a time is in memory."""

import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import IO, Any, cast

from articles.ingestion.decoding import MAX_BYTES, decode, line_ends
from articles.ingestion.refusals import Refused
from articles.ingestion.submissions import ALIASES, canonical_names, submission
from articles.models import Submission

KINDS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
}
_TYPES = ".txt, .html, .htm, .jsonl, .ndjson or .json, each also as .gz"
# A JSON array has to be read whole; whoever has more than this sends it in lines.
_MAX_JSON = 10 * MAX_BYTES
_HEADER_NAMES = {alias: name for name, aliases in ALIASES.items() if name not in {"text", "html"} for alias in aliases}
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}):[ \t]*(.*)")
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|article|main)\b", re.I | re.S
)

# What was found in a place: the fields of one article, or why there are none.
type Found = tuple[str, Mapping[str, Any] | Refused]


def read_sources(
    sources: Iterable[str], *, given: Mapping[str, Any] | None = None, stdin: IO[bytes] | None = None
) -> Iterator[Submission | Refused]:
    """Every article of these files and folders, in order ("-" is standard input).

    `given` are fields that go before what the sources say. A refusal carries its place and never ends the stream.
    """
    for source in sources:
        for where, found in _in_source(source, stdin):
            if isinstance(found, Refused):
                yield found.at(where)
                continue
            try:
                yield submission({**canonical_names(found), **(given or {})})
            except Refused as refusal:
                yield refusal.at(where)


def expected(sources: Iterable[str]) -> int | None:
    """How many articles these sources hold, if their names alone tell."""
    number = 0
    for source in sources:
        for path in _files_under(source) if os.path.isdir(source) else [source]:
            if _kind(path)[0] not in {"text", "html"}:
                return None
            number += 1
    return number


def fields_of(name: str, data: bytes) -> dict[str, Any]:
    """The fields in one uploaded .txt or .html file; raises `Refused` for any other."""
    kind, zipped = _kind(name)
    if kind not in {"text", "html"} or zipped:
        raise Refused("Only .txt and .html files can be uploaded here.", field="file")
    if len(data) > MAX_BYTES:
        raise Refused(f"This file is over {MAX_BYTES // 1_000_000} MB: no article is that long.", field="file")
    return {"html": data} if kind == "html" else text_fields(decode(data))


def text_fields(text: str) -> dict[str, Any]:
    """A plain text's fields: those of its header (lines of `Key: value`, then a blank line), and the text below it."""
    text = line_ends(text).lstrip("\ufeff\n")
    block, body = [*re.split(r"\n[ \t]*\n", text, maxsplit=1), ""][:2]
    lines = [_HEADER_LINE.fullmatch(line.strip()) for line in block.split("\n")]
    first = lines[0]
    if first is None or first[1].lower() not in _HEADER_NAMES or not all(lines):
        return {"text": text}
    fields: dict[str, Any] = {}
    for number, line in enumerate(filter(None, lines), start=1):
        name = _HEADER_NAMES.get(line[1].lower())
        if name is None:
            raise Refused(
                f"Line {number} of the header, {line[1]!r}, is not known: use {', '.join(_HEADER_NAMES)}; "
                "or, if this is no header, put a blank line above it."
            )
        fields.setdefault(name, line[2])
    if not body.strip():
        raise Refused("There is no text below the header: leave a blank line between them.", field="text")
    return {**fields, "text": body}


def looks_like_html(text: str) -> bool:
    """Whether pasted or piped text is a page."""
    return _HTML.match(text[:2000].lstrip("\ufeff")) is not None


def _in_source(source: str, stdin: IO[bytes] | None) -> Iterator[Found]:
    if source == "-":
        yield from _in_stream("standard input", stdin or sys.stdin.buffer)
    elif os.path.isdir(source):
        paths = _files_under(source)
        if not paths:
            yield source, Refused(f"There are no files in this folder: put {_TYPES} there.")
        for path in paths:
            yield from _in_file(path)
    elif not os.path.exists(source):
        yield source, Refused("There is no such file: check its name.")
    else:
        yield from _in_file(source)


def _files_under(folder: str) -> list[str]:
    """Every file, in the order of names; hidden ones are the system's or an editor's, not articles."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(parent, name) for name in names if not name.startswith(".")]
    return sorted(found)


def _kind(path: str) -> tuple[str | None, bool]:
    stem, suffix = os.path.splitext(path.lower())
    zipped = suffix == ".gz"
    if zipped:
        suffix = os.path.splitext(stem)[1]
    return KINDS.get(suffix), zipped


def _in_file(path: str) -> Iterator[Found]:
    kind, zipped = _kind(path)
    if kind is None:
        yield path, Refused(f"Files of this type are not read: rename it to {_TYPES}, or send it to standard input.")
        return
    try:
        with cast(IO[bytes], gzip.open(path) if zipped else open(path, "rb")) as file:
            yield from _in_kind(kind, path, file)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield path, Refused("This file is not whole: its gzip packing is broken. Pack it again.")
    except OSError as error:
        yield path, Refused(f"This file cannot be read ({error.strerror or error}): check who may.")


def _in_kind(kind: str, where: str, file: IO[bytes]) -> Iterator[Found]:
    if kind == "lines":
        yield from _in_lines(where, _lines(file))
        return
    try:
        if kind == "json":
            yield from _in_json(where, _whole(file, _MAX_JSON))
            return
        data = _whole(file, MAX_BYTES)
        yield where, {"html": data} if kind == "html" else text_fields(decode(data))
    except Refused as refusal:
        yield where, refusal


def _in_stream(where: str, file: IO[bytes]) -> Iterator[Found]:
    """A stream without a name: its beginning shows what it is."""
    skipped = []
    first = file.readline(MAX_BYTES + 1)
    while first and not first.strip():
        skipped.append(first)
        first = file.readline(MAX_BYTES + 1)
    start = first.removeprefix(b"\xef\xbb\xbf").strip()
    if start.startswith(b"\x1f\x8b"):
        yield where, Refused("This is packed with gzip: unpack it on the way in (zcat FILE | …).")
    elif start.startswith(b'{"') and not start.endswith(b","):
        yield from _in_lines(where, chain([*skipped, first], _lines(file)))
    else:
        rest = io.BytesIO(b"".join([*skipped, first]) + file.read(_MAX_JSON + 1))
        is_json = start.startswith((b"[{", b'{"')) or start in {b"[", b"{"}
        yield from _in_kind("json" if is_json else _text_or_html(rest.getvalue()), where, rest)


def _text_or_html(data: bytes) -> str:
    head = data[:4000].decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1", errors="replace")
    return "html" if looks_like_html(head.removeprefix("ï»¿")) else "text"


def _in_json(where: str, data: bytes) -> Iterator[Found]:
    """One object, an array of objects, or (against its name) lines."""
    text = decode(data)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from _in_lines(where, _lines(io.BytesIO(text.encode())))
        else:
            yield where, _broken(error)
        return
    if not isinstance(value, list):
        yield where, _checked(value)
        return
    for number, item in enumerate(value, start=1):
        yield f"{where}, item {number}", _checked(item)


def _in_lines(where: str, lines: Iterable[bytes]) -> Iterator[Found]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        empty = False
        place = f"{where}, line {number}"
        if len(line) > MAX_BYTES:
            yield place, Refused(f"This line is over {MAX_BYTES // 1_000_000} MB: no article is that long.")
            continue
        try:
            yield place, _checked(json.loads(decode(line)))
        except Refused as refusal:
            yield place, refusal
        except (ValueError, RecursionError) as error:
            yield place, _broken(error)
    if empty:
        yield where, Refused("This file is empty: write one JSON object a line.")


def _checked(value: Any) -> Mapping[str, Any] | Refused:
    if isinstance(value, dict):
        return value
    return Refused('This is JSON, but no object with fields: write {"headline": …, "text": …}.')


def _broken(error: Exception) -> Refused:
    if isinstance(error, json.JSONDecodeError):
        place = f"{error.msg} at line {error.lineno}, " if error.lineno > 1 else f"{error.msg} at "
        return Refused(f"This is not valid JSON ({place}character {error.colno:,}): send the whole object again.")
    return Refused("This JSON is nested too deeply, or holds a number too long, to be an article.")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines, each cut off where it is longer than any article; of such a line the rest is skipped."""
    first = True
    while line := file.readline(MAX_BYTES + 1):
        if first and line[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            yield from _lines(_from_utf16(line, file))
            return
        first = False
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)
            if not line:
                return


def _from_utf16(line: bytes, file: IO[bytes]) -> IO[bytes]:
    """The file as UTF-8. Windows' shells write UTF-16, but small files: it is read whole."""
    return io.BytesIO(decode(line + file.read(_MAX_JSON)).encode())


def _whole(file: IO[bytes], most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise Refused(f"This is over {most // 1_000_000} MB: send articles one by one, or as JSON lines.")
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise Refused("This file is empty: put the article's text there.")
    return data
