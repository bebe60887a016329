"""Groups: the same claim, by the same speaker or camp, told in several articles."""

from collections.abc import Iterable
from typing import Self

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from claimtrack import locks
from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .claim_queries import LIVE_SUGGESTIONS
from .claims import Claim
from .group_queries import LIKELY, ClaimGroupQuerySet, GroupMemberQuerySet
from .vocabulary import SuggestionState

# Held alone by all who change what belongs together, before any row.
GROUPS = "claims are grouped"
PARTED = "An editor parted the two."


@keeps_history()
class ClaimGroup(models.Model):
    """One claim as several articles tell it; what it is called is what the article that was first calls it."""

    # Set when an editor found two to be one; old links lead on.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="split_off")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ClaimGroupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["updated_at", "id"], name="claim_group_changed")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(merged_into=None) | ~Q(merged_into=F("id")))
                & (Q(split_from=None) | ~Q(split_from=F("id"))),
                name="claim_group_not_its_own",
            )
        ]

    def __str__(self) -> str:
        return f"Group {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.pk])

    @property
    def standing_for(self) -> "ClaimGroup":
        """Itself, or what it was merged into."""
        group = self
        while group.merged_into is not None:
            group = group.merged_into
        return group

    @transaction.atomic
    def confirm(self, *, by: User, claims: Iterable[int] | None = None) -> None:
        """A person says that these claims (else all that are likely) are one. To say it twice changes nothing."""
        self._decide(SuggestionState.CONFIRMED, by, claims)

    @transaction.atomic
    def reject(self, *, by: User, claims: Iterable[int] | None = None) -> None:
        """A person says that these claims (else all suggested) are not; they are not suggested here again."""
        self._decide(SuggestionState.REJECTED, by, claims)

    def _decide(self, state: SuggestionState, by: User, claims: Iterable[int] | None) -> None:
        current = self._locked()
        members = current.members.of_current_claims().select_for_update(of=("self",)).order_by("pk")
        if claims is None:
            chosen = list(members.undecided().told() if state == SuggestionState.CONFIRMED else members.undecided())
        else:
            wanted = set(claims)
            chosen = list(members.filter(claim__in=wanted))
            if missing := wanted - {member.claim_id for member in chosen}:
                raise ValidationError({"claims": f"Not in this group: {', '.join(map(str, sorted(missing)))}."})
        changed = [member for member in chosen if member.state != state]
        for member in changed:
            member._become(state, by)
        _touch(member.claim_id for member in changed)
        if changed:
            current.save(update_fields=["updated_at"])

    @transaction.atomic
    def split(self, claims: Iterable[int], *, by: User) -> "ClaimGroup":
        """These claims become a group of their own, which is returned; to say it again gives the same group.

        Neither side is suggested for the other again. Raises `ValidationError` where they are not all members, or
        where none would be left.
        """
        current = self._locked()
        wanted = set(claims)
        live = {member.claim_id: member for member in current.members.live().select_for_update().order_by("pk")}
        known = current.split_off.filter(members__claim__in=wanted, members__state__in=LIVE_SUGGESTIONS).first()
        if known is not None and wanted and wanted <= set(known.members.live().values_list("claim", flat=True)):
            return known
        if not wanted or not wanted <= set(live):
            raise ValidationError({"claims": "Name claims that belong to this group."})
        if wanted == set(live):
            raise ValidationError({"claims": "These are all there are: nothing would be left."})
        with pghistory.context(split_group=current.pk, by=by.pk):
            apart = ClaimGroup.objects.create(split_from=current)
            for claim, member in live.items():
                if claim in wanted:
                    member._become(SuggestionState.REJECTED, by)
                    state, reason = SuggestionState.CONFIRMED, "An editor made them a group of their own."
                else:
                    state, reason = SuggestionState.REJECTED, PARTED
                GroupMember.objects.create(
                    group=apart, claim_id=claim, state=state, reason=reason, decided_by=by, decided_at=timezone.now()
                )
            _touch(wanted)
            current.save(update_fields=["updated_at"])
        return apart

    @transaction.atomic
    def merge_into(self, other: "ClaimGroup", *, by: User) -> None:
        """All members of this group become members of `other`; it stays as the place that old links lead on from.

        To say it twice changes nothing. Raises `ValidationError` where the two cannot be one.
        """
        locks.hold(GROUPS)
        both = ClaimGroup.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([self.pk, other.pk])
        gone, kept = both[self.pk], both[other.pk]
        if gone.pk == kept.pk:
            raise ValidationError({"into": "A group cannot be merged into itself."})
        if gone.merged_into_id != kept.pk:
            if gone.merged_into_id or kept.merged_into_id:
                raise ValidationError({"into": "One of the two was merged into another group already."})
            with pghistory.context(merged_group=gone.pk, into_group=kept.pk, by=by.pk):
                _touch(gone.members.live().values_list("claim", flat=True))
                known = {member.claim_id: member for member in kept.members.all()}
                for member in gone.members.order_by("pk"):
                    own = known.get(member.claim_id)
                    lives = member.state in LIVE_SUGGESTIONS
                    if own is None:
                        member.group = kept
                        member.save()
                    else:
                        # What an editor kept apart before, this editor joins.
                        member.delete()
                        if lives and own.state == SuggestionState.REJECTED:
                            own._become(SuggestionState.CONFIRMED, by)
                gone.merged_into = kept
                gone.save()
                kept.save(update_fields=["updated_at"])
        self.merged_into = kept

    def _locked(self) -> "ClaimGroup":
        locks.hold(GROUPS)
        current = ClaimGroup.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if current.merged_into_id:
            raise ValidationError(f"This group was merged into group {current.standing_for.pk}.")
        return current


