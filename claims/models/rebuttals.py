"""Rebuttals: which claim answers which."""

from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .claim_queries import LIVE_SUGGESTIONS, text_around
from .claims import Claim, spans_field
from .vocabulary import ClaimState, RebuttalType, SuggestionState


class RebuttalQuerySet(models.QuerySet["Rebuttal"]):
    def live(self) -> Self:
        """Not rejected, and both claims stand in texts that stand."""
        return self.filter(
            state__in=LIVE_SUGGESTIONS,
            rebutting__state=ClaimState.CURRENT,
            target__state=ClaimState.CURRENT,
            rebutting__version__is_current=True,
            target__version__is_current=True,
        )

    def latest_first(self) -> Self:
        """By the day on which the answer was published, newest first, undated last."""
        return self.order_by(F("rebutting__version__article__published_on").desc(nulls_last=True), "-pk")

    def with_context(self) -> Self:
        """`target_text_around`, `rebutting_text_around`: both claims' words with what stands on either side."""
        return self.annotate(**text_around("target__"), **text_around("rebutting__"))

    def for_list(self) -> Self:
        """Both claims spelled out, with speaker, article and outlet, in one query; the texts stay in the database."""
        return self.select_related(
            "decided_by",
            "target__speaker",
            "target__version__article__outlet",
            "rebutting__speaker",
            "rebutting__version__article__outlet",
        ).defer("target__version__text", "rebutting__version__text", "target__search", "rebutting__search")


@keeps_history()
class Rebuttal(models.Model):
    """Claim `rebutting` denies, corrects, dismisses or counters claim `target`.

    `phrase` are the words that tie the two, in the rebutting claim's text ("the Russian accusations").
    """

    rebutting = models.ForeignKey(Claim, models.PROTECT, related_name="answers_to")
    target = models.ForeignKey(Claim, models.PROTECT, related_name="rebuttals")
    type = models.CharField(max_length=20, choices=RebuttalType)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.SUGGESTED)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    phrase = models.TextField(blank=True)
    phrase_spans = spans_field()
    confidence = models.FloatField(null=True, blank=True)
    extractor_version = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RebuttalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["updated_at", "id"], name="rebuttal_changed")]
        constraints = [
            models.UniqueConstraint(fields=["rebutting", "target"], name="rebuttal_once"),
            models.CheckConstraint(condition=~Q(rebutting=F("target")), name="rebuttal_not_of_itself"),
            models.CheckConstraint(condition=Q(type__in=RebuttalType.values), name="rebuttal_type_known"),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="rebuttal_state_known"),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.SUGGESTED) | Q(decided_by__isnull=False),
                name="rebuttal_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rebutting_id} {self.get_type_display().lower().removesuffix(' it')} {self.target_id}"

    @transaction.atomic
    def decide(self, state: SuggestionState, *, by: User) -> None:
        """A person confirms or rejects the link; extraction will not bring it up again."""
        self.state = state
        self.decided_by = by
        self.decided_at = timezone.now()
        self.save()
        for claim in Claim.objects.select_for_update().filter(pk__in=[self.rebutting_id, self.target_id]):
            claim.touch()
