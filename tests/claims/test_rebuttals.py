"""What people decide on pairs, and what the lists count."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from claims.disputes import MOST_SPEAKERS, disputes_of
from claims.models import Claim, Rebuttal
from factories import make_claim, make_exchange, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db


def history(link):
    events = apps.get_model("claims", "RebuttalEvent").objects.filter(pgh_obj_id=link.pk)
    return list(events.order_by("pgh_id").values_list("state", "decided_by"))


def test_an_editor_confirms_and_thinks_better_of_it_and_both_stay_on_record():
    link, one, two = make_exchange(), make_user(), make_user()
    link.confirm(one)
    link.reject(two)
    assert (link.state, link.decided_by) == ("rejected", two)
    assert history(link) == [("suggested", None), ("confirmed", one.pk), ("rejected", two.pk)]


def test_to_say_the_same_again_changes_nothing():
    link, first = make_exchange(), make_user()
    link.confirm(first)
    before = Rebuttal.objects.values().get()
    link.confirm(make_user())
    assert Rebuttal.objects.values().get() == before
    assert link.decided_by == first


def test_a_decision_on_old_knowledge_overwrites_nothing_else():
    link = make_exchange()
    stale = Rebuttal.objects.get(pk=link.pk)
    Rebuttal.objects.filter(pk=link.pk).update(type="correction", reason="It names another bridge.")
    stale.confirm(make_user())
    link.refresh_from_db()
    assert (link.type, link.reason, link.state) == ("correction", "It names another bridge.", "confirmed")


def test_both_claims_are_from_then_on_as_a_person_left_them():
    link = make_exchange()
    link.reject(make_user())
    assert not Claim.objects.filter(touched_at=None).exists()


def test_suggested_is_no_decision():
    link = make_exchange()
    with pytest.raises(ValidationError):
        link.decide("suggested", by=make_user())


def test_a_suggestion_that_went_meanwhile_takes_no_decision():
    link = make_exchange()
    Rebuttal.objects.all().delete()
    with pytest.raises(ValidationError, match="no longer"):
        link.confirm(make_user())


def test_a_pair_reads_as_a_sentence():
    assert make_exchange().in_words == "Bo Lind denies what Ana Ruiz said"


def make_pair(said, answered):
    version = make_version("Ana Ruiz said the bridge is safe. Bo Lind denied that the crossing is sound.")
    claim = make_claim(version, speaker=make_speaker(said))
    answer = make_claim(version, "the crossing is sound", speaker=make_speaker(answered))
    return Rebuttal.objects.create(rebutting=answer, target=claim, type="denial")


def test_who_disputes_whom_is_counted_by_direction():
    for _ in range(2):
        make_pair("Ana Ruiz", "Bo Lind")
    make_pair("Bo Lind", "Ana Ruiz").confirm(make_user())
    disputes = disputes_of(Rebuttal.objects.live().by_speakers())
    assert [(row.answered, row.said, row.number, row.confirmed) for row in disputes.rows] == [
        ("Bo Lind", "Ana Ruiz", 2, 0),
        ("Ana Ruiz", "Bo Lind", 1, 1),
    ]
    assert [arc.confirmed for arc in disputes.arcs] == [False, True]
    assert disputes.in_words == "Bo Lind answers Ana Ruiz twice; Ana Ruiz answers Bo Lind once."
    assert not disputes.left_out


def test_the_picture_has_room_for_so_many_and_says_that_there_are_more():
    row = {"said_slug": "x", "answered_slug": "x", "number": 1, "confirmed": 0}
    rows = [
        row | {"said_id": n, "said_name": f"Speaker {n}" * 9, "answered_id": n + 1, "answered_name": f"Speaker {n + 1}"}
        for n in range(50)
    ]
    disputes = disputes_of(rows)
    assert len(disputes.names) == MOST_SPEAKERS
    assert disputes.more
    assert disputes.left_out
    assert all(0 < arc.x <= disputes.width and 0 < arc.y <= disputes.height for arc in disputes.arcs)
    assert max(len(name.text) for name in disputes.names) <= 24
    # Neighbours stand next to each other: no arc passes anybody.
    assert len({arc.x for arc in disputes.arcs}) <= 2


def test_nobody_to_dispute_with_is_an_empty_picture():
    disputes = disputes_of([])
    assert (disputes.rows, disputes.arcs, disputes.names) == ([], [], [])
