"""A client's view of the API."""

import json

import pytest


@pytest.fixture
def get(client):
    """`get("claims/?q=bridge")` gives the answer's content; the status has to be as said."""

    def ask(address, status=200, **headers):
        answer = client.get(f"/api/v1/{address}", headers=headers)
        assert answer.status_code == status, answer.text
        return json.loads(answer.text)

    return ask


@pytest.fixture
def ids(get):
    """The ids that a list holds, in its order."""
    return lambda address: [item["id"] for item in get(address)["results"]]
