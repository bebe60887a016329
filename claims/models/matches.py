"""Matches: two speakers who may be one, for an editor to say."""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Max, Min, OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from claims.naming import Likeness
from claimtrack import locks
from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .claims import Claim
from .speaker_queries import MERGES
from .speakers import Speaker
from .vocabulary import SuggestionState

# More than an editor would look through for one new speaker.
MOST_SUGGESTED = 5
LATEST_CLAIMS = 2


class SpeakerMatchQuerySet(models.QuerySet["SpeakerMatch"]):
    def undecided(self) -> Self:
        return self.filter(state=SuggestionState.SUGGESTED)

    def of(self, speaker: Speaker) -> Self:
        """Those that `speaker` is one side of."""
        return self.filter(Q(left=speaker) | Q(right=speaker))

    def likeliest_first(self) -> Self:
        return self.order_by("-score", "pk")

    def for_list(self) -> Self:
        """Both speakers with what tells them apart, in a constant number of queries."""
        return self.select_related("decided_by").prefetch_related(*[Prefetch(side, _portraits()) for side in SIDES])

    def suggest(self, speaker: Speaker, others: Iterable[tuple[Speaker, Likeness]]) -> None:
        """Ask whether `speaker` is one of `others`. A pair that was asked about before is not asked about again."""
        likeliest = sorted(others, key=lambda pair: (-pair[1].score, pair[0].pk))
        rows: dict[int, SpeakerMatch] = {}
        for other, likeness in likeliest:
            if other.pk not in {speaker.pk, *rows} and len(rows) < MOST_SUGGESTED:
                left, right = sorted((speaker, other), key=lambda each: each.pk)
                rows[other.pk] = SpeakerMatch(left=left, right=right, score=likeness.score, reason=likeness.reason)
        if rows:
            self.bulk_create(rows.values(), ignore_conflicts=True)

    def follow(self, gone: Speaker, heir: Speaker) -> None:
        """What was asked or answered about `gone` holds of `heir` from now on, unless `heir` has its own answer."""
        settled = {match.other_than(heir).pk: match for match in self.of(heir).select_related(*SIDES)}
        for match in self.of(gone).select_related(*SIDES):
            other = match.other_than(gone)
            known = settled.get(other.pk)
            if other == heir or other.merged_into_id or match.state == SuggestionState.CONFIRMED:
                continue
            if match.state == SuggestionState.SUGGESTED:
                if known:
                    match.delete()
                else:
                    match.left, match.right = sorted((heir, other), key=lambda each: each.pk)
                    match.save()
            elif known is None:
                left, right = sorted((heir, other), key=lambda each: each.pk)
                self.create(
                    left=left,
                    right=right,
                    score=match.score,
                    reason=match.reason,
                    state=match.state,
                    decided_by=match.decided_by,
                    decided_at=match.decided_at,
                )
            elif known.state == SuggestionState.SUGGESTED:
                known.state, known.decided_by, known.decided_at = match.state, match.decided_by, match.decided_at
                known.save()


@keeps_history()
class SpeakerMatch(models.Model):
    """The machine's question whether two speakers are one, and an editor's answer.

    `left` was here first. A pair is asked about once: one that was rejected is never suggested again.
    """

    left = models.ForeignKey(Speaker, models.PROTECT, related_name="matches_with_later")
    right = models.ForeignKey(Speaker, models.PROTECT, related_name="matches_with_earlier")
    # From 0 to 1; only orders the list.
    score = models.FloatField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.SUGGESTED)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SpeakerMatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "speaker matches"
        indexes = [models.Index(fields=["state", "-score", "id"], name="speaker_match_queue")]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="speaker_match_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="speaker_match_in_order"),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="speaker_match_state_known"),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.SUGGESTED) | Q(decided_by__isnull=False),
                name="speaker_match_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} and {self.right}"

    def get_absolute_url(self) -> str:
        return reverse("speaker-match", args=[self.pk])

    def other_than(self, speaker: Speaker) -> Speaker:
        return self.right if self.left_id == speaker.pk else self.left

    @property
    def heir(self) -> Speaker:
        """Who stays if they are one: whoever was here first, but rather a full name than one article's surname."""
        return self.right if self.left.article_id and not self.right.article_id else self.left

    @transaction.atomic
    def decide(self, state: SuggestionState, *, by: User) -> None:
        """A person says that the two are one, which merges them, or that they are not. To say it twice changes nothing.

        Raises `ValidationError` where they are one already, or can no longer become it.
        """
        # Before any row, as all who merge do.
        locks.hold(MERGES)
        current = SpeakerMatch.objects.select_for_update().get(pk=self.pk)
        if current.state != state:
            if current.state == SuggestionState.CONFIRMED:
                raise ValidationError("An editor found them to be one speaker, and they were merged.")
            if state == SuggestionState.SUGGESTED:
                raise ValidationError("Say whether they are the same speaker or not.")
            current.state, current.decided_by, current.decided_at = state, by, timezone.now()
            current.save()
            if state == SuggestionState.CONFIRMED:
                gone, heir = current.other_than(current.heir), current.heir
                gone.merge_into(heir, by=by)
        self.state, self.decided_by, self.decided_at = current.state, current.decided_by, current.decided_at


SIDES = ("left", "right")


def _portraits() -> models.QuerySet[Speaker]:
    """Speakers with their names, roles, outlets and latest claims."""
    said = Claim.objects.listed().filter(speaker=OuterRef("pk")).order_by()
    day = "version__article__published_on"
    roles = (
        said.exclude(role="", affiliation="")
        .values("role", "affiliation")
        .annotate(first=Min(day), last=Max(day))
        .order_by(F("last").desc(nulls_last=True), "role", "affiliation")
    )
    outlets = said.exclude(version__article__outlet=None).order_by("version__article__outlet__name").distinct()
    latest = Claim.objects.listed().for_list()[:LATEST_CLAIMS]
    return (
        Speaker.objects.with_counts()
        .select_related("part_of", "merged_into", "article")
        .annotate(
            roles=ArraySubquery(
                roles.values(json=JSONObject(role="role", affiliation="affiliation", first="first", last="last"))[:5]
            ),
            outlets=ArraySubquery(outlets.values("version__article__outlet__name")),
        )
        .prefetch_related("names", Prefetch("claims", latest, to_attr="latest_claims"))
    )
