"""The schema says what the API does."""

import json

import pytest
from django.core.management import call_command

from factories import make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "schema.json"
    call_command("spectacular", format="openapi-json", validate=True, fail_on_warn=True, file=str(path))
    return json.loads(path.read_text())


def test_it_is_openapi_3_1_and_serves_itself(client, schema):
    assert schema["openapi"].startswith("3.1")
    assert client.get("/api/schema/").status_code == 200


def test_every_operation_documents_its_refusals_as_problem_documents(schema):
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert "application/problem+json" in operation["responses"]["400"]["content"], (method, path)


@pytest.mark.parametrize("path", ["claims", "rebuttals", "speakers", "articles"])
def test_every_field_of_an_answer_is_in_the_schema_and_the_other_way_round(get, schema, path):
    make_exchange()
    found = get(f"{path}/")["results"][0]
    listed = schema["paths"][f"/api/v1/{path}/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    paginated = schema["components"]["schemas"][listed["$ref"].rpartition("/")[2]]
    item = paginated["properties"]["results"]["items"]["$ref"].rpartition("/")[2]
    assert set(found) == set(schema["components"]["schemas"][item]["properties"])


def test_parameters_are_those_that_are_answered(client, schema):
    for parameter in schema["paths"]["/api/v1/claims/"]["get"]["parameters"]:
        answer = client.get("/api/v1/claims/", {parameter["name"]: ""})
        problems = answer.json().get("errors", []) if answer.status_code == 400 else []
        assert not any("not known" in problem["detail"] for problem in problems), parameter["name"]


def test_what_is_sent_has_no_fields_but_those_named(schema):
    assert schema["components"]["schemas"]["ReviewInputRequest"]["additionalProperties"] is False


def test_the_documentation_page_loosens_only_its_own_styles(client):
    policy = client.get("/api/docs/").headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-inline" not in policy.replace("style-src 'self' 'unsafe-inline'", "")
    assert "unsafe-inline" not in client.get("/api/schema/").headers["Content-Security-Policy"]
