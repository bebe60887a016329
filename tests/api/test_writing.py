"""What a program may change: decide on claims, send in articles."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from articles.models import Article
from claimtrack.accounts.models import ApiToken
from factories import make_claim, make_user

pytestmark = pytest.mark.django_db

REPORT = "The mayor of Port Elm said on Monday that the old bridge over the harbour is safe for traffic again."


def token(user, *scopes, **fields):
    return ApiToken.objects.create(user, name="test", scopes=list(scopes), **fields)[1]


def post(client, address, body, key=None):
    headers = {"Authorization": f"Token {key}"} if key else {}
    answer = client.post(f"/api/v1/{address}", json.dumps(body), content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.text)


@pytest.fixture
def decision():
    return {"status": "unsupported", "reason": "None given, none found."}


def test_a_token_with_the_scope_records_a_decision(client, decision):
    claim, user = make_claim(), make_user(display_name="Edith Desk")
    status, review = post(client, f"claims/{claim.pk}/review/", decision, token(user, "review"))
    assert status == 201
    assert (review["before"], review["after"], review["reviewer"]) == ("unreviewed", "unsupported", "Edith Desk")
    found = json.loads(client.get(f"/api/v1/claims/{claim.pk}/").text)
    assert found["evidence_status"] == "unsupported"
    assert found["reviews"][0]["reason"] == decision["reason"]


def test_a_decision_may_cite_evidence(client):
    claim = make_claim()
    cited = {"url": "https://record.example/log", "title": "The log", "shows": "Closed that day."}
    body = {"status": "refuted", "reason": "The log says no.", "evidence": [cited]}
    status, review = post(client, f"claims/{claim.pk}/review/", body, token(make_user(), "review"))
    assert status == 201
    assert review["evidence"][0]["title"] == "The log"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"status": "unsupported", "reason": "  "}, "/reason"),
        ({"status": "nonsense", "reason": "Because."}, "/status"),
        ({"status": "refuted", "reason": "Because."}, "/evidence"),
        (
            {"status": "refuted", "reason": "So.", "evidence": [{"url": "x", "title": "t", "shows": "s"}]},
            "/evidence/0/url",
        ),
        ({"status": "unsupported", "reason": "So.", "raeson": "x"}, "/raeson"),
        ([], ""),
    ],
)
def test_a_faulty_decision_is_refused_with_a_pointer_to_the_fault(client, body, pointer):
    claim = make_claim()
    status, problem = post(client, f"claims/{claim.pk}/review/", body, token(make_user(), "review"))
    assert status == 400
    assert problem["errors"][0]["pointer"] == pointer
    assert not claim.reviews.exists()


@pytest.mark.parametrize(
    ("role", "scopes", "status"),
    [(None, (), 401), ("reader", ("review",), 403), ("editor", ("read",), 403), ("editor", ("ingest",), 403)],
)
def test_who_may_not_decide_is_refused(client, decision, role, scopes, status):
    claim = make_claim()
    key = token(make_user(role), *scopes) if role else None
    assert post(client, f"claims/{claim.pk}/review/", decision, key)[0] == status
    assert not claim.reviews.exists()


def test_an_expired_token_is_refused_and_reading_with_it_deletes_nothing(client, decision):
    key = token(make_user(), "review", expiry=timedelta(seconds=-1))
    assert post(client, f"claims/{make_claim().pk}/review/", decision, key)[0] == 401
    assert client.get("/api/v1/claims/", headers={"Authorization": f"Token {key}"}).status_code == 401
    assert ApiToken.objects.exists()


def test_a_token_is_stored_as_a_digest_and_remembers_its_use(client):
    key = token(make_user(), "read")
    client.get("/api/v1/claims/", headers={"Authorization": f"Token {key}"})
    stored = ApiToken.objects.get()
    assert stored.last_used
    assert key not in (stored.digest, stored.token_key)


def test_an_article_sent_twice_is_one_article(client, monkeypatch):
    asked = []
    monkeypatch.setattr("articles.api.viewsets.request_extraction", lambda version: asked.append(version.pk))
    key = token(make_user(), "ingest")
    body = {"text": REPORT, "title": "A bridge", "publisher": "The Packet", "url": "https://packet.example/1"}
    first, again = post(client, "articles/", body, key), post(client, "articles/", body, key)
    assert (first[0], first[1]["outcome"], first[1]["extraction"]) == (201, "new", "pending")
    assert (again[0], again[1]["outcome"]) == (200, "unchanged")
    assert first[1]["article"]["id"] == again[1]["article"]["id"]
    assert Article.objects.get().current_version.text == f"A bridge\n\n{REPORT}"
    assert asked


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": REPORT, "url": "ftp://packet.example"}, "url"),
        ({"text": REPORT, "published": "soon"}, "published"),
        ({"text": "Der Bürgermeister sagte am Montag, die alte Brücke über den Hafen sei wieder sicher. " * 5}, "text"),
    ],
)
def test_an_article_that_cannot_be_taken_is_refused_and_nothing_is_stored(client, body, field):
    status, problem = post(client, "articles/", body, token(make_user(), "ingest"))
    assert status == 422
    assert problem["errors"][0]["pointer"] == f"/{field}"
    assert not Article.objects.exists()


def test_the_command_prints_a_token_that_works_once(client, capsys):
    make_user(username="edith")
    call_command("create_token", "edith", name="feeds", scope=["read", "review"])
    key = capsys.readouterr().out.split()[-1]
    assert client.get("/api/v1/claims/", headers={"Authorization": f"Token {key}"}).status_code == 200
    assert ApiToken.objects.get().scopes == ["read", "review"]


def test_the_schema_is_complete_and_the_documentation_needs_nothing_from_elsewhere(client):
    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert "//cdn" not in page.text
    assert "http://" not in page.text.replace("http://testserver", "").replace("http://www.w3.org", "")
