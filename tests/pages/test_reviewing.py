"""An editor decides on a claim, on its page."""

import pytest

from factories import make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


def test_marking_as_unsupported_takes_a_reason_and_one_button(client, claim, editor):
    assert "Mark as unsupported" in client.get(claim.get_absolute_url()).text
    answer = client.post(
        claim.get_absolute_url(), {"status": "unsupported", "reason": "None given, none found."}, follow=True
    )
    assert "Marked as “Unsupported”." in answer.text
    assert "None given, none found." in answer.text
    assert "by Edith Desk" in answer.text


def test_without_a_reason_nothing_is_recorded_and_the_page_says_what_to_do(client, claim, editor):
    answer = client.post(claim.get_absolute_url(), {"status": "unsupported", "reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert not claim.reviews.exists()


def test_refuting_needs_evidence(client, claim, editor):
    answer = client.post(claim.get_absolute_url(), {"status": "refuted", "reason": "The log says no."})
    assert answer.status_code == 422
    assert "needs evidence" in answer.text

    cited = {"url": "https://record.example/log", "title": "The log", "shows": "Closed that day."}
    client.post(claim.get_absolute_url(), {"status": "refuted", "reason": "The log says no.", **cited})
    claim.refresh_from_db()
    assert claim.evidence_status == "refuted"
    assert "https://record.example/log" in client.get(claim.get_absolute_url()).text


def test_half_an_evidence_is_not_recorded(client, claim, editor):
    answer = client.post(claim.get_absolute_url(), {"status": "unsupported", "reason": "No.", "title": "The log"})
    assert answer.status_code == 422
    assert not claim.reviews.exists()


def test_an_evidence_address_is_never_a_script(client, claim, editor):
    cited = {"url": "javascript:alert(1)", "title": "The log", "shows": "Closed."}
    assert client.post(claim.get_absolute_url(), {"status": "refuted", "reason": "No.", **cited}).status_code == 422


def test_the_history_keeps_every_decision_newest_first(client, claim, editor):
    for status in ("unverifiable", "unsupported"):
        client.post(claim.get_absolute_url(), {"status": status, "reason": f"Because {status}."})
    page = client.get(claim.get_absolute_url()).text
    assert page.index("Because unsupported.") < page.index("Because unverifiable.")


def test_a_reader_is_not_offered_it_and_refused_if_trying(client, claim):
    client.force_login(make_user("reader"))
    assert "Mark as unsupported" not in client.get(claim.get_absolute_url()).text
    answer = client.post(claim.get_absolute_url(), {"status": "unsupported", "reason": "Because."})
    assert answer.status_code == 403
    assert not claim.reviews.exists()


def test_a_stranger_is_sent_to_log_in(client, claim):
    answer = client.post(claim.get_absolute_url(), {"status": "unsupported", "reason": "Because."})
    assert answer.status_code == 302
    assert answer.url.startswith("/log-in/")
    assert not claim.reviews.exists()


def test_the_database_remembers_who_did_it(client, claim, editor):
    from django.apps import apps

    client.post(claim.get_absolute_url(), {"status": "unsupported", "reason": "None found."})
    event = apps.get_model("claims.ClaimEvent").objects.order_by("-pgh_id").first()
    assert event.evidence_status == "unsupported"
    assert event.pgh_context.metadata["user"] == editor.pk
