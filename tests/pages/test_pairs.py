"""Claims beside their answers: the list, who disputes whom, and a pair's own page, where editors decide."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Rebuttal
from factories import make_claim, make_exchange, make_speaker, make_user, make_version, spans_of

pytestmark = pytest.mark.django_db

LIST = "/pairs/"


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


def make_pair(said="Ana Ruiz", answered="Bo Lind", **fields):
    version = make_version(f"{said} said the bridge is safe. {answered} denied that the crossing is sound.")
    claim = make_claim(version, speaker=make_speaker(said), cue="said")
    answer = make_claim(version, "the crossing is sound", speaker=make_speaker(answered), cue="denied")
    fields = {"type": "denial", "extractor_version": "test", **fields}
    return Rebuttal.objects.create(rebutting=answer, target=claim, **fields)


def make_thread():
    """A claim, its denial, and the answer to that, printed the other way round."""
    version = make_version(
        "Ana Ruiz said nonsense. Bo Lind denied a part in it. Ana Ruiz said the bridge is shut by him."
    )
    ana, bo = make_speaker("Ana Ruiz"), make_speaker("Bo Lind")
    last = make_claim(version, "nonsense", speaker=ana)
    denial = make_claim(version, "a part in it", speaker=bo)
    first = make_claim(version, "the bridge is shut by him", speaker=ana)
    Rebuttal.objects.create(rebutting=denial, target=first, type="denial")
    return Rebuttal.objects.create(rebutting=last, target=denial, type="dismissal"), first


def test_the_list_puts_claim_and_answer_side_by_side(client):
    link = make_pair(phrase="crossing")
    page = client.get(LIST).text
    for words in ("1 pair", "the bridge is safe", "the crossing is sound", "denies it", "crossing", "Suggested"):
        assert words in page
    assert "0 of 1 confirmed" in page
    assert link.get_absolute_url() in page


@pytest.mark.parametrize(
    "query",
    [
        "speaker=ana-ruiz",
        "opponent=bo-lind",
        "speaker=ana-ruiz&opponent=bo-lind",
        "type=denial",
        "state=confirmed",
        "outlet=the-packet",
        "published_after=2024-03-01&published_before=2024-03-07",
        "said_after=2024-03-05&said_before=2024-03-05",
        "q=bridge",
    ],
)
def test_the_list_and_its_twin_are_narrowed_by_their_address(client, query):
    wanted = make_pair()
    wanted.confirm(make_user())
    Claim.objects.filter(pk=wanted.target_id).update(said_day=date(2024, 3, 5))
    version = make_version("Cy Moss said so. Di Vane said no.", outlet="The Echo", published_on=date(2024, 4, 1))
    other = make_claim(version, "so", speaker=make_speaker("Cy Moss"))
    reply = make_claim(version, "no", speaker=make_speaker("Di Vane"))
    Rebuttal.objects.create(rebutting=reply, target=other, type="dismissal")
    page = client.get(f"{LIST}?{query}").text
    assert "1 pair<" in page
    assert wanted.get_absolute_url() in page
    assert "Cy Moss" not in page
    twin = client.get(f"/api/v1/rebuttals/?{query}").json()
    assert [pair["id"] for pair in twin["results"]] == [wanted.pk]


def test_a_query_that_makes_no_sense_is_explained(client):
    make_pair()
    page = client.get(f"{LIST}?type=insult").text
    assert "could not be understood" in page
    assert "<svg" not in page


def test_an_empty_list_says_what_to_do(client):
    assert "until then" in client.get(LIST).text
    make_pair()
    assert "Take a filter away" in client.get(f"{LIST}?q=ferry").text


def test_who_disputes_whom_is_a_picture_in_words_with_a_table_that_leads_on(client):
    for _ in range(2):
        make_pair()
    make_pair("Bo Lind", "Cy Moss")
    page = client.get(f"{LIST}?type=denial").text
    assert re.search(r'<svg [^>]*role="img" aria-labelledby="disputes-title disputes-desc"', page)
    assert "Bo Lind answers Ana Ruiz twice; Cy Moss answers Bo Lind once." in page
    assert page.count('class="dispute-arc"') == 2
    assert 'href="?type=denial&amp;speaker=ana-ruiz&amp;opponent=bo-lind"' in page
    assert "style=" not in page
    assert "<script" not in page
    narrowed = client.get(f"{LIST}?type=denial&speaker=ana-ruiz&opponent=bo-lind").text
    assert "2 pairs" in narrowed


def test_somebody_without_a_name_is_in_the_table_and_leads_nowhere(client):
    link = make_pair()
    Claim.objects.filter(pk=link.rebutting_id).update(speaker=None)
    page = client.get(LIST).text
    assert "Nobody named answers Ana Ruiz once." in page
    assert "opponent=" not in page
    assert "Somebody denies what Ana Ruiz said" in client.get(link.get_absolute_url()).text


def test_the_picture_is_on_the_first_page_only(client):
    for _ in range(16):
        make_pair()
    assert "<svg" in client.get(LIST).text
    second = client.get(f"{LIST}?page=2").text
    assert "Page 2 of 2" in second
    assert "<svg" not in second


def test_an_indirect_claim_never_stands_in_quotation_marks(client):
    link = make_pair(phrase="the crossing")
    for address in (LIST, link.get_absolute_url()):
        page = client.get(address).text
        assert not re.search(r"[“\"«]\s*the (?:bridge|crossing)", page)
        assert "<q" not in page


def test_a_pairs_page_marks_both_claims_and_what_ties_them_in_their_place(client):
    link = make_pair(reason="“Denied” names what was said.")
    text = link.rebutting.version.text
    Rebuttal.objects.update(phrase="the crossing", phrase_spans=spans_of(text, "the crossing"))
    page = client.get(link.get_absolute_url()).text
    assert "<h1>Bo Lind denies what Ana Ruiz said</h1>" in page
    assert '<mark class="pair-mark pair-claim">the bridge is safe</mark>' in page
    assert '<mark class="pair-mark pair-answer pair-tie">the crossing</mark>' in page
    assert '<mark class="pair-mark pair-answer"> is sound</mark>' in page
    assert "“Denied” names what was said." in page
    assert "No editor has decided on this pair yet." in page


def test_claims_of_two_articles_are_shown_in_both(client):
    link = make_pair()
    elsewhere = make_version("Far away, Bo Lind called it unsound.\n\nNothing here.", outlet="The Echo")
    answer = make_claim(elsewhere, "unsound", speaker=make_speaker("Bo Lind"))
    Rebuttal.objects.update(rebutting=answer)
    page = client.get(link.get_absolute_url()).text
    assert '<mark class="pair-mark pair-claim">the bridge is safe</mark>' in page
    assert '<mark class="pair-mark pair-answer">unsound</mark>' in page
    assert "Nothing here." not in page


def test_where_only_excerpts_are_public_no_other_paragraph_is_shown(client, settings):
    settings.ARTICLE_TEXT = "excerpt"
    version = make_version("His remarks came later.\n\nAna Ruiz said the bridge is safe.\n\nBo Lind said it is not.")
    claim, reply = make_claim(version), make_claim(version, "it is not", speaker=make_speaker("Bo Lind"))
    spans = spans_of(version.text, "His remarks")
    link = Rebuttal.objects.create(
        rebutting=reply, target=claim, type="denial", phrase="His remarks", phrase_spans=spans
    )
    assert "came later" not in client.get(link.get_absolute_url()).text
    client.force_login(make_user())
    assert "came later" in client.get(link.get_absolute_url()).text


def test_confidence_is_for_editors(client):
    link = make_pair(confidence=0.65)
    assert "0.65" not in client.get(link.get_absolute_url()).text
    client.force_login(make_user())
    assert "0.65" in client.get(link.get_absolute_url()).text


def test_an_editor_finds_what_the_machine_is_least_sure_of_first(client):
    sure, unsure, least = (make_pair(confidence=confidence) for confidence in (0.9, 0.6, 0.5))
    assert "could not be understood" not in client.get(f"{LIST}?sure_below=0.7").text
    assert "Less sure than" not in client.get(LIST).text
    client.force_login(make_user())
    page = client.get(f"{LIST}?sure_below=0.7").text
    assert "least sure first" in page
    assert sure.get_absolute_url() not in page
    assert page.index(f'"{least.get_absolute_url()}"') < page.index(f'"{unsure.get_absolute_url()}"')


def test_an_editor_confirms_and_it_stays_on_record(client, editor):
    link = make_pair()
    answer = client.post(link.get_absolute_url(), {"state": "confirmed"}, follow=True)
    assert "Confirmed: the one answers the other." in answer.text
    assert "confirmed by Edith Desk" in answer.text
    assert "It is an answer</button>" not in answer.text
    client.post(link.get_absolute_url(), {"state": "rejected"})
    page = client.get(link.get_absolute_url()).text
    assert page.index("Rejected by an editor</strong>") < page.index("Confirmed by an editor</strong>")


def test_what_an_editor_rejects_is_gone_for_readers_and_listed_for_editors(client, editor):
    link = make_pair()
    client.post(link.get_absolute_url(), {"state": "rejected"})
    assert link.get_absolute_url() not in client.get(LIST).text
    assert link.get_absolute_url() in client.get(f"{LIST}?state=rejected").text
    assert "Readers do not see it" in client.get(link.get_absolute_url()).text
    client.logout()
    answer = client.get(link.get_absolute_url())
    assert answer.status_code == 410
    assert link.target.words not in answer.text
    assert "could not be understood" in client.get(f"{LIST}?state=rejected").text


@pytest.mark.parametrize("state", ["", "suggested", "nonsense"])
def test_what_is_no_decision_is_refused_on_the_page(client, editor, state):
    answer = client.post(make_pair().get_absolute_url(), {"state": state})
    assert answer.status_code == 422
    assert "Not recorded" in answer.text


def test_a_pair_whose_claim_no_longer_stands_takes_no_decision(client, editor):
    link = make_pair()
    Claim.objects.filter(pk=link.target_id).update(state="superseded")
    assert "no longer current" in client.get(link.get_absolute_url()).text
    assert client.post(link.get_absolute_url(), {"state": "confirmed"}).status_code == 410
    client.logout()
    assert client.get(link.get_absolute_url()).status_code == 410


def test_a_reader_is_refused_and_a_stranger_asked_to_log_in(client):
    link = make_pair()
    assert "</form>" not in client.get(link.get_absolute_url()).text.partition("<main")[2]
    assert client.post(link.get_absolute_url(), {"state": "confirmed"}).url.startswith("/log-in/")
    client.force_login(make_user("reader"))
    assert client.post(link.get_absolute_url(), {"state": "confirmed"}).status_code == 403
    link.refresh_from_db()
    assert link.state == "suggested"


def test_a_pair_that_never_was_is_not_found(client):
    assert client.get(f"{LIST}999/").status_code == 404


def test_the_whole_exchange_stands_on_the_page_of_each_of_its_claims_and_pairs(client):
    link, first = make_thread()
    for address in (first.get_absolute_url(), link.target.get_absolute_url(), link.get_absolute_url()):
        page = client.get(address).text
        thread = page.partition('<ol class="thread">')[2].partition("</ol>")[0]
        places = [thread.index(words) for words in ("the bridge is shut by him", "a part in it", "nonsense")]
        assert places == sorted(places)
        assert 'href="#turn-2">turn 2, Bo Lind</a>' in thread
    assert "this claim" in client.get(first.get_absolute_url()).text


def test_a_mere_pair_is_not_shown_twice_over(client):
    assert "The whole exchange" not in client.get(make_exchange().target.get_absolute_url()).text


def test_the_words_that_restate_a_claim_are_joined_to_its_turn(client):
    link, first = make_thread()
    twin = make_claim(first.version, "the bridge is shut", speaker=first.speaker, restates=first, headline=True)
    page = client.get(link.get_absolute_url()).text
    assert "The same point again, 1 time<" in page
    assert "in the headline" in page
    assert "The whole exchange" in client.get(twin.get_absolute_url()).text


def test_the_pages_ask_no_more_for_more_rows_and_never_write(client, editor):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        assert not {"INSERT", "UPDATE", "DELETE"} & {query["sql"].split()[0] for query in captured}
        return len(captured)

    link, _ = make_thread()
    few = [queries(address) for address in (LIST, link.get_absolute_url())]
    for n in range(12):
        make_pair("Ana Ruiz", f"Speaker Number{n}").confirm(editor)
        reply = make_claim(link.target.version, "nonsense", speaker=make_speaker(f"Speaker Number{n}"))
        Rebuttal.objects.create(rebutting=reply, target=link.target, type="dismissal").confirm(editor)
    link.confirm(editor)
    link.reject(editor)
    link.confirm(editor)
    assert [queries(address) for address in (LIST, link.get_absolute_url())] == few


def test_a_full_page_stays_small(client):
    for n in range(30):
        make_pair(f"Speaker Number{n % 14}", f"Speaker Number{(n * 5 + 1) % 14}x", phrase="crossing")
    assert len(client.get(LIST).content) < 50_000


def test_every_page_leads_here_and_each_has_its_twin(client):
    link = make_pair()
    assert f'href="{LIST}"' in client.get("/").text
    speaker = client.get(link.target.speaker.get_absolute_url()).text
    assert 'href="/pairs/?speaker=ana-ruiz"' in speaker
    for address in (f"{LIST}?speaker=ana-ruiz", link.get_absolute_url()):
        page = client.get(address).text
        twin = page.partition('rel="alternate"')[0].rpartition('href="')[2].partition('"')[0]
        assert client.get(twin.replace("&amp;", "&")).headers["Content-Type"] == "application/json"


def test_markup_in_an_article_is_shown_and_never_obeyed(client):
    evil = "<script>alert(1)</script>"
    version = make_version(f"{evil} said {evil} is safe. Bo denied it.")
    claim = make_claim(version, f"{evil} is safe", speaker=make_speaker(f"{evil} one", "organisation"))
    reply = make_claim(version, "denied it", speaker=make_speaker(f"{evil} two", "organisation"))
    link = Rebuttal.objects.create(rebutting=reply, target=claim, type="denial", phrase=evil, reason=evil)
    for address in (LIST, link.get_absolute_url(), claim.get_absolute_url()):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
