"""What narrows a list of claims, on the pages and in the API alike."""

from datetime import date

import pytest
from django.http import QueryDict

from articles.models import Article, Submission
from claims.filters import ClaimFilter
from claims.models import Claim, SuggestionState
from factories import make_claim, make_exchange, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db


def merge(wrong, right):
    wrong.merged_into = right
    wrong.save()


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("status=refuted&status=supported", {"evidence_status": "refuted"}),
        ("suggested=refuted", {"suggested_status": "refuted"}),
        ("act=promise", {"act": "promise"}),
        ("checkable=no", {"act": "concern"}),
        ("checkable=no", {"evidence_status": "not_checkable"}),
        ("open=yes", {"act": "promise"}),
        ("open=yes", {"act": "promise", "said_day": date(2024, 3, 6)}),
        ("open=no", {"act": "promise", "evidence_status": "supported"}),
        ("open=no", {"act": "promise", "said_day": date(2999, 1, 1)}),
        ("said_after=2024-03-06&said_before=2024-03-06", {"said_day": date(2024, 3, 6)}),
        ("headline=only", {"headline": True}),
    ],
)
def test_a_filter_finds_what_it_asks_for_and_nothing_else(ids, query, fields):
    make_claim()
    wanted = make_claim(**fields)
    assert ids(f"claims/?{query}") == [wanted.pk]


def test_full_text_knows_word_forms_phrases_and_exclusion(ids):
    version = make_version("Ana Ruiz said the bridge is safe. Ana Ruiz said the bridges are closed.")
    safe, closed = make_claim(version), make_claim(version, "the bridges are closed")
    assert ids("claims/?q=bridge") == [safe.pk, closed.pk]
    assert ids('claims/?q="bridge is safe"') == [safe.pk]
    assert ids("claims/?q=bridge -closed") == [safe.pk]
    assert ids("claims/?q=safe or closed") == [safe.pk, closed.pk]


def test_several_speakers_are_asked_for_by_slug_or_id(ids):
    ana, bo, cy = (make_claim(speaker=make_speaker(name)) for name in ("Ana Ruiz", "Bo Lind", "Cy Moss"))
    assert ids(f"claims/?speaker=ana-ruiz&speaker={bo.speaker.pk}") == [ana.pk, bo.pk]
    assert ids("claims/?speaker=cy-moss,ana-ruiz") == [ana.pk, cy.pk]


def test_a_merged_speaker_is_followed_both_ways_and_over_several_steps(ids):
    first, second, last = (make_speaker(name) for name in ("D Peskov", "Dmitry S. Peskow", "Dmitry Peskov"))
    claims = [make_claim(speaker=speaker).pk for speaker in (first, second, last)]
    merge(first, second)
    merge(second, last)
    assert ids("claims/?speaker=dmitry-peskov") == ids("claims/?speaker=d-peskov") == claims


def test_a_copy_counts_for_its_outlet_and_its_own_id(ids):
    claim = make_claim()
    text = claim.version.text
    copy, _ = Article.objects.take(Submission(text=text, outlet="The Echo", url="https://echo.example/1"))
    assert ids("claims/?outlet=the-echo") == ids("claims/?outlet=the-packet") == [claim.pk]
    assert ids(f"claims/?article={copy.article_id}") == [claim.pk]


def test_disputed_and_answered_follow_the_links(ids):
    link, calm = make_exchange(), make_claim()
    target, answer = link.target_id, link.rebutting_id
    assert (
        ids("claims/?disputed=yes") == ids("claims/?disputed=suggested") == ids("claims/?has_rebuttal=yes") == [target]
    )
    assert ids("claims/?disputed=no") == ids("claims/?has_rebuttal=no") == [answer, calm.pk]
    link.decide(SuggestionState.CONFIRMED, by=make_user())
    assert ids("claims/?disputed=confirmed") == [target]
    assert ids("claims/?disputed=suggested") == []


def test_headlines_and_what_does_not_stand_are_left_out_unless_asked_for(client, ids):
    standing, headline, gone = make_claim(), make_claim(headline=True), make_claim(state="discarded")
    assert ids("claims/") == [standing.pk]
    assert ids("claims/?headline=include") == [standing.pk, headline.pk]
    client.force_login(make_user())
    assert ids("claims/?state=discarded") == [gone.pk]


def test_days_include_those_that_are_named_and_undated_ones_are_in_no_range(ids):
    make_claim(make_version(published_on=None))
    claim = make_claim(make_version(published_on=date(2024, 3, 7)))
    assert ids("claims/?published_after=2024-03-07&published_before=2024-03-07") == [claim.pk]
    assert ids("claims/?published_after=2024-03-08") == []


def test_changed_since_takes_offsets_even_where_the_plus_was_not_encoded(ids):
    claim = make_claim()
    moment = claim.updated_at.strftime("%Y-%m-%dT%H:%M:%S.%f")
    assert ids(f"claims/?updated_after={moment}Z") == [claim.pk]
    assert ids(f"claims/?updated_after={moment} 00:00") == [claim.pk]
    assert ids("claims/?updated_after=2999-01-01") == []


def test_fields_left_empty_ask_for_nothing(ids):
    claim = make_claim()
    assert ids("claims/?q=&status=&speaker=&outlet=&article=&said_after=&updated_after=&headline=") == [claim.pk]


def test_a_page_can_say_in_words_what_narrows_its_list():
    make_speaker()
    narrowed = ClaimFilter(QueryDict("speaker=ana-ruiz&status=refuted&status=supported"), Claim.objects.for_list())
    said = {active.label: active.value for active in narrowed.active()}
    assert said == {"Speaker": "Ana Ruiz", "Status": "Refuted, Supported"}


def test_what_is_asked_of_a_pair_must_hold_for_one_and_the_same_of_its_claims(ids):
    link = make_exchange()
    Claim.objects.filter(pk=link.target_id).update(said_day=date(2024, 3, 1))
    Claim.objects.filter(pk=link.rebutting_id).update(said_day=date(2024, 3, 9))
    assert ids("rebuttals/?said_after=2024-03-05") == ids("rebuttals/?said_before=2024-03-05") == [link.pk]
    assert ids("rebuttals/?said_after=2024-03-05&said_before=2024-03-06") == []


def test_a_pair_has_changed_when_either_claim_has(get, ids):
    link = make_exchange()
    before = get("rebuttals/")["results"][0]["updated_at"]
    link.target.review(reviewer=make_user(), status="unsupported", reason="None found.")
    after = get("rebuttals/")["results"][0]["updated_at"]
    assert after > before
    assert ids(f"rebuttals/?updated_after={after}") == [link.pk]
