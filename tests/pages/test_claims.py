"""The list of claims and a claim's own page."""

import re

import pytest

from articles.models import Article, Submission
from claims.models import Claim
from factories import make_claim, make_exchange, make_hedge, make_note, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db


def test_the_list_shows_who_said_what_where_and_how_it_stands(client):
    make_claim(role="mayor", venue="reporters", said_on="Thursday", cue="said", source="Ana Ruiz")
    page = client.get("/claims/").text
    for words in ("Ana Ruiz", "mayor", "the bridge is safe", "reporters", "Thursday", "The Packet", "Unreviewed"):
        assert words in page
    assert "0 of 1 reviewed" in page


def test_the_list_is_narrowed_by_its_query_and_says_so(client):
    make_claim()
    make_claim(make_version("Bo Lind said the ferry is late."), "the ferry is late", speaker=make_speaker("Bo Lind"))
    page = client.get("/claims/?q=ferry").text
    assert "the ferry is late" in page
    assert "the bridge is safe" not in page
    assert "Words: ferry" in page


@pytest.mark.parametrize("query", ["q=%00", "status=nonsense", "speaker=nobody", "said_after=yesterday", "article=x"])
def test_a_query_that_makes_no_sense_is_explained_and_not_an_error(client, query):
    make_claim()
    answer = client.get(f"/claims/?{query}")
    assert answer.status_code == 200
    assert "could not be understood" in answer.text


