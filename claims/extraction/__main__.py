"""Read articles from the command line: `python -m claims.extraction article.txt`, or `--jsonl` for streams.

With `--jsonl` each line of input is an object with `id` and `text`, and if known `title` and `published`; each line of
output is its reading. A line that cannot be read is named on stderr, the rest goes on, and the exit status says so.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from . import Readers, read, read_many
from .reading import Claim, Reading, Spans, Text


class Lines:
    """JSON lines on their way to be read: knows the ids of those handed on, and how many were bad."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self.lines = lines
        self.ids: list[Any] = []
        self.bad = 0

    def __iter__(self) -> Iterator[Text]:
        for place, line in self.lines:
            if not line.strip():
                continue
            try:
                item, text = parse_line(line)
            except ValueError as error:
                self.bad += 1
                print(f"{place}: {error}", file=sys.stderr)
                continue
            self.ids.append(item)
            yield text


def parse_line(line: str) -> tuple[Any, Text]:
    """The id and the text of one line of input; `ValueError`, saying what is wrong, if it is not as it should be."""
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"this is not JSON: {error}") from None
    if not isinstance(item, dict) or not {"id", "text"} <= item.keys():
        raise ValueError('this is to be a JSON object with an "id" and a "text"')
    text, title, published = item["text"], item.get("title"), item.get("published")
    if not isinstance(text, str) or not isinstance(title, str | None) or not isinstance(published, str | None):
        raise ValueError('"text", "title" and "published" are to be strings')
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("text holds half a surrogate pair")
    return item["id"], Text(text, title, date.fromisoformat(published) if published else None)


def numbered(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every line of the files, or of stdin, with where it stands."""
    for name in names or ["-"]:
        # Bytes that are no UTF-8 spoil their own line only.
        with open(0 if name == "-" else name, encoding="utf-8", errors="surrogateescape", closefd=name != "-") as file:
            for number, line in enumerate(file, 1):
                yield f"{'line' if name == '-' else name + ':'} {number}", line


def read_lines(names: Sequence[str], out: TextIO, *, several: int = 1) -> int:
    """Write a line of JSON for each line of input, read by several processes if asked. Returns the exit status."""
    lines = Lines(numbered(names))
    with Readers(several) if several > 1 else nullcontext() as readers:
        for reading in readers.read_many(lines) if readers else read_many(lines):
            print(json.dumps({"id": lines.ids.pop(0), **reading.as_json()}), file=out, flush=True)
    return 1 if lines.bad else 0


def processes(text: str) -> int:
    """A number of processes from an argument; `ArgumentTypeError` if it is none."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes: give 1 or more")
    return int(text)


def describe(text: str, reading: Reading) -> Iterator[str]:
    """A reading as lines for people."""
    names = {speaker.key: speaker.name for speaker in reading.speakers}
    for claim in reading.claims:
        who = names.get(claim.speaker or "", "nobody named")
        yield f"{claim.id}  {who} [{words(text, claim.cue) or '–'}] {about(claim)}"
        yield f"    {words(text, claim.content)}"
    for link in reading.rebuttals:
        yield f"{link.rebuttal} answers {link.target}: {link.type}"
    for note in reading.evidence_notes:
        yield f"{note.status} on {', '.join(note.claims) or 'no claim'}: {note.span.of(text)}"


def about(claim: Claim) -> str:
    """Mode, act and what else marks a claim, in brackets."""
    marks = [claim.mode, claim.act, "headline" if claim.headline else "", claim.suggested_status or ""]
    marks += [f"like {claim.restates}" if claim.restates else "", claim.said_on, claim.venue]
    return f"({', '.join(mark for mark in marks if mark)})"


def words(text: str, spans: Spans) -> str:
    """The words of several spans."""
    return " … ".join(" ".join(span.of(text).split()) for span in spans)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction", description="Find attributed statements.")
    parser.add_argument("files", nargs="*", help="articles, or with --jsonl files of JSON lines; without any, stdin")
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line in, one a line out")
    parser.add_argument("--processes", type=processes, default=1, metavar="N", help="with --jsonl: read on N cores")
    options = parser.parse_args(arguments)
    try:
        if options.jsonl:
            return read_lines(options.files, sys.stdout, several=options.processes)
        for name in options.files or ["-"]:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
            for line in describe(text, read(text)):
                print(line)
    except BrokenPipeError:
        # Whoever read our output, `head` say, has had enough; nothing is left to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, UnicodeDecodeError) as error:
        print(f"{error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
