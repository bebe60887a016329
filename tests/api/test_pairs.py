"""Pairs and threads over the API."""

import json

import pytest
from django.apps import apps

from claims.models import Claim, Rebuttal
from claimtrack.accounts.models import ApiToken
from factories import make_claim, make_exchange, make_speaker, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


def post(client, link, verb, body="{}"):
    answer = client.post(f"/api/v1/rebuttals/{link.pk}/{verb}/", body, content_type="application/json")
    return answer.status_code, json.loads(answer.text)


def answer_to(link):
    """The first speaker's answer to the answer of `link`, printed before both."""
    reply = make_claim(link.target.version, "Ana Ruiz", speaker=link.target.speaker)
    return Rebuttal.objects.create(rebutting=reply, target=link.rebutting, type="dismissal")


def test_a_pair_says_why_and_leads_to_its_page(get):
    link = make_exchange(reason="It denies the same thing.")
    pair = get(f"rebuttals/{link.pk}/")
    assert pair["reason"] == "It denies the same thing."
    assert pair["page"].endswith(link.get_absolute_url())


def test_a_pair_says_where_it_stands_in_its_thread(get):
    link = make_exchange()
    assert get(f"rebuttals/{link.pk}/")["thread"] == {"claim": 1, "rebuttal": 2, "turns": 2}
    reply = answer_to(link)
    places = {pair["id"]: pair["thread"] for pair in get("rebuttals/")["results"]}
    assert places == {
        link.pk: {"claim": 1, "rebuttal": 2, "turns": 3},
        reply.pk: {"claim": 2, "rebuttal": 3, "turns": 3},
    }


def test_a_rejected_pair_stands_in_no_thread(get, editor):
    link = make_exchange()
    link.reject(editor)
    assert get(f"rebuttals/{link.pk}/")["thread"] is None


def test_a_claims_thread_is_its_turns_in_the_order_of_speaking(get):
    link = make_exchange()
    reply = answer_to(link)
    twin = make_claim(link.target.version, "bridge is safe", speaker=link.target.speaker, restates=link.target)
    thread = get(f"claims/{reply.rebutting_id}/thread/")
    assert (thread["turn"], thread["cut"]) == (3, False)
    assert [turn["number"] for turn in thread["turns"]] == [1, 2, 3]
    first, second, third = thread["turns"]
    alone = get(f"claims/{link.target_id}/")
    assert {name: alone[name] for name in first["claim"]} == first["claim"]
    assert [claim["id"] for claim in first["again"]] == [twin.pk]
    assert first["answers"] == []
    assert second["answers"] == [
        {"turn": 1, "pair": link.pk, "claim": link.target_id, "type": "denial", "state": "suggested"}
    ]
    assert third["answers"][0]["turn"] == 2


def test_a_claim_by_itself_is_a_thread_of_one_turn(get):
    claim = make_claim()
    thread = get(f"claims/{claim.pk}/thread/")
    assert [turn["claim"]["id"] for turn in thread["turns"]] == [claim.pk]


def test_a_thread_is_refused_as_its_claim_is(get):
    get("claims/999/thread/", 404)
    claim = make_claim(state="discarded")
    assert get(f"claims/{claim.pk}/thread/", 410)["state"] == "discarded"
    assert get(f"claims/{make_claim().pk}/thread/?depth=3", 400)["errors"][0]["parameter"] == "depth"


def test_confirming_and_rejecting_answer_with_the_pair_and_stay_on_record(client, get, editor):
    link = make_exchange()
    before = get(f"rebuttals/{link.pk}/")["updated_at"]
    status, pair = post(client, link, "confirm")
    assert (status, pair["state"], pair["decided_by"]) == (200, "confirmed", "Edith Desk")
    assert pair["updated_at"] > before
    assert post(client, link, "confirm") == (200, pair)
    assert post(client, link, "reject")[1]["state"] == "rejected"
    assert get("rebuttals/")["results"] == []
    events = apps.get_model("claims", "RebuttalEvent").objects.order_by("pgh_id")
    assert list(events.values_list("state", flat=True)) == ["suggested", "confirmed", "rejected"]


@pytest.mark.parametrize("body", ['{"state": "confirmed"}', "[]", "{"])
def test_a_decision_needs_no_content_and_takes_none(client, editor, body):
    link = make_exchange()
    assert post(client, link, "confirm", body)[0] == 400
    assert Rebuttal.objects.get().state == "suggested"


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("reader", 403)])
def test_who_is_no_editor_does_not_decide(client, role, status):
    if role:
        client.force_login(make_user(role))
    for verb in ("confirm", "reject"):
        assert post(client, make_exchange(), verb)[0] == status
    assert not Rebuttal.objects.exclude(state="suggested").exists()


def test_what_does_not_stand_takes_no_decision_and_what_never_was_is_not_found(client, editor):
    link = make_exchange()
    Claim.objects.filter(pk=link.target_id).update(state="superseded")
    assert post(client, link, "confirm")[0] == 410
    link.pk = 99999
    assert post(client, link, "reject")[0] == 404


def test_a_token_decides_only_with_the_scope_for_it(client):
    link = make_exchange()
    for scopes, status in ((["read"], 403), (["review"], 200)):
        _, token = ApiToken.objects.create(make_user(), name="test", scopes=scopes)
        answer = client.post(
            f"/api/v1/rebuttals/{link.pk}/confirm/",
            "{}",
            content_type="application/json",
            headers={"Authorization": f"Token {token}"},
        )
        assert answer.status_code == status, answer.text


def test_how_sure_the_machine_is_narrows_the_list_for_editors_only(client, get, ids):
    make_exchange(confidence=0.9)
    unsure = make_exchange(confidence=0.5)
    assert get("rebuttals/?sure_below=0.6", 400)["errors"][0]["detail"] == "This parameter is for editors."
    client.force_login(make_user())
    assert ids("rebuttals/?sure_below=0.6") == [unsure.pk]


def test_pairs_are_asked_for_by_both_sides(ids):
    link = make_exchange()
    reply = answer_to(link)
    make_speaker("Cy Moss")
    assert ids("rebuttals/?speaker=ana-ruiz&opponent=bo-lind") == [link.pk]
    assert ids("rebuttals/?speaker=bo-lind") == ids("rebuttals/?opponent=ana-ruiz") == [reply.pk]
    assert ids("rebuttals/?opponent=cy-moss") == []
    assert ids("rebuttals/?type=dismissal&type=correction") == [reply.pk]
