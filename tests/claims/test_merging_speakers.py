"""What an editor answers to whether two speakers are one, and what becomes of the two."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import tracking
from claims.models import Claim, Speaker, SpeakerMatch, SuggestionState
from factories import make_claim, make_speaker, make_user, make_version
from readings import ReadingOf

pytestmark = pytest.mark.django_db


def the_match():
    return SpeakerMatch.objects.get()


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def doubt():
    """A question about two speakers who have a claim each."""
    make_claim(speaker=make_speaker("John Smith", aliases=["Smith"]), role="mayor")
    make_claim(speaker=make_speaker("J. Smith"), role="engineer")
    return the_match()


def test_the_same_speaker_takes_over_claims_names_and_parts(doubt, editor):
    part = make_speaker("Smith campaign", "organisation")
    part.part_of = doubt.right
    part.save()
    doubt.decide(SuggestionState.CONFIRMED, by=editor)

    left, right = Speaker.objects.get(pk=doubt.left_id), Speaker.objects.get(pk=doubt.right_id)
    assert right.merged_into == left
    assert set(left.claims.values_list("role", flat=True)) == {"mayor", "engineer"}
    assert set(left.names.values_list("name", flat=True)) == {"John Smith", "Smith", "J. Smith"}
    assert left.parts.get() == part
    assert make_speaker("J. Smith") == left


def test_a_claim_that_moves_is_news_to_whoever_pulls_changes(doubt, editor):
    claim = Claim.objects.get(role="engineer")
    doubt.decide(SuggestionState.CONFIRMED, by=editor)
    assert Claim.objects.get(pk=claim.pk).updated_at > claim.updated_at


def test_the_history_tells_what_was_whose(doubt, editor):
    claim = Claim.objects.get(role="engineer")
    doubt.decide(SuggestionState.CONFIRMED, by=editor)
    events = apps.get_model("claims", "ClaimEvent").objects.filter(pgh_obj=claim).order_by("pgh_id")
    assert list(events.values_list("speaker", flat=True)) == [doubt.right_id, doubt.left_id]
    merge = events.last().pgh_context.metadata
    assert (merge["merged_speaker"], merge["into_speaker"]) == (doubt.right_id, doubt.left_id)
    assert set(doubt.right.names.values_list("name", flat=True)) == {"J. Smith"}


def test_a_later_reading_finds_the_moved_claims_where_they_went(editor):
    make_speaker("A. Ruiz")
    version = make_version("Ana Ruiz said the bridge is safe.")
    reading = ReadingOf(version.text).says("ruiz", "the bridge is safe").done()
    tracking.track(version, reading=reading)
    the_match().decide(SuggestionState.CONFIRMED, by=editor)

    again = tracking.track(version, reading=reading)

    assert (again.created, again.superseded) == (0, 0)
    assert Claim.objects.get().speaker.name == "A. Ruiz"


def test_not_the_same_leaves_both_and_is_remembered(doubt, editor):
    doubt.decide(SuggestionState.REJECTED, by=editor)
    assert not Speaker.objects.exclude(merged_into=None).exists()
    SpeakerMatch.objects.suggest(doubt.right, Speaker.objects.alike(doubt.right.as_named()))
    assert the_match().state == SuggestionState.REJECTED
    assert (the_match().decided_by, the_match().decided_at is not None) == (editor, True)


def test_an_editor_may_think_better_of_a_no_but_a_merge_stands(doubt, editor):
    doubt.decide(SuggestionState.REJECTED, by=editor)
    doubt.decide(SuggestionState.CONFIRMED, by=editor)
    doubt.decide(SuggestionState.CONFIRMED, by=make_user())
    assert the_match().decided_by == editor
    with pytest.raises(ValidationError, match="were merged"):
        doubt.decide(SuggestionState.REJECTED, by=editor)


def test_a_full_name_inherits_from_a_surname_whichever_was_first(editor):
    version = make_version()
    make_claim(version, speaker=make_speaker("Clinton", article=version.article), role="senator")
    full = make_speaker("Hillary Clinton", role="senator")
    the_match().decide(SuggestionState.CONFIRMED, by=editor)
    assert Claim.objects.get().speaker == full
    assert make_speaker("Clinton", article=version.article) == full
    assert make_speaker("Clinton", article=make_version().article) != full


def test_two_surnames_that_are_one_belong_to_no_article_alone(editor):
    here, there = make_version(), make_version()
    one, other = (make_speaker("Clinton", article=version.article) for version in (here, there))
    make_claim(here, speaker=one)
    other.merge_into(one, by=editor)
    assert Speaker.objects.get(pk=one.pk).article is None
    assert make_speaker("Clinton", article=here.article) == make_speaker("Clinton", article=there.article) == one


def test_a_no_of_who_inherits_answers_the_question_about_who_is_gone(editor):
    jack, short, john = make_speaker("Jack Smith"), make_speaker("J. Smith"), make_speaker("Jon Q. Smith")
    SpeakerMatch.objects.get(left=jack, right=short).decide(SuggestionState.REJECTED, by=editor)
    john.merge_into(short, by=editor)
    assert not SpeakerMatch.objects.filter(left=jack).undecided().exists()


def test_a_no_about_who_is_gone_holds_for_who_inherits(editor):
    jack, short, john = make_speaker("Jack Smith"), make_speaker("J. Smith"), make_speaker("Jon Q. Smith")
    SpeakerMatch.objects.get(left=jack, right=john).decide(SuggestionState.REJECTED, by=editor)
    john.merge_into(short, by=editor)
    match = SpeakerMatch.objects.get(left=jack, right=short)
    assert (match.state, match.decided_by) == ("rejected", editor)


def test_a_question_about_one_who_is_gone_is_asked_about_who_inherits(editor):
    jack, jill, short = make_speaker("Jack Smith"), make_speaker("Jill Smith"), make_speaker("J. Smith")
    heir = make_speaker("Wholly Different")
    short.merge_into(heir, by=editor)
    pairs = set(SpeakerMatch.objects.undecided().values_list("left", "right"))
    assert pairs == {(jack.pk, heir.pk), (jill.pk, heir.pk)}


@pytest.mark.parametrize(
    ("gone", "heir", "problem"),
    [
        (("Ana Ruiz", "person"), ("Ana Ruiz", "person"), "into itself"),
        (("Ana Ruiz", "person"), ("Port Elm", "government"), "person and a body"),
    ],
)
def test_what_cannot_be_one_is_refused(gone, heir, problem, editor):
    with pytest.raises(ValidationError, match=problem):
        make_speaker(*gone).merge_into(make_speaker(*heir), by=editor)


def test_one_who_is_gone_is_merged_no_further(editor):
    one, two, three = make_speaker("Ana Ruiz"), make_speaker("Bo Lind"), make_speaker("Cy Oduya")
    one.merge_into(two, by=editor)
    with pytest.raises(ValidationError, match="merged into another"):
        one.merge_into(three, by=editor)


def test_an_unnamed_source_stays_with_its_article(editor):
    official = make_speaker("a senior official", "anonymous", article=make_version().article)
    with pytest.raises(ValidationError, match="stays with its article"):
        official.merge_into(make_speaker("police", "organisation"), by=editor)


def test_merges_are_kept_apart_from_readings_by_a_lock(editor):
    one, two = make_speaker("Ana Ruiz"), make_speaker("Bo Lind")
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        one.merge_into(two, by=editor)
    locks = [query["sql"] for query in captured if "advisory" in query["sql"]]
    assert "pg_advisory_xact_lock(" in locks[0]
