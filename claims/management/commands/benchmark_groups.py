"""How long it takes to look for a claim in a large archive: in a database of its own, which is dropped afterwards."""

import random
import re
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import batched, chain
from statistics import mean, median, quantiles
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from articles.ingestion import read_sources
from articles.models import Article, ArticleVersion, Outlet, Submission
from claims import grouping, tracking
from claims.extraction.reading import Claim as Found
from claims.extraction.reading import Reading, TextSpan
from claims.extraction.reading import Speaker as FoundSpeaker
from claims.models import Claim, ClaimGroup, ClaimVector, GroupMember, Speaker
from claims.models.claim_vectors import digest_of
from claims.sameness import CANDIDATE
from claims.sameness.vectors import vectors_of

CLAIMS_AN_ARTICLE = 20
NEW_CLAIMS_AN_ARTICLE = 10
INDEX = "claim_vector_near"
_SUBJECTS = (
    "the council, the port, the ministry, the club, the hospital, the union, the company, the army, the bank, the dam, "
    "the bridge, the harbour, the factory, the school, the airline, the budget, the ceasefire, the vaccine, "
    "the pipeline, the border, the embassy, the parliament, the railway, the stadium, the refinery, the fishing fleet"
).split(", ")
_VERBS = (
    "will close, has opened, rejected, approved, delayed, damaged, warned about, paid for, did not pay for, lost, won, "
    "investigated, hid, published, promised, ended, began, doubled, halved, repaired, sold, bought, banned, allowed"
).split(", ")
_OBJECTS = (
    "the roof, a loan, the report, new taxes, the election, two tankers, the talks, the main road, "
    "school meals, the drone attack, the clean-up, the treaty, pensions, the spill, the tender, public transport, the "
    "reservoir, arms exports, the strike, wages, the evacuation, flood defences, the court case, the merger, visas"
).split(", ")
_PLACES = "Oslo, Kyiv, Port Elm, Moscow, Quennick, Lima, Harrowmere, Berlin, Cairo, Delhi, Nairobi, Leeds".split(", ")


