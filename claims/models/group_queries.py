"""Which groups and members, and what is known of each without a further query: the adjectives that chain."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Min, Prefetch, Q

from .claim_queries import LIVE_SUGGESTIONS
from .claims import Claim
from .vocabulary import ClaimState, SuggestionState

if TYPE_CHECKING:
    from .groups import ClaimGroup, GroupMember  # noqa: F401  # named in strings below

# A suggestion below this is a question for editors; readers see those at or above it, marked as suggested.
LIKELY = 0.5


def told(prefix: str = "", *, suggestions: bool = True) -> Q:
    """Members that a reader sees: confirmed, or likely where `suggestions` are shown, by claims that stand."""
    confirmed = Q(**{f"{prefix}state": SuggestionState.CONFIRMED})
    likely = Q(**{f"{prefix}state": SuggestionState.SUGGESTED, f"{prefix}confidence__gte": LIKELY})
    stands = Q(**{f"{prefix}claim__state": ClaimState.CURRENT, f"{prefix}claim__version__is_current": True})
    return (confirmed | likely if suggestions else confirmed) & stands


class GroupMemberQuerySet(models.QuerySet["GroupMember"]):
    def live(self) -> Self:
        """Not rejected."""
        return self.filter(state__in=LIVE_SUGGESTIONS)

    def undecided(self) -> Self:
        return self.filter(state=SuggestionState.SUGGESTED)

    def told(self, *, suggestions: bool = True) -> Self:
        """Those that readers see."""
        return self.filter(told(suggestions=suggestions))

    def filter_likely(self) -> Self:
        """Confirmed, or suggested with some confidence; whatever became of the claims."""
        return self.filter(
            Q(state=SuggestionState.CONFIRMED) | Q(state=SuggestionState.SUGGESTED, confidence__gte=LIKELY)
        )

    def of_current_claims(self) -> Self:
        return self.filter(claim__state=ClaimState.CURRENT, claim__version__is_current=True)

    def in_order(self) -> Self:
        """As the claim was told: by the day of publication, undated last."""
        day = F("claim__version__article__published_on").asc(nulls_last=True)
        return self.order_by(day, "claim__version", "claim__start", "pk")

    def for_list(self) -> Self:
        """With all that is said of each claim, and the headlines that say it too, in a constant number of queries."""
        headlines = Claim.objects.current().filter(headline=True).defer("search").in_text_order()
        claims = (
            Claim.objects.for_list()
            .with_context()
            .prefetch_related(Prefetch("restatements", headlines, to_attr="headlines"))
        )
        return self.select_related("decided_by").prefetch_related(Prefetch("claim", claims))


class ClaimGroupQuerySet(models.QuerySet["ClaimGroup"]):
    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def with_counts(self, *, suggestions: bool = True) -> Self:
        """`member_count`, `article_count`, `outlet_count`, `first_on` of members that are told; `undecided_count`."""
        shown = told("members__", suggestions=suggestions)
        article = "members__claim__version__article"
        open_question = Q(
            members__state=SuggestionState.SUGGESTED,
            members__claim__state=ClaimState.CURRENT,
            members__claim__version__is_current=True,
        )
        return self.annotate(
            member_count=Count("members", filter=shown, distinct=True),
            article_count=Count(article, filter=shown, distinct=True),
            outlet_count=Count(f"{article}__outlet", filter=shown, distinct=True),
            undecided_count=Count("members", filter=open_question, distinct=True),
            first_on=Min(f"{article}__published_on", filter=shown),
        )

    def most_told_first(self) -> Self:
        """Asks for `with_counts()` before."""
        return self.order_by("-article_count", "-member_count", "pk")

    def with_members(self, *, suggestions: bool = True, editor: bool = False) -> Self:
        """`told`: the members that are shown, in order; to an editor all of claims that stand, also rejected."""
        from .groups import GroupMember

        members: Any = GroupMember.objects.of_current_claims()
        members = members if editor else members.told(suggestions=suggestions)
        return self.prefetch_related(Prefetch("members", members.for_list().in_order(), to_attr="told"))
