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
from claims.models import (
    GROUPS,
    LIVE_SUGGESTIONS,
    Claim,
    ClaimGroup,
    ClaimState,
    ClaimVector,
    GroupMember,
    SuggestionState,
)
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
        grouper = _Grouper(version, new)
        for unit in _units(new, twins):
            grouper.place(unit)
        ClaimGroup.objects.filter(pk__in=grouper.changed).update(updated_at=timezone.now())


def _forget(version: ArticleVersion, changed: Sequence[int]) -> None:
    """Take back what was suggested for words that are no longer there."""
    # In plain keys: as subqueries these would look through the whole archive.
    stand = {"state": ClaimState.CURRENT, "headline": False}
    gone = list(Claim.objects.filter(version=version).exclude(**stand).values_list("pk", flat=True))
    if lost := [*changed, *gone]:
        GroupMember.objects.undecided().filter(claim__in=lost).delete()
    replaced = ArticleVersion.objects.filter(article=version.article_id, is_current=False)
    gone += Claim.objects.filter(version__in=list(replaced.values_list("pk", flat=True))).values_list("pk", flat=True)
    if gone:
        ClaimVector.objects.filter(claim__in=gone).delete()


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
    """A claim of another article that may be this one."""

    claim: Claim
    comparison: Comparison


class _Grouper:
    """One run over one version, as long as its transaction lasts. Asks for all claims at once, writes one by one."""

    def __init__(self, version: ArticleVersion, claims: Sequence[Claim]) -> None:
        self.version = version
        near = self._near(claims)
        keys = {other for found in near.values() for other in found}
        loaded = Claim.objects.filter(pk__in=keys).select_related("speaker__part_of", "version__article")
        self.others = {row.pk: row for row in loaded.defer("version__text", "search")}
        self.near = near
        self.changed: set[int] = set()
        # Every membership of these claims and of those near them, by claim and group; and the live one of each claim.
        self.rows: dict[int, dict[int, GroupMember]] = defaultdict(dict)
        self.live: dict[int, GroupMember] = {}
        known = GroupMember.objects.filter(claim__in=[*keys, *(claim.pk for claim in claims)])
        for row in known.select_related("group"):
            self._note(row)
        self.told = self._told({row.group_id for row in self.live.values()})

    def _near(self, claims: Sequence[Claim]) -> dict[int, dict[int, float]]:
        """For each claim those of other articles, by the same speaker or camp, that say something like it."""
        sides = {claim.pk: statement_of(claim, self.version).side for claim in claims}
        asked = [pk for pk, side in sides.items() if side is not None and side.kind != "anonymous"]
        found: dict[int, dict[int, float]] = defaultdict(dict)
        if asked:
            article = self.version.article_id
            for each in ClaimVector.objects.neighbours(asked, article=article, least=sameness.CANDIDATE):
                side = sides[each.claim]
                if side is not None and sameness.same_side(side, each.side):
                    found[each.claim][each.other] = each.cosine
        return found

    def _told(self, groups: Iterable[int]) -> dict[int, dict[int, Statement]]:
        """What the likely members of these groups say."""
        found: dict[int, dict[int, Statement]] = defaultdict(dict)
        if groups:
            members = GroupMember.objects.filter_likely().of_current_claims().filter(group__in=groups)
            related = ("claim__speaker__part_of", "claim__version__article")
            for row in members.select_related(*related).defer("claim__version__text", "claim__search").order_by("pk"):
                if len(found[row.group_id]) < MOST_COMPARED:
                    found[row.group_id][row.claim_id] = statement_of(row.claim)
        return found

    def _note(self, row: GroupMember) -> None:
        self.rows[row.claim_id][row.group_id] = row
        if row.state in LIVE_SUGGESTIONS:
            self.live[row.claim_id] = row

    def place(self, unit: Sequence[Claim]) -> None:
        """Put the claims of one unit where they belong; those with a group already stay there."""
        rest = [claim for claim in unit if claim.pk not in self.live]
        placed = (self.live[claim.pk] for claim in unit if claim.pk in self.live)
        target = next((row.group for row in placed if row.is_likely), None)
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

    def _likest(self, claim: Claim) -> _Found | None:
        """The likeliest claim of another article that this one may join, or nothing."""
        mine = statement_of(claim, self.version)
        for found in self._candidates(claim, mine):
            row = self.live.get(found.claim.pk)
            if row is not None and row.is_likely:
                known = self.rows[claim.pk].get(row.group_id)
                barred = known is not None and known.state == SuggestionState.REJECTED
                if not barred and not self._contradicts(mine, row.group_id, found.claim.pk):
                    return found
            # What is a mere question itself is no place to join, unless this is clearly it.
            elif (found.comparison.verdict == Verdict.SAME or row is None) and not self._parted(claim, found.claim):
                return found
        return None

    def _candidates(self, claim: Claim, mine: Statement) -> list[_Found]:
        """Claims of other articles that may be this one, the likeliest first."""
        compared = [
            _Found(self.others[pk], sameness.compare(mine, statement_of(self.others[pk]), cosine))
            for pk, cosine in self.near[claim.pk].items()
        ]
        found = [each for each in compared if each.comparison.verdict in {Verdict.SAME, Verdict.UNSURE}]
        return sorted(found, key=lambda each: (-each.comparison.score, each.claim.pk))

    def _contradicts(self, mine: Statement, group: int, besides: int) -> bool:
        """Whether another likely member of the group says otherwise."""
        return any(
            sameness.compare_propositions(mine, said).verdict == Verdict.CONFLICTING
            for claim, said in self.told[group].items()
            if claim != besides
        )

    def _parted(self, one: Claim, other: Claim) -> bool:
        """Whether an editor took either claim out of a group that the other belongs to, or belonged to."""
        mine, theirs = self.rows[one.pk], self.rows[other.pk]
        both = mine.keys() & theirs.keys()
        return any(SuggestionState.REJECTED in (mine[group].state, theirs[group].state) for group in both)

    def _group_of(self, found: _Found) -> ClaimGroup:
        """The group that a claim of another article is in; made for it where it has none that is likely."""
        row = self.live.get(found.claim.pk)
        if row is not None:
            if row.is_likely:
                return row.group
            self.live.pop(row.claim_id)
            self.rows[row.claim_id].pop(row.group_id)
            row.delete()
        made = ClaimGroup.objects.create()
        self._suggest(made, found.claim, found.comparison.score, found.comparison.reason)
        return made

    def _suggest(self, group: ClaimGroup, claim: Claim, score: float, reason: str) -> None:
        if group.pk in self.rows[claim.pk] or claim.pk in self.live:
            return
        row = GroupMember.objects.create(group=group, claim=claim, confidence=score, reason=reason)
        self._note(row)
        if row.is_likely:
            version = self.version if claim.version_id == self.version.pk else None
            self.told[group.pk][claim.pk] = statement_of(claim, version)
        self.changed.add(group.pk)


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
