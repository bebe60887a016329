"""What several articles tell, over the API."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ClaimGroup, GroupMember
from factories import make_claim, make_user, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_group(3)


def make_group(number, confidence=0.9):
    group = ClaimGroup.objects.create()
    for n in range(number):
        claim = make_claim(make_version(f"{n}: Ana Ruiz said the bridge is safe."), cue="said")
        GroupMember.objects.create(group=group, claim=claim, confidence=confidence, reason="The same.")
    return group


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


def post(client, group, verb, body=None):
    text = body if isinstance(body, str) else json.dumps(body or {})
    answer = client.post(f"/api/v1/groups/{group.pk}/{verb}/", text, content_type="application/json")
    return answer.status_code, json.loads(answer.text)


def claims_of(group):
    return list(group.members.order_by("pk").values_list("claim", flat=True))


def test_a_group_is_spelled_out(get, group):
    [found] = get("groups/")["results"]
    assert found == get(f"groups/{group.pk}/")
    assert (found["article_count"], found["outlet_count"], found["first_on"]) == (3, 1, "2024-03-07")
    first = found["members"][0]
    assert (first["state"], first["confidence"], first["decided_by"]) == ("suggested", None, None)
    assert (first["claim"]["text"], first["claim"]["cue"]["text"]) == ("the bridge is safe", "said")
    assert first["claim"]["mode"] == "indirect"


def test_an_editor_sees_how_sure_the_machine_is_and_what_is_a_mere_question(get, client, group):
    question = make_group(2, confidence=0.3)
    assert get(f"groups/{question.pk}/")["members"] == []
    client.force_login(make_user())
    assert [member["confidence"] for member in get(f"groups/{question.pk}/")["members"]] == [0.3, 0.3]
    assert get(f"groups/{group.pk}/")["members"][0]["confidence"] == 0.9


def test_confirming_all_and_rejecting_one_is_recorded(client, editor, group):
    status, found = post(client, group, "confirm")
    assert (status, {member["state"] for member in found["members"]}) == (200, {"confirmed"})
    status, found = post(client, group, "reject", {"claims": claims_of(group)[:1]})
    assert [member["state"] for member in found["members"]] == ["rejected", "confirmed", "confirmed"]
    assert found["members"][0]["decided_by"] == "Edith Desk"
    assert post(client, group, "reject", {"claims": claims_of(group)[:1]})[0] == 200


def test_a_rejected_member_is_not_shown_to_readers(client, get, editor, group):
    post(client, group, "reject", {"claims": claims_of(group)[:1]})
    client.logout()
    assert len(get(f"groups/{group.pk}/")["members"]) == 2


def test_a_group_is_split_and_joined_and_its_old_id_leads_on(client, get, editor, group):
    wanted = {"claims": claims_of(group)[2:]}
    status, apart = post(client, group, "split", wanted)
    assert (status, apart["split_from"]) == (200, group.pk)
    assert post(client, group, "split", wanted)[1]["id"] == apart["id"]
    status, found = post(client, ClaimGroup.objects.get(pk=apart["id"]), "merge", {"into": group.pk})
    assert (status, found["id"], found["article_count"]) == (200, group.pk, 3)
    assert get(f"groups/{apart['id']}/")["merged_into"] == group.pk
    assert [each["id"] for each in get("groups/")["results"]] == [group.pk]


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("confirm", {"claims": [999]}),
        ("confirm", {"claims": []}),
        ("confirm", {"claim": 1}),
        ("confirm", "["),
        ("split", {}),
        ("merge", {}),
        ("merge", {"into": 999}),
        ("reject", {"claims": "all"}),
    ],
)
def test_what_cannot_be_done_is_a_problem_with_its_place(client, editor, group, verb, body):
    status, problem = post(client, group, verb, body)
    assert status == 400
    assert problem["type"].startswith("urn:claimtrack:problem:")
    assert group.members.undecided().count() == 3


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("reader", 403)])
def test_who_is_no_editor_reads_and_decides_nothing(client, get, group, role, status):
    if role:
        client.force_login(make_user(role))
    get("groups/")
    for verb in ("confirm", "reject", "split", "merge"):
        assert post(client, group, verb)[0] == status
    assert group.members.undecided().count() == 3
    get("groups/?undecided=yes", 400)


def test_a_group_that_never_was_is_not_found(client, get, editor, group):
    get("groups/99999/", 404)
    group.pk = 99999
    assert post(client, group, "confirm")[0] == 404


def test_parameters_are_refused_by_name(get):
    body = get("groups/?state=perhaps&speaker=nobody&articles=0", 400)
    assert {error["parameter"] for error in body["errors"]} == {"state", "speaker", "articles"}


def test_the_list_asks_no_more_for_more_rows(get, group):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            get("groups/")
        return len(captured)

    few = queries()
    make_group(5)
    assert queries() == few <= 5


def test_the_schema_names_every_field(get, group, tmp_path):
    from django.core.management import call_command

    path = tmp_path / "schema.json"
    call_command("spectacular", format="openapi-json", validate=True, fail_on_warn=True, file=str(path))
    schemas = json.loads(path.read_text())["components"]["schemas"]
    [found] = get("groups/")["results"]
    assert set(found) == set(schemas["ClaimGroup"]["properties"])
    assert set(found["members"][0]) == set(schemas["GroupMember"]["properties"])
