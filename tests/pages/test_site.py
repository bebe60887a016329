"""What holds for every page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    claim = make_claim()
    return [
        "/",
        "/claims/",
        "/speakers/",
        "/articles/",
        "/log-in/",
        claim.get_absolute_url(),
        claim.speaker.get_absolute_url(),
        claim.version.get_absolute_url(),
    ]


def test_every_page_has_one_heading_a_title_a_skip_link_and_a_policy(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert answer.text.count("<h1") == 1, address
        assert 'class="skip"' in answer.text
        assert "· claimtrack</title>" in answer.text or "<title>claimtrack" in answer.text
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(client, addresses):
    for address in addresses:
        page = client.get(address).text
        for tag in (r'src="http', r"<script(?! src=)", r' style="', r"<style"):
            assert not re.search(tag, page), (address, tag)


def test_every_list_and_page_about_rows_names_its_twin(client, addresses):
    for address in addresses:
        if address != "/log-in/":
            page = client.get(address).text
            twin = page.partition('rel="alternate"')[0].rpartition('href="')[2].partition('"')[0]
            assert client.get(twin.replace("&amp;", "&")).headers["Content-Type"] == "application/json", address


def test_reading_never_writes(client, addresses):
    with CaptureQueriesContext(connection) as captured:
        for address in addresses:
            client.get(address)
    asked = [query["sql"].split()[0] for query in captured]
    assert asked
    assert not {"INSERT", "UPDATE", "DELETE"} & set(asked)


def test_an_address_that_is_none_has_a_friendly_answer(client):
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_our_own_fault_has_a_page_that_needs_nothing_else(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("claims.views.HomeView.get_context_data", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "nothing was stored" in answer.text
