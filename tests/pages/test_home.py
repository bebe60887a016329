import pytest

from factories import make_claim, make_exchange, make_version

pytestmark = pytest.mark.django_db


def test_an_empty_site_tells_how_to_bring_in_the_first_article(client):
    page = client.get("/").text
    assert "Nothing here yet" in page
    assert "manage.py ingest" in page


def test_the_front_page_shows_a_claim_facing_its_answer(client):
    link = make_exchange()
    page = client.get("/").text
    assert link.target.words in page
    assert link.rebutting.words in page
    assert "denies it" in page


def test_speakers_are_one_click_away(client):
    claim = make_claim()
    assert f'href="{claim.speaker.get_absolute_url()}"' in client.get("/").text


def test_claims_without_evidence_are_found_by_the_machines_suggestion(client, settings):
    make_claim(suggested_status="no_evidence_given")
    assert 'id="no-evidence"' in client.get("/").text

    settings.SHOW_SUGGESTIONS = False
    assert 'id="no-evidence"' not in client.get("/").text


def test_the_newest_article_stands_first(client):
    make_version(headline="An old report", published_on="2020-01-01")
    make_version(headline="A new report", published_on="2024-01-01")
    page = client.get("/").text
    assert page.index("A new report") < page.index("An old report")
