"""The ways to narrow lists of claims, speakers and pairs. Pages and API share them, so every view has its JSON twin."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Q, QuerySet
from django_filters import filters

from articles.filters import ArticleChoiceFilter, OutletFilter, originals_of
from articles.models import Article, Outlet
from claims.models import (
    LIVE_SUGGESTIONS,
    Act,
    Claim,
    ClaimState,
    Disputed,
    EvidenceStatus,
    Mode,
    Rebuttal,
    RebuttalType,
    Speaker,
    SpeakerKind,
    SuggestionState,
)
from claims.models.claim_queries import answers
from claimtrack.filtering import (
    DayFilter,
    MomentFilter,
    SeveralChoicesFilter,
    SharedFilterSet,
    WordsFilter,
    YesNoFilter,
)

# Nothing in the world would make these true or false.
NOT_CHECKABLE = (Act.APPEAL, Act.PROMISE, Act.PREDICTION, Act.OPINION, Act.CONCERN)


class SpeakersInput(forms.TextInput):
    """One text field for several speakers: `speaker=a&speaker=b`, or `speaker=a,b` as a person types it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return [part.strip() for value in values for part in str(value).split(",") if part.strip()]

    def format_value(self, value: Any) -> str:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


class SpeakersField(forms.Field):
    """Speakers by slug or id. Whoever was merged, and into whom, they count as one."""

    widget = SpeakersInput

    def clean(self, value: list[str]) -> list[Speaker]:
        wanted = list(dict.fromkeys(value or []))
        if not wanted:
            return []
        if any("\x00" in each for each in wanted):
            raise forms.ValidationError("NUL characters are not allowed.")
        ids = [int(each) for each in wanted if each.isascii() and each.isdigit() and len(each) < 19]
        found = list(Speaker.objects.filter(Q(slug__in=wanted) | Q(pk__in=ids)).select_related("merged_into"))
        known = {str(speaker.pk) for speaker in found} | {speaker.slug for speaker in found}
        if unknown := [each for each in wanted if each not in known]:
            raise forms.ValidationError([f"No speaker has the slug or id “{each}”." for each in unknown])
        return list({speaker.pk: speaker for speaker in (each.standing_for for each in found)}.values())


class SpeakersFilter(filters.Filter):
    field_class = SpeakersField

    def filter(self, qs: QuerySet[Any], value: list[Speaker]) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": with_merged(value)}) if value else qs


def with_merged(speakers: list[Speaker]) -> set[int]:
    """The ids of these speakers and of all that were merged into them, in one step or several."""
    ids = newer = {speaker.pk for speaker in speakers}
    while newer:
        newer = set(Speaker.objects.filter(merged_into__in=newer).values_list("pk", flat=True)) - ids
        ids = ids | newer
    return ids


