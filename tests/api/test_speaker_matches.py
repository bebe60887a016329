"""Pairs of speakers who may be one, over the API."""

import json

import pytest

from claims.models import SpeakerMatch
from factories import make_claim, make_speaker, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    make_claim(speaker=make_speaker("John Smith"), role="mayor", affiliation="Port Elm")
    make_speaker("J. Smith")
    return SpeakerMatch.objects.get()


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


def post(client, match, verb, body="{}"):
    answer = client.post(f"/api/v1/speaker-matches/{match.pk}/{verb}/", body, content_type="application/json")
    return answer.status_code, json.loads(answer.text)


def test_a_pair_is_spelled_out(get, editor, match):
    [found] = get("speaker-matches/")["results"]
    assert found == get(f"speaker-matches/{match.pk}/")
    assert (found["state"], found["decided_by"], found["heir"]) == ("suggested", None, match.left_id)
    assert "initial" in found["reason"]
    left = found["left"]
    assert (left["name"], left["names"], left["outlets"]) == ("John Smith", ["John Smith"], ["The Packet"])
    assert left["roles"] == [{"role": "mayor", "affiliation": "Port Elm", "first": "2024-03-07", "last": "2024-03-07"}]
    assert [claim["text"] for claim in left["latest_claims"]] == ["the bridge is safe"]


def test_confirming_merges_and_the_old_id_says_where_it_went(client, get, editor, match):
    status, found = post(client, match, "confirm")
    assert (status, found["state"], found["decided_by"]) == (200, "confirmed", "Edith Desk")
    assert get(f"speakers/{match.right_id}/")["merged_into"]["id"] == match.left_id
    assert get("speaker-matches/")["results"] == []
    assert [pair["id"] for pair in get("speaker-matches/?state=confirmed")["results"]] == [match.pk]
    assert post(client, match, "confirm")[0] == 200


def test_rejecting_is_remembered_and_a_merge_cannot_be_rejected(client, editor, match):
    assert post(client, match, "reject")[1]["state"] == "rejected"
    assert post(client, match, "confirm")[1]["state"] == "confirmed"
    status, problem = post(client, match, "reject")
    assert (status, problem["type"]) == (400, "urn:claimtrack:problem:invalid")
    assert "were merged" in problem["errors"][0]["detail"]


@pytest.mark.parametrize("body", ['{"state": "confirmed"}', "[]", "{"])
def test_a_decision_needs_no_content_and_takes_none(client, editor, match, body):
    assert post(client, match, "confirm", body)[0] == 400
    assert SpeakerMatch.objects.undecided().exists()


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("reader", 403)])
def test_who_is_no_editor_neither_sees_nor_decides(client, get, match, role, status):
    if role:
        client.force_login(make_user(role))
    for address in ("speaker-matches/", f"speaker-matches/{match.pk}/"):
        assert get(address, status)["type"].startswith("urn:claimtrack:problem:not-")
    for verb in ("confirm", "reject"):
        assert post(client, match, verb)[0] == status
    assert SpeakerMatch.objects.undecided().exists()


def test_a_pair_that_never_was_is_not_found(client, get, editor, match):
    get("speaker-matches/99999/", 404)
    match.pk = 99999
    assert post(client, match, "confirm")[0] == 404


def test_parameters_are_refused_by_name(get, editor):
    body = get("speaker-matches/?state=perhaps&speaker=nobody", 400)
    assert {error["parameter"] for error in body["errors"]} == {"state", "speaker"}


def test_the_schema_names_every_field(get, client, editor, match, tmp_path):
    from django.core.management import call_command

    path = tmp_path / "schema.json"
    call_command("spectacular", format="openapi-json", validate=True, fail_on_warn=True, file=str(path))
    schemas = json.loads(path.read_text())["components"]["schemas"]
    [found] = get("speaker-matches/")["results"]
    assert set(found) == set(schemas["SpeakerMatch"]["properties"])
    assert set(found["left"]) == set(schemas["MatchSide"]["properties"])
    assert set(found["left"]["roles"][0]) == set(schemas["Role"]["properties"])
