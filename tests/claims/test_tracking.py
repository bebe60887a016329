"""What track() writes, and what it leaves alone."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.db import IntegrityError

from articles.models import Article, Extraction, Submission
from claims import tasks, tracking
from claims.models import Claim, ClaimState, EvidenceNote, Hedge, Rebuttal, Speaker, SuggestionState
from factories import make_user, make_version
from readings import ReadingOf, where

pytestmark = pytest.mark.django_db

BODY = (
    "Ana Ruiz said the bridge is safe. Bo Lind denied that the bridge is sound. "
    "Ruiz offered no proof. A senior official warned of delays at the port."
)


@pytest.fixture
def version():
    return make_version(BODY)


def full_reading(text):
    return (
        ReadingOf(text)
        .says("ruiz", "the bridge is safe", said_on="Tuesday", venue="reporters")
        .says("lind", "the bridge is sound", cue="denied", act="denial")
        .says("official", "delays at the port", cue="warned")
        .answers("c2", "c1")
        .notes_that("Ruiz offered no proof", "c1")
    )


def history(model):
    return apps.get_model("claims", f"{model.__name__}Event").objects


def test_a_reading_becomes_claims_with_speaker_role_words_and_links(version):
    tracked = tracking.track(version, reading=full_reading(version.text).done())

    assert (tracked.created, tracked.claims) == (3, 3)
    safe, sound, _ = Claim.objects.in_text_order()
    assert (safe.speaker.name, safe.role, safe.affiliation) == ("Ana Ruiz", "mayor", "Port Elm")
    assert (safe.words, safe.cue, safe.said_on, safe.venue) == ("the bridge is safe", "said", "Tuesday", "reporters")
    assert Rebuttal.objects.get().target == safe
    assert Rebuttal.objects.get().rebutting == sound
    assert list(EvidenceNote.objects.get().claims.all()) == [safe]


def hedged(version, owner="reporter"):
    return ReadingOf(version.text).says("ruiz", "the bridge is safe").hedged_by("safe", "c1", owner=owner)


def test_hedges_are_stored_with_their_owner_and_claim(version):
    tracking.track(version, reading=hedged(version).hedged_by("sound").done())

    inside, outside = Hedge.objects.all()
    assert (inside.words, inside.owner, list(inside.claims.all())) == ("safe", "reporter", [Claim.objects.get()])
    assert (outside.words, list(outside.claims.all())) == ("sound", [])


def test_a_second_run_keeps_the_hedges_that_it_finds_again_and_replaces_the_rest(version):
    tracking.track(version, reading=hedged(version).hedged_by("sound").done())
    kept = Hedge.objects.get(words="safe").pk
    tracking.track(version, reading=hedged(version).done())
    assert Hedge.objects.get().pk == kept

    tracking.track(version, reading=hedged(version, owner="speaker").done())
    assert Hedge.objects.get().owner == "speaker"


def test_the_database_refuses_a_hedge_whose_words_are_not_those_of_its_span(version):
    with pytest.raises(IntegrityError, match="not those of its span"):
        Hedge.objects.create(version=version, start=0, end=3, words="alleged", owner="reporter")


def test_to_whom_by_what_means_and_where_are_kept_apart(version):
    told = {"audience": "voters", "channel": "letter", "place": "Leeds"}
    tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "the bridge is safe", **told).done())

    assert Claim.objects.values(*told).get() == told


def test_the_version_knows_afterwards_that_it_was_read_and_by_what(version):
    tracking.track(version, reading=full_reading(version.text).done())

    version.refresh_from_db()
    assert version.extraction == Extraction.DONE
    assert version.extractor_version
    assert version.extracted_at


def test_a_second_run_changes_nothing_and_leaves_no_history(version):
    tracking.track(version, reading=full_reading(version.text).done())
    before = list(Claim.objects.values("pk", "updated_at"))
    events = history(Claim).count()

    again = tracking.track(version, reading=full_reading(version.text).done())

    assert (again.created, again.updated, again.kept, again.superseded) == (0, 0, 3, 0)
    assert list(Claim.objects.values("pk", "updated_at")) == before
    assert history(Claim).count() == events
    assert Rebuttal.objects.count() == EvidenceNote.objects.count() == 1


def test_a_better_cut_of_an_untouched_claim_is_taken_over_in_place(version):
    tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "bridge is safe").done())
    [claim] = Claim.objects.all()

    tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "the bridge is safe").done())

    [better] = Claim.objects.all()
    assert better.pk == claim.pk
    assert better.words == "the bridge is safe"


def test_what_is_no_longer_found_is_superseded_and_not_deleted(version):
    tracking.track(version, reading=full_reading(version.text).done())

    tracked = tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "the bridge is safe").done())

    assert tracked.superseded == 2
    assert Claim.objects.filter(state=ClaimState.SUPERSEDED).count() == 2
    assert Claim.objects.current().get().words == "the bridge is safe"


def test_a_superseded_claim_that_is_found_again_returns_under_its_old_id(version):
    tracking.track(version, reading=full_reading(version.text).done())
    ids = set(Claim.objects.values_list("pk", flat=True))
    tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "the bridge is safe").done())

    tracking.track(version, reading=full_reading(version.text).done())

    assert set(Claim.objects.current().values_list("pk", flat=True)) == ids


def test_a_claim_that_an_editor_decided_on_stays_as_it_is(version):
    tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "bridge is safe").done())
    Claim.objects.get().review(reviewer=make_user(), status="unsupported", reason="None found.")

    tracking.track(version, reading=ReadingOf(version.text).says("ruiz", "the bridge is safe").done())

    claim = Claim.objects.get()
    assert (claim.words, claim.evidence_status) == ("bridge is safe", "unsupported")


def test_a_decided_claim_survives_a_reading_that_misses_it(version):
    tracking.track(version, reading=full_reading(version.text).done())
    safe = Claim.objects.get(words="the bridge is safe")
    safe.review(reviewer=make_user(), status="unsupported", reason="None found.")

    tracking.track(version, reading=ReadingOf(version.text).done())

    safe.refresh_from_db()
    assert safe.state == ClaimState.CURRENT


def test_a_speaker_put_right_by_an_editor_is_not_doubled_by_the_machine(version):
    tracking.track(version, reading=ReadingOf(version.text).says("lind", "the bridge is safe").done())
    claim = Claim.objects.get()
    claim.speaker = Speaker.objects.resolve(name="Ana Ruiz", kind="person")
    claim.save()
    claim.touch()

    tracking.track(version, reading=ReadingOf(version.text).says("lind", "the bridge is safe").done())

    assert Claim.objects.get().speaker.name == "Ana Ruiz"


def test_a_rejected_rebuttal_is_not_suggested_again(version):
    tracking.track(version, reading=full_reading(version.text).done())
    Rebuttal.objects.get().decide(SuggestionState.REJECTED, by=make_user())

    tracking.track(version, reading=full_reading(version.text).done())

    assert Rebuttal.objects.get().state == SuggestionState.REJECTED


@pytest.mark.parametrize("decision", [SuggestionState.REJECTED, SuggestionState.CONFIRMED])
def test_what_was_decided_on_a_pair_holds_of_the_same_words_in_later_texts_of_the_article(version, decision):
    editor = make_user()
    tracking.track(version, reading=full_reading(version.text).done())
    Rebuttal.objects.get().decide(decision, by=editor)

    for more in (" More follows.", " More follows. And more."):
        newer, _ = Article.objects.take(Submission(text=version.text + more, url=version.article.url))
        tracking.track(newer, reading=full_reading(newer.text).done())
        tracking.track(newer, reading=full_reading(newer.text).done())

        link = Rebuttal.objects.get(target__version=newer)
        assert (link.state, link.decided_by) == (decision, editor)


def test_a_rejected_pair_stays_rejected_when_the_claims_are_cut_otherwise(version):
    tracking.track(version, reading=full_reading(version.text).done())
    Rebuttal.objects.get().reject(make_user())

    reading = (
        ReadingOf(version.text).says("ruiz", "bridge is safe").says("lind", "that the bridge is sound", cue="denied")
    )
    tracking.track(version, reading=reading.answers("c2", "c1", "correction").done())

    link = Rebuttal.objects.get()
    assert (link.state, link.type) == (SuggestionState.REJECTED, "denial")
    assert not Rebuttal.objects.live().exists()


def test_why_the_machine_takes_it_for_an_answer_is_kept_and_brought_up_to_date(version):
    for reason in ("“Denied” names what Ruiz said.", "It denies the very words."):
        reading = full_reading(version.text)
        reading.rebuttals[0] = replace(reading.rebuttals[0], reason=reason)
        tracking.track(version, reading=reading.done())
        assert Rebuttal.objects.get().reason == reason


def test_a_confirmed_rebuttal_survives_a_reading_that_misses_it(version):
    tracking.track(version, reading=full_reading(version.text).done())
    Rebuttal.objects.get().decide(SuggestionState.CONFIRMED, by=make_user())

    tracking.track(version, reading=ReadingOf(version.text).done())

    assert Rebuttal.objects.live().get().state == SuggestionState.CONFIRMED


def test_a_mere_suggestion_that_is_not_made_again_goes_and_leaves_its_history(version):
    tracking.track(version, reading=full_reading(version.text).done())

    reading = full_reading(version.text)
    reading.rebuttals.clear()
    tracking.track(version, reading=reading.done())

    assert not Rebuttal.objects.exists()
    assert list(history(Rebuttal).values_list("pgh_label", flat=True).order_by("pgh_id")) == [
        "insert",
        "delete",
    ]


def test_a_failing_write_leaves_nothing_half_stored(version, monkeypatch):
    def fail(self):
        raise RuntimeError("power cut")

    monkeypatch.setattr(tracking._Writer, "_write_notes", fail)
    with pytest.raises(RuntimeError):
        tracking.track(version, reading=full_reading(version.text).done())

    assert not Claim.objects.exists()
    assert not Speaker.objects.exists()


def test_a_new_version_keeps_the_old_claims_and_continues_those_whose_words_still_stand(version):
    tracking.track(version, reading=full_reading(version.text).done())
    old = Claim.objects.get(words="the bridge is safe")

    changed = version.text.replace("denied that the bridge is sound", "said the bridge is old")
    newer, _ = Article.objects.take(Submission(text=changed, url=version.article.url))
    reading = ReadingOf(changed).says("ruiz", "the bridge is safe").says("lind", "the bridge is old").done()
    tracking.track(newer, reading=reading)

    safe, other = Claim.objects.filter(version=newer).in_text_order()
    assert safe.continues == old
    assert other.continues is None
    assert not Claim.objects.current().filter(version=version).exists()
    assert Claim.objects.filter(version=version).count() == 3


def test_a_copy_of_an_article_gets_no_claims_of_its_own(version):
    copy, _ = Article.objects.take(Submission(text=version.text, outlet="Elsewhere", url="https://elsewhere.example/1"))

    tracking.track(copy, reading=full_reading(copy.text).done())

    assert not Claim.objects.exists()


def test_the_halves_of_a_quotation_share_their_utterance():
    version = make_version("“It holds,” Ana Ruiz said. “It always did.”")
    reading = ReadingOf(version.text)
    for half in ("It holds", "It always did."):
        reading.says("ruiz", half, mode="direct", utterance="u1", quoted=where(version.text, half))
    tracking.track(version, reading=reading.done())

    assert list(Claim.objects.in_text_order().values_list("words", "utterance")) == [
        ("It holds", "u1"),
        ("It always did.", "u1"),
    ]


def test_an_attempt_counts_its_tries_and_sets_a_poisonous_text_aside(version, monkeypatch):
    def choke(*args, **kwargs):
        raise ValueError("indigestible")

    monkeypatch.setattr(tracking.extraction, "read", choke)
    for _ in range(tracking.MAX_TRIES):
        with pytest.raises(ValueError, match="indigestible"):
            tracking.attempt(version.pk)

    version.refresh_from_db()
    assert version.extraction == Extraction.FAILED
    assert version.extraction_error == "ValueError: indigestible"
    assert tracking.attempt(version.pk) == tracking.Tracked()


def test_a_text_whose_worker_was_killed_each_time_is_set_aside_too(version):
    type(version).objects.filter(pk=version.pk).update(extraction_tries=tracking.MAX_TRIES)

    tracking.attempt(version.pk)

    version.refresh_from_db()
    assert version.extraction == Extraction.FAILED


def test_a_text_that_waits_too_long_is_asked_for_again(version, monkeypatch):
    asked = []
    monkeypatch.setattr(type(tasks.extract), "enqueue", lambda task, pk: asked.append(pk))
    type(version).objects.filter(pk=version.pk).update(extraction_requested_at="2024-03-07T00:00Z")

    assert tasks.sweep() == 1
    assert tasks.sweep() == 0
    assert asked == [version.pk]
