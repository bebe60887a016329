"""Reviews: what people decided about claims, why, and on what evidence. Added to, never rewritten."""

import pgtrigger
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .claims import Claim
from .vocabulary import EvidenceStatus, ReviewState

NEVER_REWRITTEN = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
WEB_ADDRESS = URLValidator(schemes=["http", "https"])


@pgtrigger.register(NEVER_REWRITTEN)
@keeps_history()
class Review(models.Model):
    """A person's decision on a claim. The newest published one is the claim's evidence status."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="reviews")
    before = models.CharField(max_length=20, choices=EvidenceStatus)
    after = models.CharField(max_length=20, choices=EvidenceStatus)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PUBLISHED)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="review_has_a_reason"),
            models.CheckConstraint(
                condition=Q(before__in=EvidenceStatus.values, after__in=EvidenceStatus.values),
                name="review_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.get_after_display()}"


@pgtrigger.register(NEVER_REWRITTEN)
@keeps_history()
class Evidence(models.Model):
    """Something that a review rests on: where it is, what it is called, what it shows."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="evidence")
    url = models.URLField(max_length=2000, validators=[WEB_ADDRESS])
    title = models.CharField(max_length=300)
    shows = models.TextField()
    archive_url = models.URLField(max_length=2000, blank=True, validators=[WEB_ADDRESS])

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title
