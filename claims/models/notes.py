"""Evidence notes: the reporter's own words on how claims stand to the evidence."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from articles.models import ArticleVersion
from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .claims import Claim
from .vocabulary import NoteOwner, NoteStatus, SuggestionState


@pgtrigger.register(
    pgtrigger.Trigger(
        name="note_span_matches_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("body", "TEXT")],
        func="""
            SELECT text INTO body FROM articles_articleversion WHERE id = NEW.version_id;
            IF NEW.words IS DISTINCT FROM substr(body, NEW.start + 1, NEW."end" - NEW.start) THEN
                RAISE EXCEPTION 'evidence note %: its words are not those of its span', NEW.id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
)
@keeps_history()
class EvidenceNote(models.Model):
    """A stretch of an article that says how `claims` stand to the evidence ("offered no proof"); it only suggests."""

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="evidence_notes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    status = models.CharField(max_length=20, choices=NoteStatus)
    by = models.CharField(max_length=12, choices=NoteOwner, default=NoteOwner.REPORTER)
    claims = models.ManyToManyField(Claim, related_name="evidence_notes")
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.SUGGESTED)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    extractor_version = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["version", "start"]
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end", "status"], name="note_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="note_has_extent"),
            models.CheckConstraint(condition=Q(status__in=NoteStatus.values), name="note_status_known"),
            models.CheckConstraint(condition=Q(by__in=NoteOwner.values), name="note_owner_known"),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="note_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.words[:75]}"
