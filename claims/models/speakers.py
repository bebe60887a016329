"""Speakers: the people and bodies that statements are attributed to, across articles."""

from collections.abc import Iterable

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from claims import naming
from claims.naming import Likeness, Named, name_key
from claimtrack import locks
from claimtrack.accounts.models import User
from claimtrack.history import keeps_history

from .speaker_queries import MERGES, SpeakerQuerySet
from .vocabulary import SpeakerKind


@keeps_history()
class Speaker(models.Model):
    """Somebody who is reported to have said something: a person, a body, a document, or an unnamed source.

    The role and affiliation that an article gives belong to the claim; people change offices.
    """

    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=SpeakerKind)
    # An office's government, a ministry's country: the camp that it speaks for.
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    # Set when an editor found two to be one; old links lead on.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # The one article that an unnamed source, or a person known only by surname, speaks in.
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="unresolved_speakers")
    wikidata_id = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["updated_at", "id"], name="speaker_changed")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=SpeakerKind.values), name="speaker_kind_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="speaker_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="speaker_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=SpeakerKind.ANONYMOUS) | models.Q(article__isnull=False),
                name="speaker_unnamed_stays_in_its_article",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])

    @property
    def standing_for(self) -> "Speaker":
        """Itself, or whom it was merged into."""
        speaker = self
        while speaker.merged_into is not None:
            speaker = speaker.merged_into
        return speaker

    def as_named(self) -> Named:
        """Its names as they are compared; asks for nothing where `names` and `part_of` are loaded."""
        names = list(self.names.all())
        return Named(
            tuple(each.name for each in names if each.decides),
            self.kind,
            self.part_of.name if self.part_of else "",
            naming.short_names(each.name for each in names if not each.decides),
        )

    def also_called(self, names: Iterable[str]) -> None:
        """Remember other names; they help searching but never decide who somebody is."""
        wanted = {name_key(name)[:300]: name for name in names if name_key(name)}
        if not wanted:
            return
        known = set(self.names.values_list("key", flat=True))
        SpeakerName.objects.bulk_create(
            [SpeakerName.of(self, name) for key, name in wanted.items() if key not in known], ignore_conflicts=True
        )

    def decidedly_called(self, name: str) -> None:
        """Remember another spelling of the full name: whoever is called so from now on is this speaker."""
        new = SpeakerName.of(self, name, decides=True)
        SpeakerName.objects.update_or_create(
            speaker=self,
            key=new.key,
            defaults={"decides": True},
            create_defaults={"name": new.name, "blocks": new.blocks, "decides": True},
        )

    def may_be(self, others: Iterable[tuple["Speaker", Likeness]]) -> None:
        """Ask an editor whether this speaker is one of `others`, the likeliest few of them."""
        from .matches import SpeakerMatch

        SpeakerMatch.objects.suggest(self, others)

    def look_for_matches(self) -> None:
        """Ask an editor about every speaker who was here before and may be this one. Needs a transaction."""
        locks.hold(MERGES, shared=True)
        alike = Speaker.objects.alike(self.as_named()) if self.merged_into_id is None else []
        self.may_be((other, likeness.as_doubt()) for other, likeness in alike if other.pk < self.pk)

    @transaction.atomic
    def merge_into(self, heir: "Speaker", *, by: User) -> None:
        """Everything of this speaker becomes `heir`'s; it stays as the place that old links lead on from.

        History says what was whose, in a context that names both: enough to part them again. Raises `ValidationError`
        where the two cannot be one.
        """
        from .claim_vectors import ClaimVector
        from .matches import SpeakerMatch

        locks.hold(MERGES)
        both = Speaker.objects.select_for_update(of=("self",)).in_bulk([self.pk, heir.pk])
        gone, kept = both[self.pk], both[heir.pk]
        gone._check_merge(kept)
        with pghistory.context(merged_speaker=gone.pk, into_speaker=kept.pk, by=by.pk):
            now = timezone.now()
            gone.claims.update(speaker=kept, updated_at=now)
            ClaimVector.objects.filter(speaker=gone).update(speaker=kept)
            gone.parts.exclude(pk=kept.pk).update(part_of=kept, updated_at=now)
            if kept.part_of_id in {None, gone.pk} and gone.part_of_id != kept.pk:
                kept.part_of_id = gone.part_of_id
            kept.wikidata_id = kept.wikidata_id or gone.wikidata_id
            if kept.article_id != gone.article_id:
                kept.article = None
            kept.save()
            kept._take_names_of(gone)
            gone.merged_into = kept
            gone.save()
            SpeakerMatch.objects.follow(gone, kept)
        self.merged_into, heir.article, heir.updated_at = kept, kept.article, kept.updated_at

    def _check_merge(self, heir: "Speaker") -> None:
        if self.pk == heir.pk:
            raise ValidationError("A speaker cannot be merged into itself.")
        for each in (self, heir):
            if each.merged_into_id:
                raise ValidationError(f"{each} was merged into another speaker already.")
            if each.kind == SpeakerKind.ANONYMOUS:
                raise ValidationError("An unnamed source stays with its article.")
        if (self.kind == SpeakerKind.PERSON) != (heir.kind == SpeakerKind.PERSON):
            raise ValidationError("A person and a body cannot be one.")
        if self.wikidata_id and heir.wikidata_id and self.wikidata_id != heir.wikidata_id:
            raise ValidationError("They have different Wikidata ids.")

    def _take_names_of(self, gone: "Speaker") -> None:
        """Copies: those of the old row still lead here, and say what was whose."""
        own = {each.key: each for each in self.names.all()}
        new = []
        for each in gone.names.all():
            # What decided within one article decides nothing elsewhere.
            decides = each.decides and gone.article_id is None
            if each.key not in own:
                new.append(SpeakerName.of(self, each.name, decides=decides))
            elif decides and not own[each.key].decides:
                own[each.key].decides = True
                own[each.key].save()
        SpeakerName.objects.bulk_create(new)


@keeps_history(exclude=["blocks"])
class SpeakerName(models.Model):
    """A name that a speaker goes by. Names that `decide` join mentions across articles; others only help to search."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    decides = models.BooleanField(default=False)
    # Computed by `claims.naming.blocks`: names that could be of one speaker share at least one.
    blocks = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["key"], name="speaker_name_key"),
            GinIndex(OpClass("key", name="gin_trgm_ops"), name="speaker_name_part"),
            GinIndex(fields=["blocks"], name="speaker_name_block"),
        ]
        constraints = [models.UniqueConstraint(fields=["speaker", "key"], name="speaker_name_once")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, speaker: Speaker, name: str, *, decides: bool = False) -> "SpeakerName":
        """A name, not yet saved, with what it is found by."""
        # Other names of a person are surnames and offices, which are many people's.
        compared = decides or speaker.kind != SpeakerKind.PERSON
        return cls(
            speaker=speaker,
            name=name[:300],
            key=name_key(name)[:300],
            decides=decides,
            blocks=naming.blocks(name, speaker.kind) if compared else [],
        )