@keeps_history()
class GroupMember(models.Model):
    """The machine's suggestion that a claim belongs to a group, and an editor's answer.

    A claim belongs to one group at most. One that was rejected is never suggested for that group again.
    """

    group = models.ForeignKey(ClaimGroup, models.PROTECT, related_name="members")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.SUGGESTED)
    # From 0 to 1; empty where a person made the group.
    confidence = models.FloatField(null=True, blank=True)
    reason = models.TextField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "claim"], name="group_member_once"),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state__in=LIVE_SUGGESTIONS), name="group_member_of_one_group"
            ),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="group_member_state_known"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
                name="group_member_confidence_in_range",
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.SUGGESTED) | Q(decided_by__isnull=False),
                name="group_member_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} in group {self.group_id}"

    @property
    def is_likely(self) -> bool:
        """Whether readers see it."""
        return self.state == SuggestionState.CONFIRMED or (
            self.state == SuggestionState.SUGGESTED and (self.confidence or 0) >= LIKELY
        )

    def confirm(self, *, by: User) -> None:
        """A person says that the claim belongs here. To say it twice changes nothing."""
        self.group.confirm(by=by, claims=[self.claim_id])
        self.refresh_from_db()

    def reject(self, *, by: User) -> None:
        """A person says that it does not; it is not suggested here again."""
        self.group.reject(by=by, claims=[self.claim_id])
        self.refresh_from_db()

    def _become(self, state: SuggestionState, by: User) -> Self:
        """Save the decision; whoever calls holds the lock. Raises `ValidationError` for a claim of another group."""
        if state == SuggestionState.CONFIRMED and self.state == SuggestionState.REJECTED:
            elsewhere = GroupMember.objects.live().filter(claim=self.claim_id).exclude(pk=self.pk).first()
            if elsewhere is not None:
                raise ValidationError(
                    {"claims": f"Claim {self.claim_id} belongs to group {elsewhere.group_id}: merge the two instead."}
                )
        self.state, self.decided_by, self.decided_at = state, by, timezone.now()
        self.save()
        return self


def _touch(claims: Iterable[int]) -> None:
    """Remember that a person was here, so that extraction leaves these claims alone."""
    now = timezone.now()
    rows = Claim.objects.filter(pk__in=list(claims))
    rows.filter(touched_at=None).update(touched_at=now)
    rows.update(updated_at=now)
