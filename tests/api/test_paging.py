"""Lists are walked from page to page: nothing missed, nothing twice."""

import pytest

from claims.models import Claim
from factories import make_claim, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    version = make_version()
    return [make_claim(version).pk for _ in range(5)]


def page_of(client, address):
    answer = client.get(address).json()
    return [item["id"] for item in answer["results"]], answer["next"], answer["previous"]


def test_pages_lead_forward_and_back(client, claims):
    first, next_page, before = page_of(client, "/api/v1/claims/?page_size=2")
    assert (first, before) == (claims[:2], None)
    second, next_page, previous = page_of(client, next_page)
    last, end, _ = page_of(client, next_page)
    assert (second, last, end) == (claims[2:4], claims[4:], None)
    back, onward, beginning = page_of(client, previous)
    assert (back, beginning) == (first, None)
    assert page_of(client, onward)[0] == second


def test_the_links_keep_the_filters(client, claims):
    _, next_page, _ = page_of(client, "/api/v1/claims/?page_size=2&q=bridge&status=unreviewed")
    assert "q=bridge" in next_page
    assert "status=unreviewed" in next_page


def test_a_row_that_changes_while_a_client_walks_comes_once(client, claims):
    first, next_page, _ = page_of(client, "/api/v1/claims/?page_size=2")
    Claim.objects.get(pk=first[0]).touch()
    rest, _, _ = page_of(client, next_page)
    assert rest == claims[2:4]


def test_the_page_after_the_last_is_empty_and_leads_back(client, claims):
    _, next_page, _ = page_of(client, "/api/v1/claims/?page_size=4")
    Claim.objects.filter(pk=claims[4]).update(state="discarded")
    empty, end, previous = page_of(client, next_page)
    assert (empty, end) == ([], None)
    assert page_of(client, previous)[0] == claims[:4]


@pytest.mark.parametrize("cursor", ["", "abc", "%00", "e30", "W10", "eyJhZnRlciI6ICJ4In0", "eyJpZCI6IDF9", "x" * 5000])
def test_what_is_no_cursor_is_refused(get, cursor):
    assert get(f"claims/?cursor={cursor}", 400)["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("size", ["0", "-1", "501", "x", "²", "", "9" * 30])
def test_the_size_of_a_page_is_bounded(get, size):
    assert get(f"claims/?page_size={size}", 400)["errors"][0]["parameter"] == "page_size"
