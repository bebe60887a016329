"""What was published: outlets, their articles, and each article's text as it stood on a day."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import count

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models.functions import Length, Upper
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from claimtrack import locks
from claimtrack.history import keeps_history

MAX_CHARACTERS = 1_000_000


class Outcome(StrEnum):
    """What became of a text that was sent in."""

    NEW = "new"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A readable article on its way in: `text` already is the headline, a blank line and the body."""

    text: str
    headline: str = ""
    outlet: str = ""
    url: str = ""
    byline: str = ""
    published_on: date | None = None
    published_time: datetime | None = None
    language: str = "en"
    language_certain: bool = True
    source_id: str = ""


class OutletManager(models.Manager["Outlet"]):
    def named(self, name: str) -> "Outlet":
        """The outlet of that name, made if it is new; spelling counts, capitals do not."""
        name = " ".join(name.split())
        found = self.filter(name__iexact=name).first()
        if found:
            return found
        with transaction.atomic():
            # One maker at a time, who looks again: two processes may bring the first two articles of an outlet.
            locks.hold("outlets")
            return self.filter(name__iexact=name).first() or self._make(name)

    def _make(self, name: str) -> "Outlet":
        base = slugify(name)[:80] or "outlet"
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        slug = base if base not in taken else next(s for n in count(2) if (s := f"{base}-{n}") not in taken)
        return self.create(name=name, slug=slug)


@keeps_history()
class Outlet(models.Model):
    """Who published: a paper, an agency, a broadcaster."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    website = models.URLField(blank=True)

    objects = OutletManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Upper("name"), name="outlet_name_once")]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    def latest_first(self) -> "ArticleQuerySet":
        """Newest publication first; undated articles last."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-pk")

    def for_list(self) -> "ArticleQuerySet":
        """All that an article's entry in a list shows, in one query."""
        return self.select_related("outlet", "copy_of").latest_first()

    @transaction.atomic
    def take(self, submission: Submission) -> tuple["ArticleVersion", Outcome]:
        """Store what was sent in, unless it is here already; returns the version that holds its text.

        Same URL and text, or no URL and the same text from the same outlet: unchanged. Same URL, other text: a new
        version. A text that another article has already: an article marked as its copy.
        """
        sha256 = text_hash(submission.text)
        # Two processes that take the same text or URL at once would otherwise both find nothing.
        for key in sorted(filter(None, (sha256, submission.url))):
            locks.hold(key)
        outlet = Outlet.objects.named(submission.outlet) if submission.outlet.strip() else None

        known = self._known(submission, sha256, outlet)
        original = self.filter(versions__sha256=sha256, versions__is_current=True, copy_of=None).order_by("pk").first()
        if known is not None:
            current = known.current_version
            if current.sha256 == sha256:
                return current, Outcome.UNCHANGED
            known.release_copies()
            known.correct(submission, outlet, original)
            return known.add_version(submission.text), Outcome.NEW_VERSION

        article = self.create(
            outlet=outlet,
            url=submission.url or None,
            headline=submission.headline,
            byline=submission.byline,
            published_on=submission.published_on,
            published_time=submission.published_time,
            language=submission.language,
            language_certain=submission.language_certain,
            source_id=submission.source_id,
            copy_of=original,
        )
        return article.add_version(submission.text), Outcome.COPY if original else Outcome.NEW

    def _known(self, submission: Submission, sha256: str, outlet: Outlet | None) -> "Article | None":
        if submission.url:
            return self.filter(url=submission.url).first()
        same_text = self.filter(url=None, outlet=outlet, versions__sha256=sha256, versions__is_current=True)
        return same_text.order_by("pk").first()