class Command(BaseCommand):
    help = (
        "Fill a database of its own with claims, take in articles, and show how long the search for the same claim "
        "takes for each of theirs, beside the query plans. The database is dropped at the end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, default=100_000, metavar="N", help="in the archive (%(default)s)")
        parser.add_argument("--articles", type=int, default=1_000, metavar="N", help="to take in (%(default)s)")
        parser.add_argument("--speakers", type=int, default=5_000, metavar="N", help="who say it all (%(default)s)")
        parser.add_argument(
            "--texts", metavar="SOURCE", help="take sentences from articles that `ingest` reads, as far as they go"
        )
        parser.add_argument("--goal", type=float, default=20.0, metavar="MS", help="milliseconds a claim (%(default)s)")

    def handle(
        self, *, claims: int, articles: int, speakers: int, texts: str | None, goal: float, **options: Any
    ) -> None:
        before = connection.settings_dict["NAME"]
        connection.settings_dict.setdefault("TEST", {})["NAME"] = f"{before}_benchmark"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self.chance = random.Random(7)
            self.sentences = chain(written(texts) if texts else (), invented(self.chance))
            self.fill(claims, speakers)
            times, found = self.ingest(articles)
            self.plans()
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
        hundredths = quantiles(times, n=100)
        self.stdout.write(f"Suggestions for {found:,} claims of {articles:,} articles, in ms a claim, by article:")
        self.stdout.write(
            f"  mean {mean(times):.1f}   median {median(times):.1f}   95th {hundredths[94]:.1f}   "
            f"99th {hundredths[98]:.1f}   longest {max(times):.1f}"
        )
        if mean(times) > goal:
            raise CommandError(f"Slower than {goal:g} ms a claim.")

    def fill(self, claims: int, speakers: int) -> None:
        """The archive: articles of 20 claims, some speakers with very many of them."""
        began = time.perf_counter()
        outlets = [Outlet.objects.named(f"Outlet {n}") for n in range(40)]
        people = Speaker.objects.bulk_create(
            Speaker(name=f"Given{n} Surname{n}", slug=f"speaker-{n}", kind="person") for n in range(speakers)
        )
        for person in people:
            person.decidedly_called(person.name)
        weights = [1 / (n + 1) ** 0.8 for n in range(speakers)]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {INDEX}")
        for numbers in batched(range(claims // CLAIMS_AN_ARTICLE), 100):
            with transaction.atomic():
                rows = list(chain.from_iterable(self.article(n, outlets, people, weights) for n in numbers))
                Claim.objects.bulk_create(rows)
                vectors = vectors_of([row.words for row in rows])
                ClaimVector.objects.bulk_create(
                    ClaimVector(claim=row, embedding=vector, speaker_id=row.speaker_id, digest=digest_of(row.words))
                    for row, vector in zip(rows, vectors, strict=True)
                )
        filled = time.perf_counter()
        index = next(each for each in ClaimVector._meta.indexes if each.name == INDEX)
        with connection.schema_editor() as editor:
            editor.add_index(ClaimVector, index)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(
            f"Archive: {Claim.objects.count():,} claims by {speakers:,} speakers in {filled - began:.0f} s, "
            f"index in {time.perf_counter() - filled:.0f} s"
        )

    def article(self, n: int, outlets: Any, people: Any, weights: Any) -> Iterator[Claim]:
        """A version with its claims, not yet saved."""
        said = [next(self.sentences) for _ in range(CLAIMS_AN_ARTICLE)]
        text = f"Report {n}\n\n" + "\n".join(f"Somebody said {words}." for words in said)
        day = date(2020, 1, 1) + timedelta(days=n % 1500)
        outlet = outlets[n % len(outlets)]
        article = Article.objects.create(headline=f"Report {n}", outlet=outlet, published_on=day)
        version = ArticleVersion.objects.create(
            article=article, number=1, text=text, sha256=f"{n:064x}", extraction="done"
        )
        for words, speaker in zip(said, self.chance.choices(people, weights, k=len(said)), strict=True):
            start = text.index(words)
            yield Claim(
                version=version,
                speaker=speaker,
                content_spans=[[start, start + len(words)]],
                start=start,
                end=start + len(words),
                words=words,
                cue="said",
                mode="indirect",
            )

    def ingest(self, articles: int) -> tuple[list[float], int]:
        """Take in articles, a third of whose claims are in the archive; milliseconds a claim for each, and claims."""
        spent: list[float] = []
        group = grouping.group

        def timed(version: ArticleVersion, twins: Any = ()) -> None:
            began = time.perf_counter()
            group(version, twins)
            spent.append((time.perf_counter() - began) * 1000 / NEW_CLAIMS_AN_ARTICLE)

        grouping.group = timed
        began, before = time.perf_counter(), Claim.objects.count()
        archive = list(Claim.objects.order_by("?").values_list("words", "speaker__name")[: articles * 4])
        try:
            for n in range(articles):
                told = [
                    archive.pop()
                    if self.chance.random() < 0.33 and archive
                    else (next(self.sentences), f"Given{n} Surname{n}")
                    for _ in range(NEW_CLAIMS_AN_ARTICLE)
                ]
                self.take(n, told)
        finally:
            grouping.group = group
        self.stdout.write(
            f"Taken in: {articles:,} articles in {time.perf_counter() - began:.0f} s (without reading their text), "
            f"{ClaimGroup.objects.count():,} groups, {GroupMember.objects.count():,} members"
        )
        return spent, Claim.objects.count() - before

    def take(self, n: int, told: list[tuple[str, str]]) -> None:
        text = f"News {n}\n\n" + "\n".join(f"{name} claimed {words}." for words, name in told)
        day = date(2024, 3, 1)
        version, _ = Article.objects.take(
            Submission(
                text=text, headline=f"News {n}", outlet="Outlet 1", published_on=day, url=f"https://o.example/{n}"
            )
        )
        text, at, claims = version.text, 0, []
        for number, (words, name) in enumerate(told):
            at = text.index(words, at)
            span = (TextSpan(at, at + len(words)),)
            claims.append(Found(id=f"c{number}", attribution=f"a{number}", content=span, mode="indirect", speaker=name))
        speakers = tuple(FoundSpeaker(key=name, name=name, kind="person") for name in dict.fromkeys(n for _, n in told))
        tracking.track(version, reading=Reading(speakers=speakers, claims=tuple(claims)))

    def plans(self) -> None:
        """What the database does for the claims of one article."""
        version = ArticleVersion.objects.latest("pk")
        claims = list(Claim.objects.filter(version=version).values_list("pk", flat=True))
        with transaction.atomic():
            plan = ClaimVector.objects.plan(claims, article=version.article_id, least=CANDIDATE)
        self.stdout.write(f"The query for the {len(claims)} claims of one article:")
        for line in plan.splitlines():
            self.stdout.write(f"  {line}")


def invented(chance: random.Random) -> Iterator[str]:
    """Sentences from a small vocabulary, with a number each, so that many are alike and few the same."""
    while True:
        number = chance.randint(2, 9000)
        yield (
            f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)} and "
            f"{chance.choice(_OBJECTS)} "
            f"in {chance.choice(_PLACES)}, {number} {chance.choice(['people', 'tonnes', 'litres', 'pounds'])} in all"
        )


def written(source: str) -> Iterator[str]:
    """The sentences of the articles in a file or folder, without their stops."""
    seen: set[str] = set()
    for item in read_sources([source]):
        text = " ".join(item.text.split()) if isinstance(item, Submission) else ""
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text):
            words = sentence.rstrip(".!?")
            if 5 <= len(words.split()) <= 40 and words not in seen:
                seen.add(words)
                yield words
