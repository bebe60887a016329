"""Claims: what somebody is reported to have said, tied to the characters that say so."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticleVersion
from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .claim_queries import ClaimQuerySet
from .speakers import Speaker
from .vocabulary import Act, ClaimState, EvidenceStatus, Mode

if TYPE_CHECKING:
    from .reviews import Evidence, Review

# Between the pieces of a content that the article interrupts.
GAP = " … "


def spans_field() -> "ArrayField[list[list[int]], list[list[int]]]":
    """`[[start, end], …]`: code points into the version's text, end exclusive, in text order."""
    return ArrayField(ArrayField(models.PositiveIntegerField(), size=2), default=list, blank=True)


_SPANS_MATCH_TEXT = """
    SELECT text INTO body FROM articles_articleversion WHERE id = NEW.version_id;
    FOREACH span SLICE 1 IN ARRAY
        NEW.content_spans || NEW.source_spans || NEW.cue_spans || NEW.quoted_spans
    LOOP
        IF span[1] < 0 OR span[1] >= span[2] OR span[2] > char_length(body) THEN
            RAISE EXCEPTION 'claim %: span [%, %] is not inside its text of % characters',
                NEW.id, span[1], span[2], char_length(body) USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    SELECT string_agg(
            substr(body, NEW.content_spans[n][1] + 1, NEW.content_spans[n][2] - NEW.content_spans[n][1]),
            ' … ' ORDER BY n)
        INTO words FROM generate_subscripts(NEW.content_spans, 1) AS n;
    IF words IS DISTINCT FROM NEW.words
        OR NEW.start IS DISTINCT FROM NEW.content_spans[1][1]
        OR NEW."end" IS DISTINCT FROM NEW.content_spans[array_upper(NEW.content_spans, 1)][2]
    THEN
        RAISE EXCEPTION 'claim %: its words are not those of its spans', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
_DECLARED = [("body", "TEXT"), ("words", "TEXT"), ("span", "INTEGER[]")]
_SPAN_FIELDS = ("version", "start", "end", "words", "content_spans", "source_spans", "cue_spans", "quoted_spans")


@pgtrigger.register(
    pgtrigger.Trigger(
        name="spans_match_text_new",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=_DECLARED,
        func=_SPANS_MATCH_TEXT,
    ),
    pgtrigger.Trigger(
        name="spans_match_text_changed",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*_SPAN_FIELDS),
        declare=_DECLARED,
        func=_SPANS_MATCH_TEXT,
    ),
)
@keeps_history(exclude=["search"])
class Claim(models.Model):
    """What a speaker is reported to have said, in one article's words.

    The spans are the truth; `source`, `cue` and `words` are the same characters, kept for lists and search. The
    database refuses a claim whose words are not what its spans cover.
    """

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="claims")
    # Empty where the article names no source at all ("it was reported that").
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, blank=True, related_name="claims")
    # Who the speaker was, in this article's words.
    role = models.CharField(max_length=500, blank=True)
    affiliation = models.CharField(max_length=500, blank=True)

    source_spans = spans_field()
    cue_spans = spans_field()
    content_spans = spans_field()
    quoted_spans = spans_field()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source = models.TextField(blank=True)
    cue = models.TextField(blank=True)
    words = models.TextField()
    mode = models.CharField(max_length=10, choices=Mode)
    act = models.CharField(max_length=20, choices=Act, default=Act.ASSERTION)

    # Joins the halves of a quotation that its attribution splits; unique within the version.
    utterance = models.CharField(max_length=20, blank=True)
    headline = models.BooleanField(default=False)
    # The claim in whose content this one stands: "Russia accused … of what *it says was* …".
    inside = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="nested")
    # The first claim of the same article that makes the same point.
    restates = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="restatements")
    # The claim of the article's earlier version whose words these still are.
    continues = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="continued_by")

    # The day in the article's words ("Thursday"), and as a date where the published day settles it.
    said_on = models.CharField(max_length=100, blank=True)
    said_day = models.DateField(null=True, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    # What the venue is made of: to whom, by what means, where.
    audience = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=12, choices=ClaimState, default=ClaimState.CURRENT)
    evidence_status = models.CharField(max_length=20, choices=EvidenceStatus, default=EvidenceStatus.UNREVIEWED)
    suggested_status = models.CharField(max_length=20, choices=EvidenceStatus, null=True, blank=True)

    extractor_version = models.CharField(max_length=50, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    # When a person first changed the claim or anything that hangs on it; extraction then leaves it alone.
    touched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    search = models.GeneratedField(
        expression=SearchVector("words", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="claim_search"),
            models.Index(fields=["version", "start"], name="claim_in_text"),
            models.Index(fields=["updated_at", "id"], name="claim_changed"),
            models.Index(fields=["evidence_status"], name="claim_status"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_has_extent"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="claim_mode_known"),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="claim_act_known"),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(condition=Q(evidence_status__in=EvidenceStatus.values), name="claim_status_known"),
            models.CheckConstraint(
                condition=Q(suggested_status=None) | Q(suggested_status__in=EvidenceStatus.values),
                name="claim_suggestion_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1), name="claim_confidence_in_range"
            ),
            # An indirect claim has nothing between quotation marks, a quotation has something.
            models.CheckConstraint(
                condition=Q(mode=Mode.INDIRECT, quoted_spans__len=0)
                | (~Q(mode=Mode.INDIRECT) & Q(quoted_spans__len__gt=0)),
                name="claim_mode_fits_marks",
            ),
            models.CheckConstraint(
                condition=(Q(inside=None) | ~Q(inside=F("id"))) & (Q(restates=None) | ~Q(restates=F("id"))),
                name="claim_not_its_own_twin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker or 'Unknown'}: {self.words[:75]}"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @property
    def stands(self) -> bool:
        """Neither superseded nor discarded. It may stand in a text that its outlet has replaced since."""
        return self.state == ClaimState.CURRENT

    def same_utterance(self) -> Q:
        """Selects, within the version, the pieces of the quotation that this claim is a piece of."""
        return Q(utterance=self.utterance) if self.utterance else Q(pk__in=[])

    @property
    def anchor(self) -> str:
        """The fragment that leads to the claim's words on its article's page."""
        return f"claim-{self.pk}"

    @transaction.atomic
    def review(
        self,
        *,
        reviewer: User,
        status: EvidenceStatus | str,
        reason: str,
        evidence: Iterable["Evidence"] = (),
    ) -> "Review":
        """Record a person's judgement. History is added to, never rewritten.

        Raises `ValidationError`, naming the field, without a reason, or without evidence where the status asks for it.
        """
        cited = list(evidence)
        problems: dict[str, str] = {}
        if status not in EvidenceStatus.values:
            problems["status"] = f"“{status}” is no evidence status: choose one of {', '.join(EvidenceStatus.values)}."
        elif EvidenceStatus(status).needs_evidence and not cited:
            label = EvidenceStatus(status).label
            problems["evidence"] = f"“{label}” needs evidence: give at least one address and what it shows."
        if not reason.strip():
            problems["reason"] = "Say why: the reason stays on record beside the decision."
        if problems:
            raise ValidationError(problems)

        current = Claim.objects.select_for_update().get(pk=self.pk)
        review = current.reviews.create(
            reviewer=reviewer, before=current.evidence_status, after=status, reason=reason.strip()
        )
        for item in cited:
            item.review = review
            item.full_clean()
            item.save()
        current.evidence_status = EvidenceStatus(status)
        current.touch()
        self.evidence_status, self.touched_at, self.updated_at = (
            current.evidence_status,
            current.touched_at,
            current.updated_at,
        )
        return review

    def touch(self) -> None:
        """Save, remembering that a person was here."""
        self.touched_at = self.touched_at or timezone.now()
        self.save(update_fields=["evidence_status", "touched_at", "updated_at"])