@keeps_history()
class Article(models.Model):
    """One publication: what an outlet put under one address, or one text without an address."""

    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="articles")
    url = models.URLField(max_length=2000, null=True, blank=True, unique=True)
    headline = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_time = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en")
    language_certain = models.BooleanField(default=True)
    # What the sender calls it; ours is the primary key.
    source_id = models.CharField(max_length=300, blank=True)
    # The same text was here first, under another address: its claims are this article's, and are not made twice.
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(models.F("published_on").desc(nulls_last=True), models.F("id").desc(), name="article_latest"),
            models.Index(fields=["updated_at", "id"], name="article_changed"),
            GinIndex(OpClass(Upper("headline"), name="gin_trgm_ops"), name="article_headline_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(copy_of=None) | ~models.Q(copy_of=models.F("id")), name="article_no_copy_of_itself"
            )
        ]

    def __str__(self) -> str:
        return self.headline or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def original(self) -> "Article":
        """The article whose claims stand for this one."""
        return self.copy_of or self

    @property
    def current_version(self) -> "ArticleVersion":
        return self.versions.get(is_current=True)

    def add_version(self, text: str) -> "ArticleVersion":
        """Make `text` the current one; the old text and its claims stay as they are."""
        with transaction.atomic():
            last = self.versions.select_for_update().order_by("-number").first()
            self.versions.filter(is_current=True).update(is_current=False)
            return self.versions.create(
                number=last.number + 1 if last else 1,
                text=text,
                sha256=text_hash(text),
                extraction=Extraction.COPIED if self.copy_of_id else Extraction.PENDING,
            )

    def correct(self, submission: Submission, outlet: Outlet | None, original: "Article | None") -> None:
        """Take over what a newer edition says about itself; what it leaves out stays. It copies `original`, if any."""
        for name in ("headline", "byline", "published_on", "published_time", "source_id"):
            if getattr(submission, name):
                setattr(self, name, getattr(submission, name))
        self.outlet = outlet or self.outlet
        self.copy_of = original
        self.save()

    def release_copies(self) -> None:
        """This article is about to change, its copies are not: the first of them becomes the original of the rest."""
        heir = self.copies.order_by("pk").first()
        if heir is None:
            return
        self.copies.exclude(pk=heir.pk).update(copy_of=heir)
        heir.copy_of = None
        heir.save(update_fields=["copy_of", "updated_at"])
        heir.versions.filter(is_current=True).update(extraction=Extraction.PENDING)


class Extraction(models.TextChoices):
    """Where an article's text stands on its way to claims."""

    PENDING = "pending", "Waiting to be read"
    DONE = "done", "Read"
    FAILED = "failed", "Could not be read"
    COPIED = "copied", "Read as another article's text"


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def current(self) -> "ArticleVersionQuerySet":
        return self.filter(is_current=True)

    def waiting(self) -> "ArticleVersionQuerySet":
        return self.filter(extraction=Extraction.PENDING)


@pgtrigger.register(
    pgtrigger.ReadOnly(name="text_is_written_once", fields=["article", "number", "text", "sha256", "seen_at"])
)
class ArticleVersion(models.Model):
    """An article's text as it stood when we saw it. Claims hang on a version; their offsets never move.

    `text` is the headline, a blank line and the body. The version knows how far extraction has come, by which extractor
    and after how many tries, so that the queue need only deliver and may lose or repeat what it likes.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    seen_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)

    extraction = models.CharField(max_length=10, choices=Extraction, default=Extraction.PENDING)
    extractor_version = models.CharField(max_length=50, blank=True)
    extraction_tries = models.PositiveSmallIntegerField(default=0)
    extraction_error = models.TextField(blank=True)
    extraction_requested_at = models.DateTimeField(null=True, blank=True)
    extracted_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        indexes = [
            models.Index(fields=["sha256"], name="version_hash"),
            models.Index(
                fields=["extraction_requested_at"],
                condition=models.Q(extraction=Extraction.PENDING),
                name="version_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(is_current=True), name="version_one_current"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="version_text_present"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MAX_CHARACTERS), name="version_text_bounded"
            ),
            models.CheckConstraint(
                condition=models.Q(extraction__in=Extraction.values), name="version_extraction_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, version {self.number}"

    def get_absolute_url(self) -> str:
        query = "" if self.is_current else f"?version={self.number}"
        return self.article.get_absolute_url() + query


def text_hash(text: str) -> str:
    """SHA-256 of the UTF-8 form, as hexadecimal: names the text that offsets refer to."""
    return hashlib.sha256(text.encode()).hexdigest()
