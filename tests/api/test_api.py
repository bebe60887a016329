"""Claims, speakers, articles and pairs as an API client pulls them."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Submission
from claims.models import Claim, SuggestionState
from factories import make_claim, make_exchange, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db


def get(client, address, status=200):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.text
    return json.loads(answer.text)


def test_a_claim_gives_all_that_is_needed_to_find_its_words_again(client):
    version = make_version("On Monday, Ana Ruiz said the bridge is safe for the next ten years, if it is painted.")
    claim = make_claim(version, cue="said", source="Ana Ruiz", role="mayor", venue="reporters", said_on="Monday")
    found = get(client, f"claims/{claim.pk}/")
    assert found["text"] == version.text[slice(*found["spans"][0])] == "the bridge is safe"
    assert found["quote"]["exact"] == "the bridge is safe"
    assert found["quote"]["prefix"].endswith("Ana Ruiz said ")
    assert found["quote"]["suffix"] == " for the next ten years, if it i"
    assert len(found["quote"]["prefix"]) == 32
    assert found["version"]["text_sha256"] == version.sha256
    assert (found["speaker"]["name"], found["role"], found["venue"]) == ("Ana Ruiz", "mayor", "reporters")
    assert found["cue"] == {"text": "said", "spans": claim.cue_spans}
    assert found["article"]["outlet"] == {"slug": "the-packet", "name": "The Packet"}
    assert found["@id"].endswith(f"/api/v1/claims/{claim.pk}/")
    assert found["page"].endswith(claim.get_absolute_url())


def test_the_context_of_words_at_the_very_start_and_end_is_empty(client):
    version, _ = Article.objects.take(Submission(text="It is so."))
    claim = make_claim(version, "It is so.")
    quote = get(client, f"claims/{claim.pk}/")["quote"]
    assert (quote["prefix"], quote["suffix"]) == ("", "")


def test_a_pair_spells_both_claims_out(client):
    link = make_exchange(phrase="denied", phrase_spans=[[0, 1]])
    [pair] = get(client, "rebuttals/")["results"]
    assert (pair["type"], pair["state"], pair["decided_by"]) == ("denial", "suggested", None)
    assert pair["claim"]["text"] == "the bridge is safe"
    assert pair["rebuttal"]["text"] == "the crossing is sound"
    for side in ("claim", "rebuttal"):
        assert {"speaker", "article", "spans", "quote", "version"} <= pair[side].keys()
    assert get(client, f"rebuttals/{link.pk}/") == pair


def test_a_confirmed_pair_says_who_confirmed_it(client):
    link = make_exchange()
    link.decide(SuggestionState.CONFIRMED, by=make_user(display_name="Edith Desk"))
    assert get(client, f"rebuttals/{link.pk}/")["decided_by"] == "Edith Desk"


def test_a_rejected_pair_is_for_editors(client):
    link = make_exchange()
    link.decide(SuggestionState.REJECTED, by=make_user())
    assert get(client, "rebuttals/")["results"] == []
    assert get(client, "rebuttals/?state=rejected", 400)["errors"][0]["parameter"] == "state"
    client.force_login(make_user())
    assert len(get(client, "rebuttals/?state=rejected")["results"]) == 1


def test_pairs_are_found_from_either_side(client):
    make_exchange()
    assert len(get(client, "rebuttals/?speaker=ana-ruiz")["results"]) == 1
    assert len(get(client, "rebuttals/?opponent=bo-lind")["results"]) == 1
    assert get(client, "rebuttals/?opponent=ana-ruiz")["results"] == []
    assert len(get(client, "rebuttals/?q=crossing")["results"]) == 1


def test_a_speaker_is_found_by_id_and_by_slug(client):
    speaker = make_speaker("Russia", "government", aliases=["Moscow"])
    found = get(client, f"speakers/{speaker.pk}/")
    assert found == get(client, "speakers/russia/")
    assert found["names"] == ["Russia", "Moscow"]


def test_a_merged_speaker_says_where_it_went_and_is_not_listed(client):
    wrong, right = make_speaker("D. Peskov"), make_speaker("Dmitry Peskov")
    wrong.merged_into = right
    wrong.save()
    assert get(client, f"speakers/{wrong.pk}/")["merged_into"]["id"] == right.pk
    assert [speaker["id"] for speaker in get(client, "speakers/")["results"]] == [right.pk]


def test_an_article_gives_its_text_and_the_hash_that_offsets_refer_to(client, settings):
    version = make_version()
    found = get(client, f"articles/{version.article_id}/")
    assert found["text"] == version.text
    assert found["versions"][0]["text_sha256"] == version.sha256
    assert found["versions"][0]["extraction"] == "pending"

    settings.ARTICLE_TEXT = "excerpt"
    assert get(client, f"articles/{version.article_id}/")["text"] is None


@pytest.mark.parametrize("state", ["superseded", "discarded"])
def test_a_claim_that_no_longer_stands_leaves_a_tombstone_without_content(client, state):
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(state=state)
    stone = get(client, f"claims/{claim.pk}/", 410)
    assert (stone["id"], stone["state"]) == (claim.pk, state)
    assert claim.words not in json.dumps(stone)


def test_confidence_is_for_editors(client):
    claim = make_claim(confidence=0.7)
    assert get(client, f"claims/{claim.pk}/")["confidence"] is None
    client.force_login(make_user())
    assert get(client, f"claims/{claim.pk}/")["confidence"] == 0.7


def test_suggestions_can_be_kept_from_readers(client, settings):
    settings.SHOW_SUGGESTIONS = False
    claim = make_claim(suggested_status="no_evidence_given")
    assert get(client, f"claims/{claim.pk}/")["suggested_status"] is None
    get(client, "claims/?suggested=no_evidence_given", 400)


def walk(client, address):
    while address:
        page = json.loads(client.get(address).text)
        yield from page["results"]
        address = page["next"]


def test_walking_the_list_gives_everything_once_while_rows_come_in(client):
    version = make_version()
    before = [make_claim(version).pk for _ in range(7)]
    walked = []
    for claim in walk(client, "/api/v1/claims/?page_size=2"):
        walked.append(claim["id"])
        if len(walked) in (2, 3):
            make_claim(version)
    assert walked[:7] == before
    assert len(walked) == len(set(walked)) == 9


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page_size=501", "page_size"),
        ("page_size=x", "page_size"),
        ("cursor=abc", "cursor"),
        ("speeker=ana-ruiz", "speeker"),
        ("status=wrong", "status"),
        ("updated_after=yesterday", "updated_after"),
        ("mode=direct&mode=mixed", "mode"),
        ("q=%00", "q"),
    ],
)
def test_a_parameter_that_cannot_be_answered_is_refused_by_name(client, query, name):
    problem = get(client, f"claims/?{query}", 400)
    assert problem["errors"][0]["parameter"] == name


def test_every_refusal_is_a_problem_document(client):
    for address, status in (("claims/999999/", 404), ("nothing/", 404), ("claims/?x=1", 400)):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert json.loads(answer.text)["status"] == status
    assert client.post("/api/v1/claims/").status_code in {401, 405}


def test_what_has_not_changed_is_not_sent_again(client):
    make_claim()
    tag = client.get("/api/v1/claims/").headers["ETag"]
    assert client.get("/api/v1/claims/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("claims/", 1),
        ("rebuttals/", 3),
        ("articles/", 1),
        ("speakers/", 2),
        ("claims/{claim}/", 5),
        ("claims/{claim}/thread/", 3),
        ("rebuttals/{pair}/", 3),
        ("articles/{article}/", 3),
        ("speakers/{speaker}/", 2),
    ],
)
def test_an_endpoint_asks_no_more_for_more_rows(client, address, most):
    def count(number):
        for _ in range(number):
            link = make_exchange()
        ids = {
            "claim": link.target_id,
            "pair": link.pk,
            "speaker": link.target.speaker_id,
            "article": link.target.version.article_id,
        }
        with CaptureQueriesContext(connection) as captured:
            get(client, address.format(**ids))
        return len(captured)

    assert count(1) == count(5) <= most
