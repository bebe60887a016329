"""What is the same article, what a new version, and what a copy."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from articles.models import Article, ArticleVersion, Extraction, Outcome, Outlet, Submission

pytestmark = pytest.mark.django_db

BODY = "Ana Ruiz said the bridge is safe."
URL = "https://packet.example/bridge"


def take(text=BODY, **fields):
    return Article.objects.take(Submission(text=text, **fields))


def test_the_same_text_under_the_same_address_is_one_article():
    first, _ = take(url=URL, outlet="The Packet")
    second, outcome = take(url=URL, outlet="The Packet")

    assert (second, outcome) == (first, Outcome.UNCHANGED)
    assert Article.objects.count() == ArticleVersion.objects.count() == 1


def test_another_text_under_the_same_address_is_a_new_version_and_the_old_one_stays():
    old, _ = take(url=URL, headline="Bridge safe", byline="Joss Penhallick", published_on=date(2024, 3, 7))
    new, outcome = take("She said it is not.", url=URL, headline="Bridge not safe")

    old.refresh_from_db()
    article = new.article
    article.refresh_from_db()
    assert outcome == Outcome.NEW_VERSION
    assert (old.text, old.is_current, new.number, new.is_current) == (BODY, False, 2, True)
    # The new edition says its headline; what it does not say stays.
    assert (article.headline, article.byline, article.published_on) == (
        "Bridge not safe",
        "Joss Penhallick",
        date(2024, 3, 7),
    )


def test_a_text_that_returns_is_a_version_of_its_own():
    for text, outcome in [(BODY, Outcome.NEW), ("Other.", Outcome.NEW_VERSION), (BODY, Outcome.NEW_VERSION)]:
        assert take(text, url=URL)[1] == outcome

    assert list(ArticleVersion.objects.values_list("number", "text", "is_current")) == [
        (1, BODY, False),
        (2, "Other.", False),
        (3, BODY, True),
    ]


@pytest.mark.parametrize("outlet", ["The Packet", "the  packet", ""])
def test_without_an_address_the_same_text_of_the_same_outlet_is_one_article(outlet):
    take(outlet="The Packet" if outlet else "")

    assert take(outlet=outlet)[1] == Outcome.UNCHANGED


def test_the_same_text_elsewhere_is_a_copy_that_is_not_read():
    first, _ = take(url=URL, outlet="The Packet")
    version, outcome = take(url="https://brass.example/bridge", outlet="The Brass")
    third, _ = take(outlet="The Courier")

    assert outcome == Outcome.COPY
    assert version.article.copy_of == third.article.copy_of == first.article
    assert (first.extraction, version.extraction) == (Extraction.PENDING, Extraction.COPIED)
    assert version.article.original == first.article


def test_when_an_original_changes_its_first_copy_is_the_original_of_the_rest():
    take(url=URL)
    heir, _ = take(url="https://brass.example/bridge")
    other, _ = take(url="https://courier.example/bridge")

    take("She said it is not.", url=URL)

    heir.refresh_from_db()
    other.refresh_from_db()
    assert (heir.article.copy_of, heir.extraction) == (None, Extraction.PENDING)
    assert (other.article.copy_of, other.extraction) == (heir.article, Extraction.COPIED)


def test_a_copy_that_changes_stands_on_its_own():
    take(url=URL)
    take(url="https://brass.example/bridge")
    version, outcome = take("She said it is not.", url="https://brass.example/bridge")

    assert outcome == Outcome.NEW_VERSION
    assert (version.article.copy_of, version.extraction) == (None, Extraction.PENDING)


def test_an_old_text_is_nobodys_original():
    take(url=URL)
    take("She said it is not.", url=URL)

    assert take(url="https://brass.example/bridge")[1] == Outcome.NEW


@pytest.mark.parametrize(("field", "value"), [("text", "Other."), ("sha256", "0" * 64), ("number", 7)])
def test_the_database_keeps_a_text_as_it_was_seen(field, value):
    version, _ = take(url=URL)

    with pytest.raises(DatabaseError, match="update"), transaction.atomic():
        ArticleVersion.objects.filter(pk=version.pk).update(**{field: value})


def test_an_outlet_is_known_by_its_name_whatever_its_capitals():
    one, two = Outlet.objects.named("The Packet"), Outlet.objects.named(" the PACKET ")
    other = Outlet.objects.named("The Packet!")

    assert one == two
    assert (one.slug, other.slug) == ("the-packet", "the-packet-2")


def at_once(*submissions):
    """Take these in threads that begin together; returns the outcomes, or the errors."""
    barrier = threading.Barrier(len(submissions))
    results = []

    def work(submission):
        barrier.wait()
        try:
            results.append(Article.objects.take(submission)[1])
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(submission,)) for submission in submissions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return sorted(results, key=str)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("url", [URL, ""])
def test_taken_twice_at_once_it_is_one_article(url):
    same = Submission(text=BODY, url=url)

    assert at_once(same, same, same) == [Outcome.NEW, Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_texts_for_one_address_at_once_are_two_versions():
    assert at_once(Submission(text=BODY, url=URL), Submission(text="Other.", url=URL)) == [
        Outcome.NEW,
        Outcome.NEW_VERSION,
    ]


@pytest.mark.django_db(transaction=True)
def test_two_articles_of_a_new_outlet_at_once_share_it():
    many = [Submission(text=f"{BODY} {number}", outlet="The Packet") for number in range(4)]

    assert at_once(*many) == [Outcome.NEW] * 4
    assert Outlet.objects.count() == 1


@pytest.mark.django_db
def test_a_new_version_that_is_another_articles_text_becomes_its_copy():
    first, _ = Article.objects.take(Submission(text=BODY, url="https://packet.example/first"))
    Article.objects.take(Submission(text="Something else.", url=URL))

    version, outcome = Article.objects.take(Submission(text=BODY, url=URL))

    assert outcome == Outcome.NEW_VERSION
    assert version.article.copy_of == first.article
    assert version.extraction == Extraction.COPIED
