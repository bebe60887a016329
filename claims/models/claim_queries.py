"""Which claims, and what is known of each without a further query: the adjectives that chain."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Greatest, Least, Substr
from django.utils import timezone

from .vocabulary import Act, ClaimState, Disputed, EvidenceStatus, SuggestionState

if TYPE_CHECKING:
    from .claims import Claim  # noqa: F401  # named in a string below

LIVE_SUGGESTIONS = (SuggestionState.SUGGESTED, SuggestionState.CONFIRMED)

# From claim to claim over links that nobody rejected and over restatements, either way, nearest first. UNION leaves out
# what it has met before, so that a circle ends.
_LINKED = """
    WITH RECURSIVE standing AS NOT MATERIALIZED (
        SELECT claim.id FROM claims_claim AS claim
        JOIN articles_articleversion AS version ON version.id = claim.version_id
        WHERE claim.state = %s AND version.is_current
    ), linked (id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT near.id FROM linked
        JOIN standing AS here ON here.id = linked.id
        CROSS JOIN LATERAL (
            SELECT target_id AS id FROM claims_rebuttal WHERE rebutting_id = linked.id AND state = ANY(%s)
            UNION ALL
            SELECT rebutting_id FROM claims_rebuttal WHERE target_id = linked.id AND state = ANY(%s)
            UNION ALL
            SELECT restates_id FROM claims_claim WHERE id = linked.id
            UNION ALL
            SELECT id FROM claims_claim WHERE restates_id = linked.id
        ) AS near
        JOIN standing AS there ON there.id = near.id
    )
    SELECT id FROM linked LIMIT %s
"""

# How much of the text a quotation is found again by, on either side.
CONTEXT = 32


class ClaimQuerySet(models.QuerySet["Claim"]):
    def current(self) -> Self:
        """Those that stand, in the texts that stand."""
        return self.filter(state=ClaimState.CURRENT, version__is_current=True)

    def listed(self) -> Self:
        """Current claims without the headline's twins of what the body says."""
        return self.current().filter(headline=False)

    def awaiting_review(self) -> Self:
        return self.filter(evidence_status=EvidenceStatus.UNREVIEWED)

    def open_promises(self) -> Self:
        """Promises made until today, or nobody knows when, on which no editor has decided."""
        made = Q(said_day=None) | Q(said_day__lte=timezone.localdate())
        return self.awaiting_review().filter(made, act=Act.PROMISE)

    def with_disputed(self) -> Self:
        """`disputed`: whether somebody answers the claim, or the one that it restates, here or where it is told too."""
        return self.annotate(
            disputed=Case(
                When(Exists(answers(SuggestionState.CONFIRMED)), then=Value(Disputed.CONFIRMED)),
                When(
                    Q(restates__isnull=False) & Exists(answers(SuggestionState.CONFIRMED, of="restates")),
                    then=Value(Disputed.CONFIRMED),
                ),
                When(Exists(answers_elsewhere(SuggestionState.CONFIRMED)), then=Value(Disputed.CONFIRMED)),
                When(
                    Q(restates__isnull=False) & Exists(answers_elsewhere(SuggestionState.CONFIRMED, of="restates")),
                    then=Value(Disputed.CONFIRMED),
                ),
                When(Exists(answers(SuggestionState.SUGGESTED)), then=Value(Disputed.SUGGESTED)),
                When(
                    Q(restates__isnull=False) & Exists(answers(SuggestionState.SUGGESTED, of="restates")),
                    then=Value(Disputed.SUGGESTED),
                ),
                When(Exists(answers_elsewhere(*LIVE_SUGGESTIONS)), then=Value(Disputed.SUGGESTED)),
                When(
                    Q(restates__isnull=False) & Exists(answers_elsewhere(*LIVE_SUGGESTIONS, of="restates")),
                    then=Value(Disputed.SUGGESTED),
                ),
                default=Value(Disputed.NO),
                output_field=models.CharField(choices=Disputed),
            )
        )

    def with_answer_count(self) -> Self:
        """`answer_count`: how many current claims answer this one."""
        counted = answers(*LIVE_SUGGESTIONS).order_by().values("target").annotate(n=Count("pk")).values("n")
        return self.annotate(answer_count=Coalesce(models.Subquery(counted), 0))

    def for_list(self) -> Self:
        """All that a claim card shows, in one query; the articles' texts stay in the database."""
        return (
            self.select_related("speaker", "version__article__outlet")
            .defer("version__text", "search")
            .with_disputed()
            .with_answer_count()
            .latest_first()
        )

    def with_context(self) -> Self:
        """`text_around`: the words in their place, with what stands on either side, without loading the text."""
        return self.annotate(**text_around())

    def for_page(self) -> Self:
        """All that a claim's own page says about it, its article's text included."""
        return (
            self.select_related("speaker", "version__article__outlet", "restates", "inside", "continues")
            .defer("search")
            .with_disputed()
            .with_answer_count()
        )

    def linked_with(self, claims: Iterable[int], *, most: int) -> Self:
        """These claims, and all that are tied to them by answers and restatements over however many steps.

        At most so many, the nearest first; those that no longer stand lead nowhere.
        """
        live = [state.value for state in LIVE_SUGGESTIONS]
        return self.filter(pk__in=RawSQL(_LINKED, [ClaimState.CURRENT.value, list(claims), live, live, most]))

    def review_counts(self) -> dict[str, int]:
        """`reviewed` and `all`: how many of these an editor has decided on, and how many there are."""
        reviewed = Count("pk", filter=~Q(evidence_status=EvidenceStatus.UNREVIEWED))
        return self.order_by().aggregate(reviewed=reviewed, all=Count("pk"))

    def latest_first(self) -> Self:
        """By the day of publication, newest first, undated last; within an article as the text goes."""
        # Said aloud, because Django drops Meta.ordering when it groups.
        return self.order_by(F("version__article__published_on").desc(nulls_last=True), "-version", "start", "pk")

    def in_text_order(self) -> Self:
        return self.order_by("start", "-end", "pk")

    def search(self, words: str) -> Self:
        """Full text in English, as people type it: phrases in quotation marks, `-word`, `or`."""
        return self.filter(search=SearchQuery(words, search_type="websearch", config="english"))


