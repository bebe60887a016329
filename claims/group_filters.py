"""The ways to narrow the list of claims that several articles tell."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import filters

from articles.filters import ArticleChoiceFilter, OutletFilter, originals_of
from articles.models import Article, Outlet
from claims.filters import SpeakersFilter, with_merged
from claims.models import Claim, ClaimGroup, GroupMember, Speaker, SuggestionState
from claimtrack.accounts.rules import sees_suggestions
from claimtrack.filtering import DayFilter, MomentFilter, SharedFilterSet, WordsFilter, YesNoFilter

# Told by one article only, a claim is merely repeated there.
FEWEST_ARTICLES = 2


class GroupSpeakersFilter(SpeakersFilter):
    def filter(self, qs: QuerySet[Any], value: list[Speaker]) -> QuerySet[Any]:
        return qs.filter(having(self.parent, claim__speaker__in=with_merged(value))) if value else qs


def having(filterset: Any, **lookups: Any) -> Exists:
    """Whether a group has a member, of those that are shown, of which all this holds."""
    members = GroupMember.objects.told(suggestions=sees_suggestions(filterset.request))
    return Exists(members.filter(group=OuterRef("pk"), **lookups))


class ClaimGroupFilter(SharedFilterSet):
    """Give it `ClaimGroup.objects.standing().with_counts()`. By default what at least two articles tell."""

    for_editors = ("undecided",)

    q = WordsFilter(method="with_words", label="Words", help_text="Full text of any of its claims.")
    speaker = GroupSpeakersFilter("members", label="Speaker", help_text="Slug or id; may be repeated.")
    outlet = OutletFilter(method="in_outlet", label="Outlet", help_text="An outlet's slug; copies count as well.")
    article = ArticleChoiceFilter(method="in_article", label="Article", help_text="An article's id.")
    state = filters.ChoiceFilter(
        method="by_state",
        choices=[
            (SuggestionState.CONFIRMED, "Confirmed in part or whole"),
            (SuggestionState.SUGGESTED, "Suggested only"),
        ],
        empty_label="Either",
        label="State",
        help_text="Whether an editor has confirmed any of its claims.",
    )
    undecided = YesNoFilter(
        method="by_questions",
        label="Open questions",
        help_text="For editors: whether a claim of it waits for a decision.",
    )
    articles = filters.NumberFilter(
        method="later",
        min_value=1,
        max_value=1000,
        label="Articles at least",
        help_text="How many articles tell it; by default two. Editors also see what only may be told twice.",
    )
    first_after = DayFilter("first_on", "gte", label="First told from", help_text="On this day or later.")
    first_before = DayFilter("first_on", "lte", label="First told until", help_text="On this day or earlier.")
    updated_after = MomentFilter("updated_at", "gte", label="Changed since", help_text="At this moment or later.")

    class Meta:
        model = ClaimGroup
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[ClaimGroup]) -> QuerySet[ClaimGroup]:
        asked = self.form.cleaned_data
        if asked.get("undecided") != "yes" or asked.get("articles"):
            queryset = queryset.filter(article_count__gte=asked.get("articles") or FEWEST_ARTICLES)
        return super().filter_queryset(queryset)

    def later(self, queryset: QuerySet[ClaimGroup], name: str, value: Any) -> QuerySet[ClaimGroup]:
        return queryset

    def with_words(self, queryset: QuerySet[ClaimGroup], name: str, words: str) -> QuerySet[ClaimGroup]:
        return queryset.filter(having(self, claim__in=Claim.objects.search(words)))

    def in_outlet(self, queryset: QuerySet[ClaimGroup], name: str, outlet: Outlet) -> QuerySet[ClaimGroup]:
        return queryset.filter(having(self, claim__version__article__in=originals_of(outlet)))

    def in_article(self, queryset: QuerySet[ClaimGroup], name: str, article: Article) -> QuerySet[ClaimGroup]:
        return queryset.filter(having(self, claim__version__article=article.original))

    def by_state(self, queryset: QuerySet[ClaimGroup], name: str, value: str) -> QuerySet[ClaimGroup]:
        confirmed = having(self, state=SuggestionState.CONFIRMED)
        return queryset.filter(confirmed if value == SuggestionState.CONFIRMED else ~confirmed)

    def by_questions(self, queryset: QuerySet[ClaimGroup], name: str, value: str) -> QuerySet[ClaimGroup]:
        return queryset.filter(undecided_count__gt=0) if value == "yes" else queryset.filter(undecided_count=0)
