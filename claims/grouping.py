"""Where a claim is told again in another article: called by `tracking`, and by `manage.py group_claims`.

Vectors find the nearest claims, `claims.sameness` decides on each, and what it finds is suggested. The rows that a
person has decided on stay; a claim that was rejected from a group is not suggested for it again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from articles.models import ArticleVersion
from claims import sameness
from claims.models import GROUPS, LIVE_SUGGESTIONS, Claim, ClaimGroup, ClaimVector, GroupMember, SuggestionState
from claims.models.claim_vectors import digest_of
from claims.sameness import Comparison, Side, Statement, Verdict
from claims.sameness.vectors import vectors_of
from claimtrack import locks

# More members than this are not compared with a newcomer one by one.
MOST_COMPARED = 40
SAID_AGAIN = 0.8  # how sure that twins within an article are one claim
IN_ITS_ARTICLE = "Said again in the same article."
AS_BEFORE = "It was so before the article was changed."


def group(version: ArticleVersion, twins: Iterable[Sequence[int]] = ()) -> None:
    """Look for the claims of `version` in other articles. `twins` are ids of its claims that say the same.

    Claims whose words have not changed since they were looked for are left alone. Loads the word vectors if there is
    something to look for, so no web process may call this.
    """
    claims = list(Claim.objects.listed().filter(version=version).select_related("speaker__part_of").in_text_order())
    known = dict(ClaimVector.objects.filter(claim__in=claims).values_list("claim", "digest"))
    new = [claim for claim in claims if known.get(claim.pk) != digest_of(claim.words)]
    vectors: Any = vectors_of([claim.words for claim in new]) if new else []
    with transaction.atomic(), pghistory.context(grouping=True):
        locks.hold(GROUPS)
        _forget(version, [claim.pk for claim in new if claim.pk in known])
        rows = [
            ClaimVector(claim=claim, embedding=vector, speaker_id=claim.speaker_id, digest=digest_of(claim.words))
            for claim, vector in zip(new, vectors, strict=True)
        ]
        ClaimVector.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["embedding", "speaker", "digest"],
        )
        _inherit(new)
        grouper = _Grouper(version, {row.claim_id: row.embedding for row in rows})
        for unit in _units(new, twins):
            grouper.place(unit)


def _forget(version: ArticleVersion, changed: Sequence[int]) -> None:
    """Take back what was suggested for words that are no longer there."""
    gone = Claim.objects.filter(version=version).exclude(pk__in=Claim.objects.listed())
    suggested = GroupMember.objects.undecided().filter(claim__version=version)
    suggested.filter(claim__in=[*changed, *gone.values_list("pk", flat=True)]).delete()
    ClaimVector.objects.filter(claim__in=gone.values("pk")).delete()
    ClaimVector.objects.filter(claim__version__article=version.article_id, claim__version__is_current=False).delete()


def _inherit(claims: Sequence[Claim]) -> None:
    """A claim that goes on from an earlier version of its article belongs where that one did, and not where not."""
    before = {claim.continues_id: claim for claim in claims if claim.continues_id}
    settled = set(GroupMember.objects.filter(claim__in=before.values()).values_list("claim", flat=True))
    for member in GroupMember.objects.filter(claim__in=before, group__merged_into=None).order_by("pk"):
        heir = before[member.claim_id]
        if heir.pk not in settled:
            GroupMember.objects.create(
                group_id=member.group_id,
                claim=heir,
                state=member.state,
                confidence=member.confidence,
                reason=member.reason or AS_BEFORE,
                decided_by_id=member.decided_by_id,
                decided_at=member.decided_at,
            )


def _units(claims: Sequence[Claim], twins: Iterable[Sequence[int]]) -> list[list[Claim]]:
    """The claims in text order, those together that their article says twice."""
    by_key = {claim.pk: claim for claim in claims}
    first = {claim.pk: claim.restates_id for claim in claims if claim.restates_id in by_key}
    for keys in twins:
        present = [key for key in keys if key in by_key]
        first |= {key: present[0] for key in present[1:] if key not in first and present[0] not in first}
    units: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = claim.pk
        while key in first and first[key] is not None:
            key = first[key]
        units[key].append(claim)
    return list(units.values())


@dataclass(slots=True)
class _Found:
    """A claim of another article that may be this one, and the group that it is in."""

    claim: Claim
    comparison: Comparison
    membership: GroupMember | None = None


class _Grouper:
    """One run over one version, as long as its transaction lasts."""

    def __init__(self, version: ArticleVersion, vectors: dict[int, Any]) -> None:
        self.version = version
        self.vectors = vectors

    def place(self, unit: Sequence[Claim]) -> None:
        """Put the claims of one unit where they belong; those with a group already stay there."""
        placed = {
            row.claim_id: row for row in GroupMember.objects.live().filter(claim__in=unit).select_related("group")
        }
        target = next((row.group for row in placed.values() if row.is_likely), None)
        rest = [claim for claim in unit if claim.pk not in placed]
        found = {claim.pk: likest for claim in rest if (likest := self._likest(claim))}
        best = max(found.values(), key=lambda each: each.comparison.score, default=None)
        if target is None and best is not None:
            target = self._group_of(best)
        elif target is None and len(unit) > 1 and rest:
            target = ClaimGroup.objects.create()
        if target is None:
            return
        for claim in rest:
            own = found.get(claim.pk)
            if len(unit) > 1 and (own is None or own.comparison.verdict != Verdict.SAME):
                self._suggest(target, claim, SAID_AGAIN, IN_ITS_ARTICLE)
            elif own is not None:
                self._suggest(target, claim, own.comparison.score, own.comparison.reason)

    def _likest(self, claim: Claim) -> "_Found | None":
        """The likeliest claim of another article that this one may join, or nothing."""
        if claim.speaker is None or claim.speaker.kind == "anonymous":
            return None
        rejected = GroupMember.objects.filter(claim=claim, state=SuggestionState.REJECTED)
        barred = set(rejected.values_list("group", flat=True))
        mine = statement_of(claim, self.version)
        for found in self._candidates(claim, mine):
            row = found.membership
            if row is not None and row.is_likely:
                if row.group_id not in barred and not self._contradicts(mine, row.group_id, found.claim.pk):
                    return found
            # What is a mere question itself is no place to join, unless this is clearly it.
            elif (found.comparison.verdict == Verdict.SAME or row is None) and not self._parted(claim, found.claim):
                return found
        return None

    def _group_of(self, found: "_Found") -> ClaimGroup:
        """The group that a claim of another article is in; made for it where it has none that is likely."""
        if found.membership is not None:
            if found.membership.is_likely:
                return found.membership.group
            found.membership.delete()
        made = ClaimGroup.objects.create()
        twins = Claim.objects.listed().filter(version=found.claim.version_id, restates=found.claim)
        self._suggest(made, found.claim, found.comparison.score, found.comparison.reason)
        for twin in twins:
            self._suggest(made, twin, SAID_AGAIN, IN_ITS_ARTICLE)
        return made

    def _candidates(self, claim: Claim, mine: Statement) -> list[_Found]:
        """Claims of other articles that may be this one, the likeliest first."""
        near = ClaimVector.objects.neighbours(claim, self.vectors[claim.pk])
        alike = {pk: cosine for pk, cosine in near.items() if cosine >= sameness.CANDIDATE}
        rows = (
            Claim.objects.listed()
            .filter(pk__in=alike, speaker__isnull=False)
            .exclude(version__article=self.version.article_id)
            .select_related("speaker__part_of", "version__article")
            .defer("version__text", "search")
        )
        found = []
        for row in rows:
            comparison = sameness.compare(mine, statement_of(row), alike[row.pk])
            if comparison.verdict in {Verdict.SAME, Verdict.UNSURE}:
                found.append(_Found(row, comparison))
        members = GroupMember.objects.live().filter(claim__in=[each.claim for each in found]).select_related("group")
        by_claim = {member.claim_id: member for member in members}
        for each in found:
            each.membership = by_claim.get(each.claim.pk)
        return sorted(found, key=lambda each: (-each.comparison.score, each.claim.pk))

    def _contradicts(self, mine: Statement, group: int, besides: int) -> bool:
        """Whether another likely member of the group says otherwise."""
        members = GroupMember.objects.live().of_current_claims().filter(group=group).exclude(claim=besides)
        claims = (
            Claim.objects.filter(pk__in=members.filter_likely().values("claim")[:MOST_COMPARED])
            .select_related("speaker__part_of", "version__article")
            .defer("version__text", "search")
        )
        return any(
            sameness.compare_propositions(mine, statement_of(each)).verdict == Verdict.CONFLICTING for each in claims
        )

    def _parted(self, one: Claim, other: Claim) -> bool:
        """Whether an editor took either claim out of a group that the other belongs to, or belonged to."""
        rejected = GroupMember.objects.filter(state=SuggestionState.REJECTED)
        return any(
            rejected.filter(claim=out, group__members__claim=left).exists()
            for out, left in ((one, other), (other, one))
        )

    def _suggest(self, group: ClaimGroup, claim: Claim, score: float, reason: str) -> None:
        known = GroupMember.objects.filter(claim=claim)
        if not known.filter(group=group).exists() and not known.filter(state__in=LIVE_SUGGESTIONS).exists():
            GroupMember.objects.create(group=group, claim=claim, confidence=score, reason=reason)
            ClaimGroup.objects.filter(pk=group.pk).update(updated_at=timezone.now())


def statement_of(claim: Claim, version: ArticleVersion | None = None) -> Statement:
    """A claim as it is compared; asks for nothing where speaker and article are loaded."""
    speaker = claim.speaker
    side = None
    if speaker is not None:
        side = Side(
            key=speaker.pk,
            name=speaker.name,
            kind=speaker.kind,
            part_of=speaker.part_of.name if speaker.part_of else "",
            role=claim.role,
            affiliation=claim.affiliation,
        )
    article = (version or claim.version).article
    return Statement(claim.words, cue=claim.cue, act=claim.act, side=side, day=claim.said_day or article.published_on)
