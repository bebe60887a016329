"""What the database promises about claims, links and decisions."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from claims.models import Claim, Evidence, Rebuttal, Review, SuggestionState
from factories import make_claim, make_exchange, make_note, make_user, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user()


def log():
    return Evidence(url="https://record.example/log", title="The log", shows="The bridge was closed that day.")


def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "spans",
    [[[0, 10_000]], [[5, 5]], [[9, 3]], [[0, 5]]],
    ids=["beyond the end", "empty", "backwards", "other words"],
)
def test_a_claim_whose_spans_are_not_its_words_is_refused(spans):
    claim = make_claim()
    refused(lambda: Claim.objects.filter(pk=claim.pk).update(content_spans=spans))


def test_even_raw_changes_to_an_articles_text_are_refused():
    version = make_version()
    refused(lambda: type(version).objects.filter(pk=version.pk).update(text="Something else."))


def test_an_indirect_claim_cannot_hold_quoted_words():
    claim = make_claim()
    refused(lambda: Claim.objects.filter(pk=claim.pk).update(quoted_spans=claim.content_spans))


def test_a_claim_cannot_rebut_itself():
    claim = make_claim()
    refused(lambda: Rebuttal.objects.create(rebutting=claim, target=claim, type="denial"))


def test_a_pair_is_linked_once():
    link = make_exchange()
    refused(lambda: Rebuttal.objects.create(rebutting=link.rebutting, target=link.target, type="dismissal"))


def test_a_link_is_not_decided_by_nobody():
    link = make_exchange()
    refused(lambda: Rebuttal.objects.filter(pk=link.pk).update(state=SuggestionState.CONFIRMED))


def test_a_second_review_keeps_the_first(editor):
    claim = make_claim()
    claim.review(reviewer=editor, status="unsupported", reason="None given, none found.")
    claim.review(reviewer=editor, status="refuted", reason="The log says no.", evidence=[log()])

    history = claim.reviews.order_by("pk").values_list("before", "after")
    assert list(history) == [("unreviewed", "unsupported"), ("unsupported", "refuted")]


def test_a_decision_without_a_reason_is_refused_and_changes_nothing(editor):
    claim = make_claim()
    with pytest.raises(ValidationError) as refusal:
        claim.review(reviewer=editor, status="unsupported", reason="  ")

    assert "reason" in refusal.value.message_dict
    claim.refresh_from_db()
    assert (claim.evidence_status, claim.reviews.count()) == ("unreviewed", 0)


@pytest.mark.parametrize("status", ["supported", "refuted", "conflicting", "withdrawn"])
def test_some_decisions_need_evidence(editor, status):
    claim = make_claim()
    with pytest.raises(ValidationError) as refusal:
        claim.review(reviewer=editor, status=status, reason="Because.")
    assert "evidence" in refusal.value.message_dict

    claim.review(reviewer=editor, status=status, reason="Because.", evidence=[log()])
    assert claim.reviews.get().evidence.get().title == "The log"


def test_evidence_with_a_bad_address_undoes_the_whole_decision(editor):
    claim = make_claim()
    bad = Evidence(url="javascript:alert(1)", title="Log", shows="Something.")
    with pytest.raises(ValidationError):
        claim.review(reviewer=editor, status="refuted", reason="Because.", evidence=[bad])

    claim.refresh_from_db()
    assert (claim.evidence_status, claim.reviews.count()) == ("unreviewed", 0)


def test_reviews_can_be_neither_changed_nor_deleted(editor):
    review = make_claim().review(reviewer=editor, status="unsupported", reason="None found.")
    refused(lambda: Review.objects.filter(pk=review.pk).update(reason="Other."))
    refused(lambda: Review.objects.filter(pk=review.pk).delete())


def disputed(claim):
    return Claim.objects.with_disputed().get(pk=claim.pk).disputed


def test_a_claim_is_disputed_while_an_answer_to_it_stands(editor):
    link = make_exchange()
    assert disputed(link.target) == "suggested"
    assert disputed(link.rebutting) == "no"

    link.decide(SuggestionState.CONFIRMED, by=editor)
    assert disputed(link.target) == "confirmed"

    link.decide(SuggestionState.REJECTED, by=editor)
    assert disputed(link.target) == "no"


def test_a_claim_is_not_disputed_by_a_claim_that_was_discarded():
    link = make_exchange()
    Claim.objects.filter(pk=link.rebutting_id).update(state="discarded")
    assert disputed(link.target) == "no"


def test_what_restates_a_disputed_claim_is_disputed_too():
    link = make_exchange()
    twin = make_claim(link.target.version, "bridge is safe", restates=link.target)
    assert disputed(twin) == "suggested"


def test_headline_twins_stay_out_of_lists():
    claim = make_claim()
    make_claim(claim.version, "bridge is safe", headline=True)
    assert list(Claim.objects.listed()) == [claim]


def test_lists_are_newest_first_with_undated_articles_last():
    undated = make_claim(make_version(published_on=None))
    old = make_claim(make_version(published_on="2023-01-01"))
    new = make_claim(make_version(published_on="2024-01-01"))
    assert list(Claim.objects.for_list()) == [new, old, undated]


def test_full_text_search_forgives_inflection_and_knows_phrases():
    claim = make_claim(make_version("Ana Ruiz said the bridges were closed."), "the bridges were closed")
    assert Claim.objects.search("bridge closing").get() == claim
    assert Claim.objects.search('"bridges were closed"').get() == claim
    assert not Claim.objects.search("bridge -closed")


def test_a_list_asks_once_whatever_its_length(django_assert_num_queries):
    for _ in range(3):
        make_exchange()
    with django_assert_num_queries(1):
        for claim in Claim.objects.listed().for_list():
            assert claim.speaker.name
            assert claim.version.article.outlet.name
            assert claim.answer_count == (claim.disputed == "suggested")


def test_an_evidence_note_holds_the_words_of_its_span():
    claim = make_claim()
    note = make_note(claim, "Ana Ruiz said the bridge is safe.")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(note).objects.filter(pk=note.pk).update(words="Something else.")
