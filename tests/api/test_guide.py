"""The guide's own example runs as it stands."""

import re
from pathlib import Path

import pytest

from factories import make_exchange, make_user

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.mark.django_db(transaction=True)
def test_the_guides_example_pulls_every_pair_and_then_what_is_new(live_server):
    [example] = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    first, then = example.replace("http://127.0.0.1:8000", live_server.url).split("# Later", 1)
    old = make_exchange()
    told: dict = {}
    exec(first, told)
    assert set(told["known"]) == {old.pk}

    new = make_exchange()
    old.target.review(reviewer=make_user(), status="unsupported", reason="None found.")
    exec(f"# Later{then}", told)
    assert set(told["known"]) == {old.pk, new.pk}
    assert told["known"][old.pk]["claim"]["evidence_status"] == "unsupported"