def text_around(prefix: str = "") -> dict[str, Substr]:
    """An annotation: the words of the claim that `prefix` ("target__") leads to, and `CONTEXT` characters around."""
    start, end = F(f"{prefix}start"), F(f"{prefix}end")
    # One piece, not one before and one after: for each the database unpacks the whole text.
    length = end - start + Least(start, CONTEXT) + CONTEXT
    piece = Substr(f"{prefix}version__text", Greatest(start - CONTEXT, 0) + 1, length)
    return {f"{prefix.replace('__', '_')}text_around": piece}


def answers(*states: SuggestionState, of: str = "pk") -> models.QuerySet[models.Model]:
    """The rebuttals in these states of an outer claim (or what its field `of` points to), by claims that stand."""
    from .rebuttals import Rebuttal

    return Rebuttal.objects.filter(target=OuterRef(of), state__in=states, rebutting__state=ClaimState.CURRENT)


def answers_elsewhere(*states: SuggestionState, of: str = "pk") -> models.QuerySet[models.Model]:
    """The rebuttals in these states of claims in one group with an outer claim, by memberships in these states.

    A membership that is only a question for editors carries nothing over.
    """
    from .group_queries import LIKELY
    from .rebuttals import Rebuttal

    sure = SuggestionState.CONFIRMED
    theirs, own = "target__memberships", "target__memberships__group__members"
    return Rebuttal.objects.filter(
        Q(**{f"{theirs}__state": sure}) | Q(**{f"{theirs}__confidence__gte": LIKELY}),
        Q(**{f"{own}__state": sure}) | Q(**{f"{own}__confidence__gte": LIKELY}),
        **{f"{own}__claim": OuterRef(of), f"{theirs}__state__in": states, f"{own}__state__in": states},
        state__in=states,
        rebutting__state=ClaimState.CURRENT,
        target__state=ClaimState.CURRENT,
        target__version__is_current=True,
    )
