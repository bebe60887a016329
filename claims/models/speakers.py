"""Speakers: the people and bodies that statements are attributed to, across articles."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import count
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify

from articles.models import Article
from claimtrack import locks
from claimtrack.history import keeps_history

from .vocabulary import ClaimState, SpeakerKind

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "the"])


def name_key(name: str) -> str:
    """The form that names are compared in: lower case, no accents, titles, possessives or punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’]s\b", "", text)
    words = re.findall(r"\w+", text)
    return " ".join([word for word in words if word not in _TITLES] or words)


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def named(self) -> Self:
        """Without the unnamed sources of single articles."""
        return self.exclude(kind=SpeakerKind.ANONYMOUS)

    def with_counts(self) -> Self:
        """`claim_count`: current claims in current texts, headline twins left out."""
        counted = models.Q(claims__state=ClaimState.CURRENT, claims__headline=False, claims__version__is_current=True)
        return self.annotate(claim_count=models.Count("claims", filter=counted))

    def most_heard(self) -> Self:
        """Those with most claims first; asks for `with_counts()` before."""
        return self.order_by("-claim_count", "name", "pk")

    def search(self, words: str) -> Self:
        """By name or any other name, in part."""
        key = name_key(words)
        if not key:
            return self
        return self.filter(models.Exists(SpeakerName.objects.filter(speaker=models.OuterRef("pk"), key__contains=key)))

    def resolve(
        self,
        *,
        name: str,
        kind: str,
        aliases: Iterable[str] = (),
        part_of: str = "",
        article: Article | None = None,
    ) -> "Speaker":
        """The speaker of that name and kind, made if nobody has it yet; its aliases are remembered.

        Only a full name joins speakers across articles. A single word is a full name for a body (Russia, Acme), but
        not for a person, since two people may share a surname: a person known by one word only stays with `article`.
        An unnamed source ("a senior official") always does.
        """
        key = name_key(name)[:300]
        local = kind == SpeakerKind.ANONYMOUS or (kind == SpeakerKind.PERSON and " " not in key)
        scope = article if local else None
        found = self._called(key, kind, scope)
        if found is None:
            parent = self.resolve(name=part_of, kind=SpeakerKind.GOVERNMENT) if part_of else None
            with transaction.atomic():
                # One maker at a time, who looks again: two workers must not both make Dmitry Peskov.
                locks.hold("speakers")
                found = self._called(key, kind, scope) or self._make(
                    name=name, kind=kind, article=scope, part_of=parent
                )
        speaker = found.standing_for
        speaker.also_called(aliases)
        return speaker

    def _called(self, key: str, kind: str, article: Article | None) -> "Speaker | None":
        same_name = self.filter(kind=kind, article=article, names__key=key, names__decides=True)
        return same_name.select_related("merged_into").order_by("pk").first()

    def _make(self, *, name: str, kind: str, article: Article | None, part_of: "Speaker | None") -> "Speaker":
        plain = unicodedata.normalize("NFKD", name)
        base = slugify(plain)[:80].strip("-") or "speaker"
        taken = set(self.model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        slug = base if base not in taken else next(s for n in count(2) if (s := f"{base}-{n}") not in taken)
        speaker = self.create(name=name[:300], slug=slug, kind=kind, article=article, part_of=part_of)
        speaker.names.create(name=name[:300], key=name_key(name)[:300], decides=True)
        return speaker


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

    def also_called(self, names: Iterable[str]) -> None:
        """Remember other names; they help searching but never decide who somebody is."""
        wanted = {name_key(name)[:300]: name[:300] for name in names if name_key(name)}
        known = set(self.names.values_list("key", flat=True))
        SpeakerName.objects.bulk_create(
            [SpeakerName(speaker=self, name=name, key=key) for key, name in wanted.items() if key not in known],
            ignore_conflicts=True,
        )


@keeps_history()
class SpeakerName(models.Model):
    """A name that a speaker goes by. Names that `decide` join mentions across articles; others only help to search."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    decides = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["key"], name="speaker_name_key"),
            GinIndex(OpClass("key", name="gin_trgm_ops"), name="speaker_name_part"),
        ]
        constraints = [models.UniqueConstraint(fields=["speaker", "key"], name="speaker_name_once")]

    def __str__(self) -> str:
        return self.name
