"""Rebuttals: which claim answers which."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticleVersion
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

    def for_page(self) -> Self:
        """As `for_list()`, with the texts that the two claims stand in."""
        return self.for_list().defer(None).defer("target__search", "rebutting__search")

    def among(self, claims: Iterable[int]) -> Self:
        """Those that join two of these claims."""
        ids = list(claims)
        return self.filter(rebutting__in=ids, target__in=ids)

    def by_speakers(self) -> models.QuerySet["Rebuttal", Any]:
        """Who answers whom: a row for each two speakers, with `number` and how many of these are `confirmed`."""
        sides = {
            f"{name}_{field}": F(f"{side}__speaker__{field}")
            for name, side in (("said", "target"), ("answered", "rebutting"))
            for field in ("id", "name", "slug")
        }
        confirmed = Count("pk", filter=Q(state=SuggestionState.CONFIRMED))
        rows: models.QuerySet[Rebuttal, Any] = self.order_by().values(**sides)
        return rows.annotate(number=Count("pk"), confirmed=confirmed).order_by("-number", *sides)

    def decision_counts(self) -> dict[str, int]:
        """`confirmed` and `all`: how many of these an editor has confirmed, and how many there are."""
        confirmed = Count("pk", filter=Q(state=SuggestionState.CONFIRMED))
        return self.order_by().aggregate(confirmed=confirmed, all=Count("pk"))

    def decided_before(self, version: ArticleVersion) -> dict[tuple[int, int], dict[str, Any]]:
        """What people decided on pairs whose words go on in `version`, by the ids of the claims there."""
        rows = self.exclude(state=SuggestionState.SUGGESTED).filter(
            rebutting__continued_by__version=version, target__continued_by__version=version
        )
        fields = ("state", "decided_by_id", "decided_at")
        return {
            (rebutting, target): dict(zip(fields, decision, strict=True))
            for rebutting, target, *decision in rows.values_list(
                "rebutting__continued_by", "target__continued_by", *fields
            )
        }


@keeps_history()
class Rebuttal(models.Model):
    """Claim `rebutting` denies, corrects, dismisses or counters claim `target`.

    `phrase` are the words that tie the two, in the rebutting claim's text ("the Russian accusations"); `reason` says in
    a sentence why the machine takes the one for an answer to the other.
    """

    rebutting = models.ForeignKey(Claim, models.PROTECT, related_name="answers_to")
    target = models.ForeignKey(Claim, models.PROTECT, related_name="rebuttals")
    type = models.CharField(max_length=20, choices=RebuttalType)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.SUGGESTED)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    phrase = models.TextField(blank=True)
    phrase_spans = spans_field()
    reason = models.TextField(blank=True)
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

    def get_absolute_url(self) -> str:
        return reverse("pair", args=[self.pk])

    @property
    def in_words(self) -> str:
        """The pair as a sentence without its stop: "Bo Lind denies what Ana Ruiz said"."""
        verb = self.get_type_display().lower().removesuffix(" it")
        return f"{self.rebutting.speaker or 'Somebody'} {verb} what {self.target.speaker or 'somebody'} said"

    @property
    def stands(self) -> bool:
        """Not rejected, and both claims stand."""
        return self.state != SuggestionState.REJECTED and self.rebutting.stands and self.target.stands

    def confirm(self, by: User) -> None:
        """A person says that the one does answer the other."""
        self.decide(SuggestionState.CONFIRMED, by=by)

    def reject(self, by: User) -> None:
        """A person says that it does not; extraction will not bring it up again."""
        self.decide(SuggestionState.REJECTED, by=by)

    @transaction.atomic
    def decide(self, state: SuggestionState, *, by: User) -> None:
        """Confirm or reject. To say the same again changes nothing; to say the other takes the first decision's place.

        Raises `ValidationError` for what is no decision, and where the suggestion has gone meanwhile.
        """
        if state == SuggestionState.SUGGESTED:
            raise ValidationError("Say whether the one answers the other or not.")
        # Claims first and in order, as tracking does.
        ids = [self.rebutting_id, self.target_id]
        claims = list(Claim.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        current = Rebuttal.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("A later reading of the article no longer takes the one for an answer to the other.")
        if current.state != state:
            current.state, current.decided_by, current.decided_at = state, by, timezone.now()
            current.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])
            for claim in claims:
                claim.touch()
        for name in ("state", "decided_by", "decided_at", "updated_at"):
            setattr(self, name, getattr(current, name))
