"""The same claim in several articles: what is suggested, what an editor decides, and what stays decided."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command

from articles.models import Article, Submission
from claims import tracking
from claims.models import Claim, ClaimGroup, ClaimVector, GroupMember, SuggestionState
from factories import make_exchange, make_user, make_version
from readings import ReadingOf

pytestmark = pytest.mark.django_db

SAFE = "Ana Ruiz said the old bridge in Port Elm is safe."
SAFE_TOO = "The old bridge in Port Elm was safe, Ana Ruiz claimed."
UNSAFE = "Ana Ruiz said the old bridge in Port Elm is not safe."
OTHER = "Bo Lind said the old bridge in Port Elm is safe."
WORDS = "the old bridge in Port Elm is safe"


def tell(body, words=None, speaker="ruiz", cue="said", **fields):
    """An article of its own outlet that holds one claim; the claim."""
    version = make_version(body, **fields)
    words = words or next(w for w in (WORDS, WORDS.replace("is", "is not")) if w in body)
    tracking.track(version, reading=ReadingOf(version.text).says(speaker, words, cue=cue).done())
    return Claim.objects.get(version=version)


def tell_thrice():
    """Three claims by one speaker that are one, in the order of publication."""
    return [
        tell(SAFE, published_on=date(2024, 3, 7), outlet="The Packet"),
        tell(SAFE_TOO, SAFE_TOO[:38], cue="claimed", published_on=date(2024, 3, 8), outlet="The Echo"),
        tell(f"Mayor {SAFE}", published_on=date(2024, 3, 9), outlet="The Brass"),
    ]


def members(state=None):
    rows = GroupMember.objects.filter(state=state) if state else GroupMember.objects.live()
    return set(rows.values_list("claim", flat=True))


def history(model):
    return apps.get_model("claims", f"{model.__name__}Event").objects


def test_a_claim_told_by_three_outlets_is_one_group():
    claims = tell_thrice()
    group = ClaimGroup.objects.with_counts().get()
    assert members() == {claim.pk for claim in claims}
    assert (group.member_count, group.article_count, group.outlet_count) == (3, 3, 3)
    assert group.first_on == date(2024, 3, 7)
    assert all(member.is_likely and member.reason for member in group.members.all())


def test_the_opposite_is_not_in_the_group_nor_is_what_another_speaker_says():
    tell_thrice()
    tell(UNSAFE)
    tell(OTHER, speaker="lind")
    assert ClaimGroup.objects.count() == 1
    assert len(members()) == 3


def test_a_claim_told_once_is_in_no_group_and_can_be_found_later():
    claim = tell(SAFE)
    assert not ClaimGroup.objects.exists()
    assert ClaimVector.objects.get().claim == claim


def test_what_an_article_says_twice_is_one_group_from_the_start():
    version = make_version("Ana Ruiz said the bridge is safe. The crossing is sound, she said.")
    reading = ReadingOf(version.text).says("ruiz", "the bridge is safe").says("ruiz", "The crossing is sound").done()
    from dataclasses import replace

    tracking.track(version, reading=replace(reading, groups=(("c1", "c2"),)))
    assert len(members()) == 2
    assert set(GroupMember.objects.values_list("reason", flat=True)) == {"Said again in the same article."}


def test_a_headlines_twin_belongs_through_the_claim_that_it_restates():
    version = make_version("Ana Ruiz said the bridge is safe.", headline="Bridge is safe: Ruiz")
    text = version.text
    reading = (
        ReadingOf(text).says("ruiz", "Bridge is safe", headline=True, restates="c2").says("ruiz", "the bridge is safe")
    )
    tracking.track(version, reading=reading.done())
    assert not GroupMember.objects.exists()


def test_a_second_extraction_changes_nothing_and_leaves_no_history():
    claims = tell_thrice()
    before = [list(model.objects.order_by("pk").values()) for model in (ClaimGroup, GroupMember)]
    events = history(GroupMember).count()
    for claim, body in zip(claims, (WORDS, SAFE_TOO[:38], WORDS), strict=True):
        cue = "claimed" if body != WORDS else "said"
        tracking.track(claim.version, reading=ReadingOf(claim.version.text).says("ruiz", body, cue=cue).done())
    assert [list(model.objects.order_by("pk").values()) for model in (ClaimGroup, GroupMember)] == before
    assert history(GroupMember).count() == events


def test_what_an_editor_rejected_is_not_suggested_again_even_with_other_words():
    claims = tell_thrice()
    GroupMember.objects.get(claim=claims[2]).reject(by=make_user())
    reading = ReadingOf(claims[2].version.text)
    tracking.track(claims[2].version, reading=reading.says("ruiz", "old bridge in Port Elm is safe").done())
    call_command("group_claims")
    assert claims[2].pk not in members()
    assert GroupMember.objects.get(claim=claims[2]).state == SuggestionState.REJECTED
    assert ClaimGroup.objects.count() == 1


def test_of_two_that_an_editor_parted_none_is_suggested_for_the_other_again():
    first, second, _ = tell_thrice()
    group = ClaimGroup.objects.get()
    group.reject(by=make_user(), claims=[first.pk])
    ClaimVector.objects.all().delete()
    call_command("group_claims")
    assert first.pk not in members()
    assert second.pk in members()


def test_a_confirmed_member_survives_a_reading_that_misses_it():
    claims = tell_thrice()
    GroupMember.objects.get(claim=claims[1]).confirm(by=make_user())
    tracking.track(claims[1].version, reading=ReadingOf(claims[1].version.text).done())
    claims[1].refresh_from_db()
    assert claims[1].stands
    assert GroupMember.objects.get(claim=claims[1]).state == SuggestionState.CONFIRMED


def test_a_mere_suggestion_goes_with_its_claim():
    claims = tell_thrice()
    tracking.track(claims[1].version, reading=ReadingOf(claims[1].version.text).done())
    assert claims[1].pk not in members()
    assert not ClaimVector.objects.filter(claim=claims[1]).exists()


def test_the_words_of_a_new_version_stay_where_they_were_decided_to_belong():
    claims = tell_thrice()
    GroupMember.objects.get(claim=claims[0]).confirm(by=make_user())
    GroupMember.objects.get(claim=claims[2]).reject(by=make_user())
    for claim in (claims[0], claims[2]):
        text = f"{claim.version.text} More will follow."
        newer, _ = Article.objects.take(Submission(text=text, url=claim.version.article.url))
        tracking.track(newer, reading=ReadingOf(newer.text).says("ruiz", WORDS).done())
    heirs = {claim.continues_id: claim for claim in Claim.objects.current().exclude(continues=None)}
    assert GroupMember.objects.get(claim=heirs[claims[0].pk]).state == SuggestionState.CONFIRMED
    assert GroupMember.objects.get(claim=heirs[claims[2].pk]).state == SuggestionState.REJECTED


def test_to_decide_twice_changes_nothing_and_to_think_better_is_recorded():
    claims = tell_thrice()
    editor = make_user()
    member = GroupMember.objects.get(claim=claims[0])
    member.confirm(by=editor)
    decided, events = member.decided_at, history(GroupMember).count()
    member.confirm(by=make_user())
    assert (member.decided_at, member.decided_by, history(GroupMember).count()) == (decided, editor, events)
    member.reject(by=editor)
    assert (member.state, history(GroupMember).count()) == (SuggestionState.REJECTED, events + 1)


def test_a_group_is_confirmed_at_once_and_its_claims_are_touched():
    claims = tell_thrice()
    ClaimGroup.objects.get().confirm(by=make_user())
    assert members(SuggestionState.CONFIRMED) == {claim.pk for claim in claims}
    assert not Claim.objects.filter(touched_at=None).exists()


def test_a_claim_that_is_not_in_the_group_is_refused_by_name():
    tell_thrice()
    with pytest.raises(ValidationError, match="Not in this group: 999"):
        ClaimGroup.objects.get().confirm(by=make_user(), claims=[999])


def test_a_group_is_split_once_and_stays_split():
    claims = tell_thrice()
    group = ClaimGroup.objects.get()
    apart = group.split([claims[2].pk], by=make_user())
    assert set(apart.members.live().values_list("claim", flat=True)) == {claims[2].pk}
    assert set(group.members.live().values_list("claim", flat=True)) == {claims[0].pk, claims[1].pk}
    events = history(GroupMember).count()
    assert group.split([claims[2].pk], by=make_user()) == apart
    ClaimVector.objects.all().delete()
    call_command("group_claims")
    assert history(GroupMember).count() == events


@pytest.mark.parametrize("which", [[], [0, 1, 2], [999]])
def test_a_split_that_parts_nothing_is_refused(which):
    claims = tell_thrice()
    with pytest.raises(ValidationError):
        ClaimGroup.objects.get().split([claims[n].pk if n < 3 else n for n in which], by=make_user())
    assert ClaimGroup.objects.count() == 1


def test_two_groups_become_one_and_the_old_one_leads_on():
    claims = tell_thrice()
    group = ClaimGroup.objects.get()
    apart = group.split([claims[2].pk], by=make_user())
    apart.merge_into(group, by=make_user())
    events = history(ClaimGroup).count()
    apart.merge_into(group, by=make_user())
    assert apart.standing_for == group
    assert set(group.members.live().values_list("claim", flat=True)) == {claim.pk for claim in claims}
    assert history(ClaimGroup).count() == events
    with pytest.raises(ValidationError, match="was merged into group"):
        apart.confirm(by=make_user())
    with pytest.raises(ValidationError, match="into itself"):
        group.merge_into(group, by=make_user())


def test_a_claim_is_disputed_where_its_group_is():
    link = make_exchange()
    twin = make_exchange().target
    twin.rebuttals.all().delete()
    group = ClaimGroup.objects.create()
    for claim in (link.target, twin):
        GroupMember.objects.create(group=group, claim=claim, confidence=0.9, reason="The same.")
    assert Claim.objects.with_disputed().get(pk=twin.pk).disputed == "suggested"
    link.decide(SuggestionState.CONFIRMED, by=make_user())
    assert Claim.objects.with_disputed().get(pk=twin.pk).disputed == "suggested"
    group.confirm(by=make_user())
    assert Claim.objects.with_disputed().get(pk=twin.pk).disputed == "confirmed"
    GroupMember.objects.get(claim=twin).reject(by=make_user())
    assert Claim.objects.with_disputed().get(pk=twin.pk).disputed == "no"


def test_a_mere_question_carries_no_dispute_over():
    link = make_exchange()
    twin = make_exchange().target
    twin.rebuttals.all().delete()
    group = ClaimGroup.objects.create()
    for claim in (link.target, twin):
        GroupMember.objects.create(group=group, claim=claim, confidence=0.3, reason="Perhaps.")
    assert Claim.objects.with_disputed().get(pk=twin.pk).disputed == "no"


def test_merged_speakers_are_found_together():
    claim = tell(SAFE)
    heir = tell(OTHER, speaker="lind").speaker
    claim.speaker.merge_into(heir, by=make_user())
    assert set(ClaimVector.objects.values_list("speaker", flat=True)) == {heir.pk}
