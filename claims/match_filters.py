"""The way to narrow the list of speakers that may be one."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import filters

from claims.filters import SpeakersFilter, with_merged
from claims.models import Speaker, SpeakerKind, SpeakerMatch, SuggestionState
from claimtrack.filtering import MomentFilter, SeveralChoicesFilter, SharedFilterSet


class EitherSpeakerFilter(SpeakersFilter):
    def filter(self, qs: QuerySet[Any], value: list[Speaker]) -> QuerySet[Any]:
        either = with_merged(value) if value else set()
        return qs.filter(Q(left__in=either) | Q(right__in=either)) if value else qs


class SpeakerMatchFilter(SharedFilterSet):
    """By default what nobody has decided yet."""

    state = SeveralChoicesFilter(
        method="later", choices=SuggestionState, label="State", help_text="By default what nobody has decided yet."
    )
    speaker = EitherSpeakerFilter("left", label="Speaker", help_text="Either of the two: slug or id; may be repeated.")
    kind = filters.ChoiceFilter("left__kind", choices=SpeakerKind, empty_label="All kinds", label="Kind")
    updated_after = MomentFilter("updated_at", "gte", label="Changed since", help_text="At this moment or later.")

    class Meta:
        model = SpeakerMatch
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[SpeakerMatch]) -> QuerySet[SpeakerMatch]:
        states = self.form.cleaned_data.get("state") or [SuggestionState.SUGGESTED]
        return super().filter_queryset(queryset.filter(state__in=states))

    def later(self, queryset: QuerySet[SpeakerMatch], name: str, value: Any) -> QuerySet[SpeakerMatch]:
        return queryset
