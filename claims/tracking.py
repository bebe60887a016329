"""The one place where extraction meets the database: what was read in a text becomes speakers, claims and links.

May run again on the same text at any time. What it found before and finds again is brought up to date in place, what it
no longer finds is superseded, and whatever a person has touched stays as that person left it.
"""

import logging
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from articles.models import ArticleVersion, Extraction
from claims import extraction, grouping
from claims.extraction import reading as found
from claims.models import (
    GAP,
    MERGES,
    Claim,
    ClaimState,
    EvidenceNote,
    Hedge,
    Rebuttal,
    Speaker,
    SuggestionState,
)
from claimtrack import locks

logger = logging.getLogger(__name__)

# Two readings' contents are the same claim when they share at least half of the characters of both.
SAME_CLAIM = 0.5
MAX_TRIES = 3


@dataclass(frozen=True, slots=True)
class Tracked:
    """What one run did to an article's claims, as counts."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    superseded: int = 0

    @property
    def claims(self) -> int:
        """How many claims of the reading are in the database now."""
        return self.created + self.updated + self.kept


def track(version: ArticleVersion, *, reading: found.Reading | None = None) -> Tracked:
    """Write the claims of `version` in one transaction, then look for them in other articles in a second.

    Reads its text first unless `reading` is given. A copy of another article has no claims of its own, so nothing is
    written for it. Raises what extraction raises.
    """
    if version.extraction == Extraction.COPIED:
        return Tracked()
    if reading is None:
        # Read before the transaction opens: parsing takes seconds and locks should not.
        article = version.article
        reading = extraction.read(version.text, title=article.headline or None, published=article.published_on)
    with transaction.atomic(), pghistory.context(extractor=extraction.VERSION):
        # Whom the reading names must still be there when its claims are stored.
        locks.hold(MERGES, shared=True)
        locked = ArticleVersion.objects.select_for_update(of=("self",)).select_related("article").get(pk=version.pk)
        writer = _Writer(locked, reading)
        tracked = writer.write()
        locked.extraction = Extraction.DONE
        locked.extractor_version = extraction.VERSION
        locked.extraction_error = ""
        locked.extracted_at = timezone.now()
        locked.save(update_fields=["extraction", "extractor_version", "extraction_error", "extracted_at"])
    # In a transaction of its own: whoever groups waits for all others who do.
    grouping.group(locked, [[writer.claims[claim].pk for claim in twins] for twins in reading.groups])
    return tracked


def attempt(version_id: int) -> Tracked:
    """Track a version that waits, counting the try first, so that a text that kills its worker is not tried for ever.

    Does nothing for a version that no longer waits. After `MAX_TRIES` failures the version is set aside with its error.
    """
    with transaction.atomic():
        version = (
            (ArticleVersion.objects.waiting().select_for_update(of=("self",)).select_related("article"))
            .filter(pk=version_id)
            .first()
        )
        if version is None:
            return Tracked()
        version.extraction_tries += 1
        if version.extraction_tries > MAX_TRIES:
            version.extraction = Extraction.FAILED
            version.extraction_error = version.extraction_error or "Its worker was lost each time."
        version.save(update_fields=["extraction_tries", "extraction", "extraction_error"])
    if version.extraction == Extraction.FAILED:
        return Tracked()
    try:
        return track(version)
    except Exception as error:
        logger.exception("Article version %s could not be read", version_id)
        waiting = ArticleVersion.objects.waiting().filter(pk=version_id)
        last = version.extraction_tries >= MAX_TRIES
        waiting.update(
            extraction=Extraction.FAILED if last else Extraction.PENDING,
            extraction_error=f"{type(error).__name__}: {error}"[:2000],
        )
        raise


class _Writer:
    """One run over one version: resolves, matches, writes. Lives as long as its transaction."""

    def __init__(self, version: ArticleVersion, reading: found.Reading) -> None:
        self.version = version
        self.reading = reading
        self.text = version.text
        # Ids of the reading to rows of the database.
        self.claims: dict[str, Claim] = {}

    def write(self) -> Tracked:
        speakers = self._speakers()
        existing = list(Claim.objects.filter(version=self.version).select_for_update().order_by("pk"))
        matches = match(existing, self.reading.claims, speakers)
        earlier = self._earlier()

        created: list[Claim] = []
        updated: list[Claim] = []
        for item in self.reading.claims:
            row = matches.get(item.id)
            if row is None or not row.touched_at:
                fields = self._fields(item, speakers)
                if row is None:
                    row = Claim(version=self.version, **fields, continues=earlier.get(_same_words(fields)))
                    created.append(row)
                elif _differs(row, fields):
                    updated.append(_set(row, fields))
            self.claims[item.id] = row
        Claim.objects.bulk_create(created)
        for row in updated:
            row.save()

        matched = {row.pk for row in matches.values()}
        lost = [row for row in existing if row.pk not in matched and not row.touched_at and row.state == "current"]
        for row in lost:
            row.state = ClaimState.SUPERSEDED
            row.save(update_fields=["state", "updated_at"])

        self._link_claims()
        self._write_rebuttals()
        self._write_notes()
        self._write_hedges()
        kept = len(self.reading.claims) - len(created) - len(updated)
        return Tracked(len(created), len(updated), kept, len(lost))

    def _speakers(self) -> dict[str, tuple[found.Speaker, Speaker]]:
        rows = {}
        for item in self.reading.speakers:
            row = Speaker.objects.resolve(
                name=item.name,
                kind=item.kind,
                aliases=item.aliases,
                part_of=item.part_of,
                article=self.version.article,
                role=item.role,
                affiliation=item.affiliation,
            )
            rows[item.key] = (item, row)
        return rows

    def _fields(self, item: found.Claim, speakers: dict[str, tuple[found.Speaker, Speaker]]) -> dict[str, Any]:
        """The columns that a claim of the reading fills, links to other claims left out."""
        named, speaker = speakers[item.speaker] if item.speaker else (None, None)
        return {
            "speaker": speaker,
            "role": named.role[:500] if named else "",
            "affiliation": named.affiliation[:500] if named else "",
            "source_spans": _lists(item.source),
            "cue_spans": _lists(item.cue),
            "content_spans": _lists(item.content),
            "quoted_spans": _lists(item.quoted),
            "start": item.content[0].start,
            "end": item.content[-1].end,
            "source": self._words(item.source),
            "cue": self._words(item.cue),
            "words": self._words(item.content),
            "mode": item.mode,
            "act": item.act,
            "utterance": item.utterance or "",
            "headline": item.headline,
            "said_on": item.said_on[:100],
            "said_day": item.said_day,
            "venue": item.venue[:300],
            "audience": item.audience[:300],
            "channel": item.channel[:300],
            "place": item.place[:300],
            "suggested_status": item.suggested_status,
            "confidence": item.confidence,
            "extractor_version": extraction.VERSION,
            "state": ClaimState.CURRENT,
        }

    def _words(self, spans: found.Spans) -> str:
        return GAP.join(span.of(self.text) for span in spans)

    def _earlier(self) -> dict[tuple[int | None, str], Claim]:
        """Claims of the version before this one, by speaker and words."""
        before = Claim.objects.filter(
            version__article=self.version.article, version__number=self.version.number - 1
        ).exclude(state=ClaimState.SUPERSEDED)
        return {(row.speaker_id, row.words): row for row in before}

    def _link_claims(self) -> None:
        """Nesting and restatement point from claim to claim, so they wait until all have a key."""
        for item in self.reading.claims:
            row = self.claims[item.id]
            inside = self.claims[item.inside] if item.inside else None
            restates = self.claims[item.restates] if item.restates else None
            if not row.touched_at and (row.inside, row.restates) != (inside, restates):
                row.inside, row.restates = inside, restates
                row.save(update_fields=["inside", "restates", "updated_at"])

    def _write_rebuttals(self) -> None:
        within = Rebuttal.objects.filter(rebutting__version=self.version, target__version=self.version)
        known = {(row.rebutting_id, row.target_id): row for row in within}
        decided = Rebuttal.objects.decided_before(self.version)
        wanted = set()
        for item in self.reading.rebuttals:
            key = (self.claims[item.rebuttal].pk, self.claims[item.target].pk)
            wanted.add(key)
            fields = {
                "type": item.type,
                "confidence": item.confidence,
                "phrase": self._words(item.phrase),
                "phrase_spans": _lists(item.phrase),
                "reason": item.reason,
                "extractor_version": extraction.VERSION,
            }
            row = known.get(key)
            if row is None:
                # What people said of the same words in the article's earlier text holds of them here.
                Rebuttal.objects.create(rebutting_id=key[0], target_id=key[1], **fields, **decided.get(key, {}))
            elif row.state == SuggestionState.SUGGESTED and _differs(row, fields):
                _set(row, fields).save()
        for key, row in known.items():
            if key not in wanted and row.state == SuggestionState.SUGGESTED:
                row.delete()

    def _write_notes(self) -> None:
        known = {(row.start, row.end, row.status): row for row in self.version.evidence_notes.all()}
        wanted: set[tuple[int, int, str]] = set()
        for item in self.reading.evidence_notes:
            key: tuple[int, int, str] = (item.span.start, item.span.end, item.status)
            wanted.add(key)
            row = known.get(key)
            if row is None:
                row = EvidenceNote.objects.create(
                    version=self.version,
                    start=item.span.start,
                    end=item.span.end,
                    words=item.span.of(self.text),
                    status=item.status,
                    by=item.by,
                    confidence=item.confidence,
                    extractor_version=extraction.VERSION,
                )
            if row.state == SuggestionState.SUGGESTED:
                row.claims.set([self.claims[claim] for claim in item.claims])
        for key, row in known.items():
            if key not in wanted and row.state == SuggestionState.SUGGESTED:
                row.delete()

    def _write_hedges(self) -> None:
        known = {(row.start, row.end, row.owner): row for row in self.version.hedges.all()}
        wanted = {(item.span.start, item.span.end, str(item.owner)): item for item in self.reading.hedges}
        # Those gone first: of one span there may be one row only.
        for key, row in known.items():
            if key not in wanted:
                row.delete()
        for key, item in wanted.items():
            hedge = known.get(key) or Hedge.objects.create(
                version=self.version,
                start=item.span.start,
                end=item.span.end,
                words=item.span.of(self.text),
                owner=item.owner,
                extractor_version=extraction.VERSION,
            )
            hedge.claims.set([self.claims[claim] for claim in item.claims])


def match(
    rows: list[Claim],
    items: tuple[found.Claim, ...],
    speakers: dict[str, tuple[found.Speaker, Speaker]],
) -> dict[str, Claim]:
    """Which stored claim each claim of a reading is: one to one, the greatest overlap of contents first.

    The speaker must be the same, unless a person touched the stored claim: that person may have put the speaker right.
    """
    pairs = []
    for item in items:
        speaker = speakers[item.speaker][1].pk if item.speaker else None
        for row in rows:
            same_speaker = row.speaker_id == speaker
            if same_speaker or row.touched_at:
                overlap = iou(row.content_spans, item.content)
                if overlap >= SAME_CLAIM:
                    pairs.append((overlap, same_speaker, -row.pk, item.id, row))
    matches: dict[str, Claim] = {}
    taken: set[int] = set()
    for _, _, _, item_id, row in sorted(pairs, key=lambda pair: pair[:4], reverse=True):
        if item_id not in matches and row.pk not in taken:
            matches[item_id] = row
            taken.add(row.pk)
    return matches


def iou(one: list[list[int]], two: found.Spans) -> float:
    """Characters that both cover, over characters that either covers."""
    if one[-1][1] <= two[0][0] or two[-1][1] <= one[0][0]:
        return 0.0
    first = {at for start, end in one for at in range(start, end)}
    second = {at for start, end in two for at in range(start, end)}
    return len(first & second) / len(first | second)


def _lists(spans: found.Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _same_words(fields: dict[str, Any]) -> tuple[int | None, str]:
    return (fields["speaker"].pk if fields["speaker"] else None, fields["words"])


def _differs(row: Claim | Rebuttal, fields: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items())


def _set[Row: (Claim, Rebuttal)](row: Row, fields: dict[str, Any]) -> Row:
    for name, value in fields.items():
        setattr(row, name, value)
    return row
