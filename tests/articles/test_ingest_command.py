"""`manage.py ingest`: what it stores, what it says, and how it ends."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ArticleVersion, Extraction
from claims import extraction, intake
from claims.models import Claim
from readings import ReadingOf

pytestmark = pytest.mark.django_db


def text(number: int = 1) -> str:
    return f"Report number {number}\n\nAna Ruiz said the bridge is safe and sound, and that was all of day {number}."


@pytest.fixture
def read_by_hand(monkeypatch):
    """Readings without a language model: in every text Ana Ruiz says the same. Keeps what it was asked to read."""
    asked = []

    def read_many(texts):
        for one in texts:
            asked.append(one)
            if "BROKEN" in one.text:
                raise RuntimeError("no reading")
            yield ReadingOf(one.text).says("ruiz", "the bridge is safe and sound").done()

    monkeypatch.setattr(extraction, "read_many", read_many)
    return asked


class Result:
    def __init__(self, out: str, said: str, error: CommandError | None) -> None:
        self.said = said
        self.error = error
        rows = (line.rsplit(maxsplit=1) for line in out.splitlines())
        self.table = {label: int(number) for label, number in rows if number.isdecimal()}


def ingest(*sources, **options) -> Result:
    out, err, error = io.StringIO(), io.StringIO(), None
    try:
        call_command("ingest", *map(str, sources), stdout=out, stderr=err, **options)
    except CommandError as raised:
        error = raised
    return Result(out.getvalue(), err.getvalue(), error)


def test_articles_are_stored_and_read_and_counted(tmp_path, read_by_hand):
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"Outlet: The Packet\nPublished: 2024-03-07\n\n{text(number)}")

    result = ingest(tmp_path)

    assert result.error is None
    assert result.table == {
        "New": 2,
        "Unchanged": 0,
        "New versions": 0,
        "Copies": 0,
        "Refused": 0,
        "Claims found": 2,
    }
    assert Claim.objects.count() == 2
    assert [(one.title, str(one.published)) for one in read_by_hand] == [
        ("Report number 1", "2024-03-07"),
        ("Report number 2", "2024-03-07"),
    ]


def test_a_second_run_reads_nothing(tmp_path, read_by_hand):
    (tmp_path / "a.txt").write_text(text())
    ingest(tmp_path)
    read_by_hand.clear()

    result = ingest(tmp_path)

    assert (result.table["New"], result.table["Unchanged"], result.table["Claims found"]) == (0, 1, 0)
    assert read_by_hand == []


def test_what_was_stored_and_not_read_is_read_the_next_time(tmp_path, read_by_hand):
    (tmp_path / "a.txt").write_text(text())
    ingest(tmp_path, no_extract=True)
    ArticleVersion.objects.update(extraction=Extraction.PENDING)
    Claim.objects.all().delete()
    read_by_hand.clear()

    result = ingest(tmp_path)

    assert (result.table["Unchanged"], result.table["Claims found"]) == (1, 1)
    assert len(read_by_hand) == 1


def test_without_extraction_a_worker_is_asked(tmp_path, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(extraction, "read_many", None)
    (tmp_path / "a.txt").write_text(text())

    assert ingest(tmp_path, no_extract=True).error is None
    version = ArticleVersion.objects.get()
    assert version.extraction == Extraction.PENDING
    assert version.extraction_requested_at is not None


def test_versions_and_copies_are_counted_and_the_copy_that_is_left_is_read(tmp_path, read_by_hand):
    lines = [
        {"text": text(1), "url": "https://packet.example/1", "outlet": "The Packet"},
        {"text": text(1), "url": "https://brass.example/1", "outlet": "The Brass"},
        {"text": text(2), "url": "https://packet.example/1", "outlet": "The Packet"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))

    result = ingest(tmp_path / "a.jsonl")

    assert (result.table["New"], result.table["Copies"], result.table["New versions"]) == (1, 1, 1)
    assert not ArticleVersion.objects.exclude(extraction=Extraction.DONE).exists()
    assert {claim.version.article.outlet.name for claim in Claim.objects.all()} == {"The Packet", "The Brass"}


def test_what_is_refused_is_named_and_the_rest_goes_on(tmp_path, read_by_hand):
    (tmp_path / "a.jsonl").write_text(f"{json.dumps({'text': text(1)})}\n{{broken\n{json.dumps({'text': text(2)})}")
    (tmp_path / "b.txt").write_bytes(b"\x93")

    result = ingest(tmp_path, tmp_path / "gone.txt")

    assert (result.table["New"], result.table["Refused"]) == (2, 3)
    assert "a.jsonl, line 2: This is not valid JSON" in result.said
    assert "b.txt: This is not UTF-8: byte 1 (0x93)" in result.said
    assert "gone.txt: There is no such file" in result.said
    assert result.error is not None
    assert (result.error.returncode, "3 of 5" in str(result.error)) == (1, True)


def test_a_text_that_cannot_be_read_spoils_no_other(tmp_path, read_by_hand, caplog):
    lines = [{"text": text(1)}, {"text": f"BROKEN {text(2)}"}, {"text": text(3)}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))

    result = ingest(tmp_path / "a.jsonl")

    assert (result.table["New"], result.table["Not read"], result.table["Claims found"]) == (3, 1, 2)
    assert "Stored but not read" in result.said
    assert "no reading" in result.said
    assert result.error is not None
    broken = ArticleVersion.objects.get(text__startswith="BROKEN")
    assert (broken.extraction, broken.extraction_tries) == (Extraction.PENDING, 1)


def test_an_interruption_leaves_whole_articles_and_says_how_far_it_came(tmp_path, read_by_hand, monkeypatch):
    monkeypatch.setattr(intake, "BATCH_ARTICLES", 2)
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text(number)}) for number in range(6)))
    take, taken = Article.objects.take, []

    def take_until_interrupted(submission):
        if len(taken) == 3:
            raise KeyboardInterrupt
        taken.append(take(submission))
        return taken[-1]

    monkeypatch.setattr(Article.objects, "take", take_until_interrupted)
    stopped = ingest(tmp_path / "a.jsonl")
    monkeypatch.undo()

    assert stopped.error is not None
    assert stopped.error.returncode == 130
    assert "Stopped after 3 articles" in str(stopped.error)
    assert (Article.objects.count(), Claim.objects.count()) == (3, 2)


def test_options_describe_the_article(tmp_path, read_by_hand):
    (tmp_path / "a.txt").write_text(text().partition("\n\n")[2])

    options = {"headline": "Bridge safe", "outlet": "The Packet", "published": "4 May 2023", "byline": "Joss"}
    ingest(tmp_path / "a.txt", url="https://packet.example/a#top", **options)

    article = Article.objects.get()
    assert (article.headline, article.outlet.name, article.byline) == ("Bridge safe", "The Packet", "Joss")
    assert (article.url, str(article.published_on)) == ("https://packet.example/a", "2023-05-04")
    assert article.current_version.text.startswith("Bridge safe\n\nAna Ruiz")


def test_an_address_or_headline_is_for_one_article_only(tmp_path, read_by_hand):
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(text(number))

    assert "for one article" in str(ingest(tmp_path, url="https://packet.example/a").error)
    assert Article.objects.count() == 0


@pytest.mark.parametrize(("option", "value"), [("url", "packet"), ("published", "soon"), ("outlet", "x" * 201)])
def test_a_bad_option_is_said_before_anything_is_stored(tmp_path, option, value):
    (tmp_path / "a.txt").write_text(text())

    assert str(ingest(tmp_path, **{option: value}).error).startswith(f"--{option}: ")
    assert Article.objects.count() == 0


def test_standard_input_is_a_source(monkeypatch, read_by_hand):
    data = io.BufferedReader(io.BytesIO(json.dumps({"text": text()}).encode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))

    assert ingest("-").table["New"] == 1


def test_queries_are_not_hoarded_in_debug_mode(tmp_path, read_by_hand, settings):
    from django.db import connection

    settings.DEBUG = True
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text(number)}) for number in range(20)))

    ingest(tmp_path / "a.jsonl")

    assert len(connection.queries) < 10


def test_the_sample_articles_go_through_the_whole_pipeline():
    result = ingest("fixtures/articles")

    assert result.error is None, result.said
    assert result.table["New"] == 10
    assert result.table["Claims found"] > 60
    claim = Claim.objects.filter(speaker__name__contains="Peskov", version__article__outlet__name__contains="Fennimore")
    assert claim.filter(words__contains="decisions on such actions").exists()
    for claim in Claim.objects.select_related("version"):
        assert claim.words == " … ".join(claim.version.text[start:end] for start, end in claim.content_spans)


def test_an_archive_may_be_read_by_several_processes(tmp_path):
    for number in (1, 2, 3):
        (tmp_path / f"{number}.txt").write_text(text(number))

    result = ingest(tmp_path, processes=2)

    assert result.error is None
    assert result.table["New"] == 3
    assert result.table["Claims found"] == Claim.objects.count() == 3
