"""Every refusal is a problem document that says what to put right."""

import json

import pytest

from factories import make_claim, make_exchange, make_user

pytestmark = pytest.mark.django_db


def problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = json.loads(answer.text)
    assert body["status"] == status
    assert body["type"].startswith("urn:claimtrack:problem:")
    return body


@pytest.mark.parametrize(
    "address", ["claims/1/", "claims/x/", f"claims/{'9' * 30}/", "speakers/nobody/", "nothing", ""]
)
def test_what_is_not_there_is_a_problem_document_too(client, address):
    problem(client.get(f"/api/v1/{address}"), 404)


def test_whoever_is_not_known_is_told_how_to_say_who_they_are(client):
    answer = client.post("/api/v1/articles/", {}, content_type="application/json")
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("token", ["", "x", "wrong", "a b", "ü"])
def test_a_wrong_token_is_refused_even_for_reading(client, token):
    problem(client.get("/api/v1/claims/", headers={"Authorization": f"Token {token}".encode().decode("latin-1")}), 401)


@pytest.mark.parametrize(("method", "status"), [("put", 405), ("patch", 405), ("delete", 405)])
def test_methods_that_are_not_there_are_refused(client, method, status):
    client.force_login(make_user())
    answer = getattr(client, method)(f"/api/v1/claims/{make_claim().pk}/", content_type="application/json")
    problem(answer, status)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("[]", "application/json", 400),
        ("null", "application/json", 400),
        ("a=1", "application/x-www-form-urlencoded", 415),
        ('{"text": "a\\u0000b"}', "application/json", 422),
        ('{"text": "\\ud800"}', "application/json", 422),
        ('{"text": 5}', "application/json", 422),
        ('{"titel": "A bridge"}', "application/json", 400),
    ],
)
def test_content_that_cannot_be_read_never_breaks_anything(client, body, content_type, status):
    client.force_login(make_user())
    problem(client.generic("POST", "/api/v1/articles/", body, content_type=content_type), status)


def test_more_than_any_article_can_hold_is_refused_by_size(client):
    client.force_login(make_user())
    answer = client.generic(
        "POST", "/api/v1/articles/", f'{{"text": "{"x" * 7_000_000}"}}', content_type="application/json"
    )
    problem(answer, 413)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("claims/?format=xml", "format"),
        ("claims/?state=discarded", "state"),
        ("claims/?speaker=nobody", "speaker"),
        ("claims/?speaker=%00", "speaker"),
        ("claims/?outlet=nowhere", "outlet"),
        ("claims/?article=99999999999999999999", "article"),
        ("claims/?said_after=0000-01-01", "said_after"),
        ("claims/?updated_after=0001-01-01T00:00:00%2B23:59", "updated_after"),
        ("speakers/?kind=robot", "kind"),
        ("speakers/?q=%00", "q"),
        ("articles/?outlet=%00", "outlet"),
        ("articles/?published_before=tomorrow", "published_before"),
        ("rebuttals/?type=shrug", "type"),
        ("rebuttals/{pair}/?expand=all", "expand"),
        ("claims/{claim}/?q=bridge", "q"),
    ],
)
def test_parameters_are_refused_by_name(get, query, name):
    link = make_exchange()
    body = get(query.format(pair=link.pk, claim=link.target_id), 400)
    assert [error["parameter"] for error in body["errors"]] == [name]


def test_all_that_is_wrong_is_said_at_once(get):
    body = get("claims/?mode=loud&said_after=x", 400)
    assert {error["parameter"] for error in body["errors"]} == {"mode", "said_after"}