class ClaimFilter(SharedFilterSet):
    """Give it `Claim.objects.for_list()`. By default it leaves out headline twins and what does not stand."""

    for_editors = ("state", "sure_below")
    of_suggestions = ("suggested",)
    on_pages: ClassVar = {"checkable": "yes"}

    q = WordsFilter(method="with_words", label="Words", help_text="Full text: “a phrase”, -without, one or another.")
    speaker = SpeakersFilter("speaker", label="Speaker", help_text="Slug or id; may be repeated.")
    outlet = OutletFilter(method="in_outlet", label="Outlet", help_text="An outlet's slug; copies count as well.")
    article = ArticleChoiceFilter(method="in_article", label="Article", help_text="An article's id.")
    status = SeveralChoicesFilter(
        "evidence_status", choices=EvidenceStatus, label="Status", help_text="Decided by editors; may be repeated."
    )
    suggested = filters.ChoiceFilter(
        "suggested_status", choices=EvidenceStatus, label="Suggested status", help_text="Proposed by the machine."
    )
    disputed = filters.ChoiceFilter(
        method="by_dispute",
        choices=[("yes", "Disputed, suggested or confirmed"), *Disputed.choices],
        label="Disputed",
        help_text="Whether somebody answers the claim; “yes” is suggested or confirmed.",
    )
    mode = filters.ChoiceFilter("mode", choices=Mode, label="Speech", help_text="How the article gives the words.")
    act = filters.ChoiceFilter("act", choices=Act, label="Kind of statement", help_text="What the speaker does.")
    kind = filters.ChoiceFilter("speaker__kind", choices=SpeakerKind, label="Kind of speaker")
    checkable = YesNoFilter(
        method="by_checkable",
        label="Checkable",
        help_text="“yes” leaves out appeals, promises, predictions, opinions, concerns, and what an editor calls such.",
    )
    open = YesNoFilter(
        method="by_open",
        label="Open promise",
        help_text="“yes”: promises made until today, or on a day not known, on which no editor has decided.",
    )
    has_rebuttal = YesNoFilter(method="by_rebuttal", label="Answered", help_text="Whether another claim answers it.")
    said_after = DayFilter("said_day", "gte", label="Said from", help_text="On this day or later, where known.")
    said_before = DayFilter("said_day", "lte", label="Said until", help_text="On this day or earlier, where known.")
    published_after = DayFilter(
        "version__article__published_on", "gte", label="Published from", help_text="On this day or later."
    )
    published_before = DayFilter(
        "version__article__published_on", "lte", label="Published until", help_text="On this day or earlier."
    )
    updated_after = MomentFilter("updated_at", "gte", label="Changed since", help_text="At this moment or later.")
    sure_below = filters.NumberFilter(
        method="by_confidence",
        min_value=0,
        max_value=1,
        label="Less sure than",
        help_text="For editors: the machine's confidence is below this, from 0 to 1. Pages list the least sure first.",
    )
    headline = filters.ChoiceFilter(
        # Applied in filter_queryset(), since it also says what to do when nothing was asked.
        method="later",
        choices=[("include", "With those of headlines"), ("only", "Only those of headlines")],
        empty_label="Without those of headlines",
        label="Headlines",
        help_text="Headlines repeat what the article says; by default those claims are left out.",
    )
    state = SeveralChoicesFilter(
        method="later", choices=ClaimState, label="State", help_text="For editors; by default what stands."
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        asked = self.form.cleaned_data
        stands = Q(state=ClaimState.CURRENT, version__is_current=True)
        if states := asked.get("state"):
            others = [state for state in states if state != ClaimState.CURRENT]
            chosen = Q(state__in=others) | stands if ClaimState.CURRENT in states else Q(state__in=others)
            queryset = queryset.filter(chosen)
        else:
            queryset = queryset.filter(stands)
        match asked.get("headline"):
            case "only":
                queryset = queryset.filter(headline=True)
            case "include":
                pass
            case _:
                queryset = queryset.filter(headline=False)
        return super().filter_queryset(queryset)

    def later(self, queryset: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        return queryset

    def with_words(self, queryset: Any, name: str, words: str) -> QuerySet[Claim]:
        return queryset.search(words)

    def in_outlet(self, queryset: QuerySet[Claim], name: str, outlet: Outlet) -> QuerySet[Claim]:
        return queryset.filter(version__article__in=originals_of(outlet))

    def in_article(self, queryset: QuerySet[Claim], name: str, article: Article) -> QuerySet[Claim]:
        return queryset.filter(version__article=article.original)

    def by_dispute(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        if value == "yes":
            return queryset.exclude(disputed=Disputed.NO)
        return queryset.filter(disputed=value)

    def by_confidence(self, queryset: QuerySet[Claim], name: str, value: Decimal) -> QuerySet[Claim]:
        return queryset.filter(confidence__lt=value).order_by("confidence", "pk")

    def by_checkable(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        # An editor's decision goes before what the machine takes it for.
        left_out = Q(evidence_status=EvidenceStatus.NOT_CHECKABLE) | Q(
            act__in=NOT_CHECKABLE, evidence_status=EvidenceStatus.UNREVIEWED
        )
        return queryset.filter(left_out) if value == "no" else queryset.exclude(left_out)

    def by_open(self, queryset: Any, name: str, value: str) -> QuerySet[Claim]:
        promises = queryset.filter(act=Act.PROMISE)
        return promises.open_promises() if value == "yes" else promises.exclude(pk__in=Claim.objects.open_promises())

    def by_rebuttal(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        answered = Exists(answers(*LIVE_SUGGESTIONS))
        return queryset.filter(answered if value == "yes" else ~answered)


class SpeakerFilter(SharedFilterSet):
    q = WordsFilter(method="called", label="Name", help_text="Part of any name that the speaker goes by.")
    kind = filters.ChoiceFilter("kind", choices=SpeakerKind, empty_label="All kinds", label="Kind")
    updated_after = MomentFilter("updated_at", "gte", label="Changed since", help_text="At this moment or later.")

    class Meta:
        model = Speaker
        fields: list[str] = []

    def called(self, queryset: Any, name: str, words: str) -> QuerySet[Speaker]:
        return queryset.search(words)


class RebuttalFilter(SharedFilterSet):
    """Give it `Rebuttal.objects.for_list()`. What is asked of "either claim" must all hold for one of the two."""

    q = WordsFilter(method="later", label="Words", help_text="Full text of either claim.")
    speaker = SpeakersFilter("target__speaker", label="Speaker", help_text="Of the claim; slug or id, may be repeated.")
    opponent = SpeakersFilter(
        "rebutting__speaker", label="Answered by", help_text="Of the answer; slug or id, may be repeated."
    )
    outlet = OutletFilter(method="later", label="Outlet", help_text="Where either claim was published: a slug.")
    article = ArticleChoiceFilter(method="later", label="Article", help_text="That holds either claim: an id.")
    type = SeveralChoicesFilter(
        "type", choices=RebuttalType, label="Kind of answer", help_text="How one answers the other; may be repeated."
    )
    state = SeveralChoicesFilter(
        method="later",
        choices=SuggestionState,
        label="State",
        help_text="Suggested by the machine or confirmed by an editor; may be repeated. Rejected ones are for editors.",
    )
    said_after = DayFilter(method="later", label="Said from", help_text="Either claim, on this day or later.")
    said_before = DayFilter(method="later", label="Said until", help_text="Either claim, on this day or earlier.")
    published_after = DayFilter(method="later", label="Published from", help_text="Either claim, on this day or later.")
    published_before = DayFilter(
        method="later", label="Published until", help_text="Either claim, on this day or earlier."
    )
    updated_after = MomentFilter(
        method="changed_since", label="Changed since", help_text="The link or either claim, at this moment or later."
    )

    class Meta:
        model = Rebuttal
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.by_editor:
            offered = [choice for choice in SuggestionState.choices if choice[0] != SuggestionState.REJECTED]
            self.filters["state"].extra["choices"] = offered

    def filter_queryset(self, queryset: Any) -> QuerySet[Rebuttal]:
        asked = self.form.cleaned_data
        states = asked.get("state") or LIVE_SUGGESTIONS
        if SuggestionState.REJECTED in states:
            # Whether the claims of a rejected link still stand or not.
            queryset = queryset.filter(Q(state=SuggestionState.REJECTED) | Q(pk__in=Rebuttal.objects.live()))
        else:
            queryset = queryset.live()
        queryset = queryset.filter(state__in=states)

        of_a_claim = {lookup: _operand(asked[name]) for name, lookup in CLAIM_LOOKUPS.items() if asked.get(name)}
        if of_a_claim:
            either = [Q(**{f"{side}__{lookup}": value for lookup, value in of_a_claim.items()}) for side in SIDES]
            queryset = queryset.filter(either[0] | either[1])
        return super().filter_queryset(queryset)

    def later(self, queryset: QuerySet[Rebuttal], name: str, value: Any) -> QuerySet[Rebuttal]:
        return queryset

    def changed_since(self, queryset: QuerySet[Rebuttal], name: str, moment: datetime) -> QuerySet[Rebuttal]:
        return queryset.filter(
            Q(updated_at__gte=moment) | Q(target__updated_at__gte=moment) | Q(rebutting__updated_at__gte=moment)
        )


SIDES = ("target", "rebutting")
CLAIM_LOOKUPS = {
    "q": "search",
    "outlet": "version__article__in",
    "article": "version__article",
    "said_after": "said_day__gte",
    "said_before": "said_day__lte",
    "published_after": "version__article__published_on__gte",
    "published_before": "version__article__published_on__lte",
}


def _operand(value: Any) -> Any:
    match value:
        case str():
            return SearchQuery(value, search_type="websearch", config="english")
        case Outlet():
            return originals_of(value)
        case Article():
            return value.original
    return value
