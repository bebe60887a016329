"""Every page asks the database a fixed number of times, however many rows it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_claim, make_exchange, make_note, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db

# Of a reader who is not logged in. A number that grows needs a reason.
PAGES = {
    "/": 5,
    "/log-in/": 0,
    "/claims/": 4,
    "/claims/?q=bridge": 4,
    "/speakers/": 2,
    "/articles/": 3,
    "{speaker}": 10,
    "{claim}": 12,
    "/pairs/": 4,
    "{pair}": 4,
    "{article}": 8,
    "/groups/": 2,
}


def fill(number):
    """Exchanges, notes and speakers around one article that has them all."""
    version = make_version("Ana Ruiz said the bridge is safe. Bo Lind denied that the crossing is sound.")
    claim = make_claim(version)
    for n in range(number):
        pair = make_exchange()
        make_claim(version, "the crossing is sound", speaker=make_speaker(f"Speaker Number{n}"), utterance="u1")
        make_note(claim, "Ana Ruiz said the bridge is safe."[: 20 + n])
    return {
        "speaker": claim.speaker.get_absolute_url(),
        "claim": claim.get_absolute_url(),
        "article": version.get_absolute_url(),
        "pair": pair.get_absolute_url(),
    }


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_more_for_more_rows(client, address):
    few = queries(client, address.format(**fill(1)))
    many = queries(client, address.format(**fill(6)))
    assert few == many
    assert many <= PAGES[address]


def test_an_editor_costs_no_more_than_the_session(client):
    address = "{claim}".format(**fill(2))
    as_reader = queries(client, address)
    client.force_login(make_user())
    assert queries(client, address) <= as_reader + 2
