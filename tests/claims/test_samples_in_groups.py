"""The sample articles, read by the real model: what several of them tell comes together, what is opposed does not."""

import pytest
from django.core.management import call_command

from claims.models import Claim, ClaimGroup, GroupMember
from claimtrack.postgres_place import PROJECT

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples():
    call_command("ingest", str(PROJECT / "fixtures" / "articles"), verbosity=0)


def group_of(words):
    """The group of the claim that holds these words, and the outlets that tell it."""
    claims = Claim.objects.listed().filter(words__contains=words)
    member = GroupMember.objects.filter_likely().filter(claim__in=claims).order_by("pk").first()
    assert member is not None, words
    told = member.group.members.told()
    return member.group, set(told.values_list("claim__version__article__outlet__name", flat=True))


def test_what_three_outlets_tell_is_one_group_and_opposites_share_none(samples):
    kremlin = {"Fennimore Press Agency", "Radio Quillhaven News", "The Morning Sprocket"}
    decided, outlets = group_of("are not made in Kyiv, but in Washington")
    assert outlets == kremlin
    assert group_of("absolutely ridiculous")[1] == kremlin
    denial, outlets = group_of("being responsible for Wednesday")
    assert outlets == kremlin
    assert group_of("copper sheets")[1] == kremlin - {"The Morning Sprocket"}
    assert denial != decided

    # Each with what its opponents say.
    for one, other in (
        ("not made in Kyiv, but in Washington", "responsib"),
        ("the club insisted on the roof", "Nobody at this club asked for a roof"),
        ("400 litres", "6,000 litres"),
        ("absolutely ridiculous", "Russian accusations"),
        ("keeping quiet for 11 hours", "within 40 minutes"),
    ):
        groups = [
            set(GroupMember.objects.live().filter(claim__words__contains=words).values_list("group", flat=True))
            for words in (one, other)
        ]
        assert not groups[0] & groups[1], (one, other)

    # No group mixes sides.
    for group in ClaimGroup.objects.all():
        names = set(group.members.told().values_list("claim__speaker__name", flat=True))
        assert len(names) <= 1, names
