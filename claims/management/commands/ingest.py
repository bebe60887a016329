"""Take in articles from files, folders or standard input, and find their claims."""

import logging
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.ingestion import Refused, read_sources, submissions
from articles.ingestion.files import expected
from articles.models import Submission
from claims.extraction import Readers
from claims.extraction.__main__ import processes
from claims.intake import Intake, Tally

# Where no bar can be drawn, a line this often says how far it is.
SECONDS_BETWEEN_LINES = 10
# Two articles cannot have the same of these.
OF_ONE_ARTICLE = ("url", "headline")


class Command(BaseCommand):
    help = (
        "Take in articles and find their claims. SOURCE is a .txt, .html, .jsonl, .ndjson or .json file (also as .gz), "
        "a folder, or - for standard input. What is here already is not taken twice. Options go before what the "
        "source says."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE")
        parser.add_argument("--url", help="the article's address (one article only)")
        parser.add_argument("--headline", help="the article's headline (one article only)")
        parser.add_argument("--outlet", help="who published it")
        parser.add_argument("--published", metavar="DAY", help="the day of publication, such as 2023-05-04")
        parser.add_argument("--byline", help="who wrote it")
        parser.add_argument(
            "--processes", type=processes, default=1, metavar="N", help="read with so many processes (for archives)"
        )
        parser.add_argument(
            "--no-extract", action="store_true", help="only store; a worker finds the claims (manage.py worker)"
        )

    def handle(self, *, sources: list[str], no_extract: bool, processes: int, verbosity: int, **options: Any) -> None:
        given = self.given(options)
        items = read_sources(sources, given=given)
        if any(name in given for name in OF_ONE_ARTICLE):
            items = self.only_one(items)
        several = Readers(processes) if processes > 1 and not no_extract else nullcontext()
        with (
            Progress(expected(sources), self.stderr.write) as progress,
            quiet("claims.tracking", verbosity < 2),
            several as readers,
        ):
            intake = Intake(extract=not no_extract, readers=readers, complain=progress.say, advance=progress.advance)
            try:
                intake.run(items)
            except KeyboardInterrupt:
                interrupted = True
            else:
                interrupted = False
        self.report(intake.tally, extracted=not no_extract, interrupted=interrupted)

    def given(self, options: dict[str, Any]) -> dict[str, Any]:
        """The fields set by options; a bad one is said once, not for every article."""
        fields = submissions.canonical_names(options)
        try:
            submissions.check_fields(fields)
        except Refused as refusal:
            raise CommandError(f"--{refusal.field}: {refusal.reason}") from refusal
        return fields

    def only_one(self, items: Iterator[Submission | Refused]) -> Iterator[Submission | Refused]:
        first = list(islice(items, 2))
        if len(first) > 1:
            raise CommandError("--url and --headline are for one article, but there are more: leave them out.")
        return chain(first, items)

    def report(self, tally: Tally, *, extracted: bool, interrupted: bool) -> None:
        rows = [
            ("New", tally.new),
            ("Unchanged", tally.unchanged),
            ("New versions", tally.new_versions),
            ("Copies", tally.copies),
            ("Refused", tally.refused),
            *([("Not read", tally.unread)] if tally.unread else []),
            ("Claims found", tally.claims if extracted else "later, by a worker"),
        ]
        for label, number in rows:
            self.stdout.write(f"{label:<14}{number:>8}" if isinstance(number, int) else f"{label:<14}  {number}")
        if interrupted:
            raise CommandError(
                f"Stopped after {tally.taken:,} articles, all of them whole. The same command goes on from here.",
                returncode=130,
            )
        if tally.refused or tally.unread:
            raise CommandError(
                f"{tally.refused + tally.unread:,} of {tally.seen:,} were not taken or not read; the reasons are above."
            )


@contextmanager
def quiet(name: str, asked: bool) -> Iterator[None]:
    """Keep a logger's tracebacks off the screen: what went wrong is said here in a line; -v 2 shows both."""
    logger = logging.getLogger(name)
    disabled, logger.disabled = logger.disabled, asked or logger.disabled
    try:
        yield
    finally:
        logger.disabled = disabled


class Progress:
    """A bar on a terminal; elsewhere, such as in a log, a line now and then."""

    def __init__(self, total: int | None, write: Any) -> None:
        self.write = write
        self.bar = tqdm(total=total, unit=" articles", file=sys.stderr, disable=None, dynamic_ncols=True)
        self.at = 0
        self.said_at = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *exception: object) -> None:
        self.bar.close()

    def advance(self, tally: Tally) -> None:
        self.at += 1
        self.bar.set_postfix(claims=tally.claims, refused=tally.refused, refresh=False)
        self.bar.update()
        if self.bar.disable and time.monotonic() - self.said_at > SECONDS_BETWEEN_LINES:
            of = f" of {self.bar.total:,}" if self.bar.total else ""
            self.write(f"{self.at:,}{of} articles, {tally.refused:,} refused, {tally.claims:,} claims so far")
            self.said_at = time.monotonic()

    def say(self, sentence: str) -> None:
        if self.bar.disable:
            self.write(sentence)
        else:
            self.bar.write(sentence, file=sys.stderr)
