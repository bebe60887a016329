"""Hedges: words of an article that leave open whether a thing is so."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from articles.models import ArticleVersion

from .claims import Claim
from .vocabulary import HedgeOwner


@pgtrigger.register(
    pgtrigger.Trigger(
        name="hedge_span_matches_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("body", "TEXT")],
        func="""
            SELECT text INTO body FROM articles_articleversion WHERE id = NEW.version_id;
            IF NEW.words IS DISTINCT FROM substr(body, NEW.start + 1, NEW."end" - NEW.start) THEN
                RAISE EXCEPTION 'hedge %: its words are not those of its span', NEW.id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
)
class Hedge(models.Model):
    """Words such as "alleged" or "what it says was", whose they are, and the claims in whose content they stand.

    No person decides on them; a new reading replaces what it finds otherwise.
    """

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="hedges")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    owner = models.CharField(max_length=10, choices=HedgeOwner)
    claims = models.ManyToManyField(Claim, related_name="hedges")
    extractor_version = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["version", "start"]
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="hedge_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="hedge_has_extent"),
            models.CheckConstraint(condition=Q(owner__in=HedgeOwner.values), name="hedge_owner_known"),
        ]

    def __str__(self) -> str:
        return self.words
