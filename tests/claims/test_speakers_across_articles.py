"""Who is found again in another article, who is not, and whom an editor is asked about."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import tracking
from claims.models import MERGES, Claim, Speaker, SpeakerMatch, SpeakerName, SuggestionState
from claimtrack import locks
from factories import make_claim, make_speaker, make_user, make_version
from readings import ReadingOf

pytestmark = pytest.mark.django_db


def asked_about():
    """The pairs that an editor is asked about, by name."""
    return {(match.left.name, match.right.name) for match in SpeakerMatch.objects.undecided()}


def the_match():
    return SpeakerMatch.objects.get()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Dmitry Peskov", "Dmitri Peskov"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
        ("Joe Biden", "Joseph R. Biden Jr."),
        ("Xi Jinping", "Jinping Xi"),
        ("Bashar al-Assad", "Bashar Assad"),
    ],
)
def test_another_spelling_is_the_same_person_and_nobody_is_asked(first, then):
    speaker = make_speaker(first)
    assert make_speaker(then) == speaker
    assert asked_about() == set()
    assert set(speaker.names.values_list("name", flat=True)) == {first, then}


def test_another_role_is_the_same_person():
    speaker = make_speaker("Ana Ruiz", role="mayor", affiliation="Port Elm")
    assert make_speaker("Ana Ruiz", role="minister", affiliation="the government") == speaker


def test_a_spelling_that_was_seen_once_is_found_at_once():
    make_speaker("Dmitry Peskov")
    make_speaker("Dmitri Peskov")
    with CaptureQueriesContext(connection) as captured:
        make_speaker("Dmitri Peskov")
    assert len(captured) == 1


def test_people_who_share_a_surname_are_two_and_nobody_is_asked():
    make_speaker("Bill Clinton")
    make_speaker("Hillary Clinton")
    assert asked_about() == set()
    assert Speaker.objects.count() == 2


def test_a_doubt_makes_a_new_speaker_and_asks_an_editor():
    full, short = make_speaker("John Smith"), make_speaker("J. Smith")
    assert full != short
    match = the_match()
    assert (match.left, match.right, match.state) == (full, short, "suggested")
    assert "initial" in match.reason


def test_a_name_that_fits_two_people_is_neither_of_them():
    make_speaker("George H. W. Bush")
    make_speaker("George W. Bush")
    bush = make_speaker("George Bush")
    assert SpeakerMatch.objects.filter(right=bush).count() == 2


def test_a_person_and_a_body_of_one_name_are_two():
    assert make_speaker("Lloyd George") != make_speaker("Lloyd George", "organisation")
    assert asked_about() == set()


@pytest.mark.parametrize(
    ("first", "then", "kind", "other_kind"),
    [
        ("United Nations", "UN", "organisation", "organisation"),
        ("U.N", "the United Nations", "organisation", "organisation"),
        ("Reuters", "Reuters news agency", "organisation", "government"),
        ("Kremlin", "the Kremlin", "government", "government"),
        ("US", "United States", "government", "government"),
    ],
)
def test_a_body_is_found_by_its_long_and_its_short_name(first, then, kind, other_kind):
    speaker = make_speaker(first, kind)
    assert make_speaker(then, other_kind) == speaker
    assert make_speaker(then, other_kind) == speaker


def test_letters_that_an_article_explains_are_known_from_then_on():
    board = make_speaker("Port Elm Harbour Board", "organisation", aliases=["PEHB"])
    assert make_speaker("PEHB", "organisation") == board


def test_letters_that_nobody_explained_are_for_an_editor():
    make_speaker("Port Elm Harbour Board", "organisation")
    make_speaker("PEHB", "organisation")
    assert asked_about() == {("Port Elm Harbour Board", "PEHB")}


def test_ministries_of_two_countries_are_two():
    russian = make_speaker("Foreign Ministry", "government", part_of="Russia")
    assert make_speaker("Foreign Ministry", "government", part_of="Ukraine") != russian
    assert make_speaker("Russian Foreign Ministry", "government", part_of="Russia") == russian


def test_a_ministry_of_no_country_stays_with_its_article():
    here, there = make_version().article, make_version().article
    one = make_speaker("Defence Ministry", "government", article=here)
    assert one != make_speaker("Defence Ministry", "government", article=there)
    assert one == make_speaker("Defence Ministry", "government", article=here)


def test_a_surname_with_the_same_role_and_affiliation_is_for_an_editor():
    full = make_speaker("Hillary Clinton")
    make_claim(speaker=full, role="senator", affiliation="New York")
    article = make_version().article
    make_speaker("Clinton", article=article, role="Senator", affiliation="New York")
    assert asked_about() == {("Hillary Clinton", "Clinton")}
    assert "both are called Senator, New York" in the_match().reason


@pytest.mark.parametrize(("role", "affiliation"), [("governor", "New York"), ("senator", "Ohio"), ("", "")])
def test_a_surname_with_another_role_or_none_asks_nobody(role, affiliation):
    make_claim(speaker=make_speaker("Hillary Clinton"), role="senator", affiliation="New York")
    make_speaker("Clinton", article=make_version().article, role=role, affiliation=affiliation)
    assert asked_about() == set()


def test_a_full_name_is_compared_with_the_surnames_of_earlier_articles():
    version = make_version()
    make_claim(version, speaker=make_speaker("Clinton", article=version.article), role="senator")
    make_speaker("Hillary Clinton", role="senator")
    assert asked_about() == {("Clinton", "Hillary Clinton")}


def test_of_a_surname_only_those_are_asked_about_who_are_mostly_called_that():
    version = make_version()
    for _ in range(3):
        make_claim(version, speaker=make_speaker("Barack Obama"), role="president")
    make_claim(version, speaker=make_speaker("Michelle Obama"), role="president")
    make_speaker("Obama", article=make_version().article, role="President")
    assert asked_about() == {("Barack Obama", "Obama")}


def test_an_editor_is_asked_about_the_likeliest_few_only():
    for name in ("Jack", "Joan", "Jeff", "Jill", "Jane", "Jude", "Joel"):
        make_speaker(f"{name} Smith")
    make_speaker("J. Smith")
    assert SpeakerMatch.objects.count() == 5


def test_the_number_of_queries_does_not_grow_with_namesakes():
    def queries(name):
        with CaptureQueriesContext(connection) as captured:
            make_speaker(name, role="engineer")
        return len(captured)

    make_speaker("Anna Berger")
    few = queries("A. Berger")
    for given in ("Bruno", "Carla", "Doris", "Emil", "Frieda", "Gustav"):
        make_speaker(f"{given} Berger")
    assert queries("B. Berger") == few


def test_tracking_asks_within_its_transaction_and_asks_once(monkeypatch):
    make_claim(speaker=make_speaker("Anna Ruiz-Vidal"))
    version = make_version("Ana Ruiz said the bridge is safe.")
    reading = ReadingOf(version.text).says("ruiz", "the bridge is safe").done()
    make_speaker("A. Ruiz")
    before = asked_about()

    def fail(self):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(tracking._Writer, "_write_notes", fail)
        with pytest.raises(RuntimeError):
            tracking.track(version, reading=reading)
    assert asked_about() == before

    for _ in range(2):
        tracking.track(version, reading=reading)
    assert asked_about() == before | {("A. Ruiz", "Ana Ruiz")}


@pytest.fixture
def editor():
    return make_user()


# Speakers from before names were compared.


@pytest.fixture
def as_before():
    """Two of one name who were never compared."""
    make_speaker("Dmitry Peskov")
    old = Speaker.objects.create(name="Dmitri Peskov", slug="dmitri-peskov", kind="person")
    old.decidedly_called("Dmitri Peskov")
    make_speaker("Ana Ruiz")
    return old


def test_an_archive_is_looked_through_once(as_before, capsys):
    for _ in range(2):
        call_command("match_speakers")
    assert asked_about() == {("Dmitry Peskov", "Dmitri Peskov")}
    assert the_match().reason == "The names agree."
    assert capsys.readouterr().out.splitlines() == [
        "New pairs on the editors' list: 1",
        "New pairs on the editors' list: 0",
    ]


def test_a_no_is_not_asked_again(as_before, editor):
    call_command("match_speakers")
    the_match().decide(SuggestionState.REJECTED, by=editor)
    call_command("match_speakers")
    assert asked_about() == set()


# Several processes at once.


def in_threads(*calls):
    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_workers_that_read_several_spellings_at_once_make_one_speaker():
    spellings = ("Dmitry Peskov", "Dmitri Peskov", "Dmitriy Peskov", "Dmitry S. Peskov")
    made = in_threads(*[partial(make_speaker, spelling) for spelling in spellings])
    assert len({speaker.pk for speaker in made}) == 1
    assert SpeakerName.objects.filter(decides=True).count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_merge_waits_for_the_reading_that_found_the_speaker():
    gone, heir = make_speaker("Ana Ruiz"), make_speaker("A. Ruiz")
    found = threading.Event()

    def read():
        with transaction.atomic():
            locks.hold(MERGES, shared=True)
            speaker = make_speaker("Ana Ruiz")
            found.set()
            time.sleep(0.2)
            make_claim(speaker=speaker)

    def merge():
        found.wait(10)
        gone.merge_into(heir, by=make_user())

    in_threads(read, merge)
    assert Claim.objects.get().speaker == heir