@pytest.mark.parametrize("page", ["zzz", "0", "-1", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(client, page):
    make_claim()
    assert "the bridge is safe" in client.get(f"/claims/?page={page}").text


def test_filters_survive_the_turning_of_pages(client):
    version = make_version("Ana Ruiz said the bridge is safe.")
    for _ in range(30):
        make_claim(version)
    assert 'href="?q=bridge&amp;page=2"' in client.get("/claims/?q=bridge").text


def test_what_cannot_be_checked_is_set_aside_and_the_page_says_so(client):
    make_claim(act="opinion")
    page = client.get("/claims/").text
    assert "the bridge is safe" not in page
    assert "Checkable: Yes" in page
    assert 'href="?checkable="' in page
    assert "/api/v1/claims/?checkable=yes" in page


@pytest.mark.parametrize("query", ["checkable=", "checkable=no", "act=opinion", "status=unreviewed"])
def test_who_asks_for_it_sees_what_cannot_be_checked(client, query):
    make_claim(act="opinion")
    assert "the bridge is safe" in client.get(f"/claims/?{query}").text


def test_an_editors_decision_goes_before_the_kind_that_the_machine_sees(client):
    make_claim(act="opinion", evidence_status="supported")
    assert "the bridge is safe" in client.get("/claims/").text


def test_of_one_speaker_all_is_listed(client):
    claim = make_claim(act="promise")
    page = client.get(claim.speaker.get_absolute_url()).text
    assert "the bridge is safe" in page
    assert "?act=promise&amp;open=yes" in page


def test_open_promises_are_a_list(client):
    make_claim()
    make_claim(make_version("Bo Lind said he will pay."), "he will pay", speaker=make_speaker("Bo Lind"), act="promise")
    page = client.get("/claims/?act=promise&open=yes").text
    assert "he will pay" in page
    assert "the bridge is safe" not in page
    assert "Open promise: Yes" in page


def test_a_claims_page_shows_its_hedges_and_whose_they_are(client):
    claim = make_claim(make_version("Ana Ruiz denied the alleged theft."), "the alleged theft")
    make_hedge(claim, "alleged")
    page = client.get(claim.get_absolute_url()).text
    assert '<span class="hedge" title="Hedge: the reporter’s word">alleged</span>' in page
    assert "Hedged by" in page


def test_a_claims_page_tells_to_whom_by_what_means_and_where(client):
    page = client.get(make_claim(audience="voters", channel="letter", place="Leeds").get_absolute_url()).text
    for words in ("<dt>To whom</dt><dd>voters", "<dt>By what means</dt><dd>letter", "<dt>Where</dt><dd>Leeds"):
        assert words in page


def test_direct_speech_stands_in_quotation_marks(client):
    version = make_version("“The bridge is safe,” Ana Ruiz said.")
    claim = make_claim(version, "The bridge is safe", mode="direct")
    assert "“The bridge is safe”" in client.get(claim.get_absolute_url()).text


def test_an_indirect_claim_never_stands_in_quotation_marks(client):
    claim = make_claim(cue="said")
    for address in ("/", "/claims/", claim.get_absolute_url(), claim.speaker.get_absolute_url()):
        page = client.get(address).text
        assert not re.search(r"[“\"«]\s*the bridge is safe", page)
        assert "words-direct" not in page


def test_mixed_speech_keeps_only_the_marks_of_the_article(client):
    version = make_version("Ana Ruiz called the bridge “perfectly safe” on Monday.")
    claim = make_claim(
        version, "the bridge “perfectly safe”", mode="mixed", quoted_spans=[[version.text.index("perfectly"), 60]]
    )
    page = client.get(claim.get_absolute_url()).text
    assert "the bridge “perfectly safe”" in page
    assert "“the bridge" not in page


def test_the_claim_page_gives_the_whole_provenance(client):
    claim = make_claim(cue="said", source="Ana Ruiz")
    page = client.get(claim.get_absolute_url()).text
    assert claim.version.sha256 in page
    assert f"{claim.start}–{claim.end}" in page
    assert f"{claim.version.get_absolute_url()}#claim-{claim.pk}" in page
    assert page.count("not stated") == 3


def test_both_sides_of_an_exchange_show_the_other(client):
    link = make_exchange(phrase="denied")
    assert "the crossing is sound" in client.get(link.target.get_absolute_url()).text
    assert "the bridge is safe" in client.get(link.rebutting.get_absolute_url()).text


def test_a_suggestion_is_marked_as_one_and_shows_its_proof(client):
    version = make_version("Ana Ruiz said the bridge is safe. She offered no evidence.")
    claim = make_claim(version, suggested_status="no_evidence_given")
    make_note(claim, "She offered no evidence.")
    page = client.get(claim.get_absolute_url()).text
    assert "She offered no evidence." in page
    assert "Suggested by the machine" in page


def test_suggestions_are_kept_from_readers_where_the_site_says_so(client, settings):
    settings.SHOW_SUGGESTIONS = False
    claim = make_claim(suggested_status="no_evidence_given")
    make_note(claim, "Ana Ruiz said the bridge is safe.")
    page = client.get(claim.get_absolute_url()).text
    assert "status-suggested" not in page
    assert "evidence-words" not in page

    client.force_login(make_user())
    assert "status-suggested" in client.get(claim.get_absolute_url()).text


def test_copies_of_the_article_are_named(client):
    claim = make_claim()
    Article.objects.take(Submission(text=claim.version.text, outlet="The Echo", url="https://echo.example/1"))
    assert "The Echo" in client.get(claim.get_absolute_url()).text


def test_a_claim_of_an_older_text_says_where_it_goes_on(client):
    claim = make_claim()
    newer, _ = Article.objects.take(Submission(text=claim.version.text + " More.", url=claim.version.article.url))
    follower = make_claim(newer, continues=claim)
    page = client.get(claim.get_absolute_url()).text
    assert follower.get_absolute_url() in page


@pytest.mark.parametrize("state", ["superseded", "discarded"])
def test_a_claim_that_no_longer_stands_is_gone_without_its_words(client, state):
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(state=state)
    answer = client.get(claim.get_absolute_url())
    assert answer.status_code == 410
    assert claim.words not in answer.text


def test_a_claim_that_never_was_is_not_found(client):
    assert client.get("/claims/999999/").status_code == 404


def test_markup_in_an_article_is_shown_and_never_obeyed(client):
    evil = "<script>alert(1)</script>"
    version = make_version(f"{evil} said {evil} is safe.", headline=f"{evil} headline", outlet=f"{evil} outlet")
    claim = make_claim(
        version,
        f"{evil} is safe",
        speaker=make_speaker(f"{evil} speaker", "organisation"),
        cue=evil,
        role=evil,
        venue=evil,
    )
    make_note(claim, f"{evil} said")
    for address in (
        "/",
        "/claims/",
        "/speakers/",
        "/articles/",
        claim.get_absolute_url(),
        claim.speaker.get_absolute_url(),
        version.get_absolute_url(),
    ):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_an_editor_finds_what_the_machine_is_least_sure_of_first(client):
    for words, confidence in (("the bridge is safe", 0.95), ("the ferry is late", 0.55), ("the road is shut", 0.35)):
        claim = make_claim(make_version(f"Ana Ruiz said {words}."), words)
        Claim.objects.filter(pk=claim.pk).update(confidence=confidence)
    client.force_login(make_user(role="editor"))
    page = client.get("/claims/?sure_below=0.6").text
    assert "least sure first" in page
    assert "the bridge is safe" not in page
    assert page.index("the road is shut") < page.index("the ferry is late")
    assert "0.35" in client.get(claim.get_absolute_url()).text


def test_readers_are_not_told_how_sure_the_machine_is(client):
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(confidence=0.35)
    assert "Less sure than" not in client.get("/claims/").text
    assert "Confidence" not in client.get(claim.get_absolute_url()).text
