"""The ways to narrow a list of articles, for the page and the API."""

from typing import Any

from django import forms
from django.db import models
from django.db.models.functions import Coalesce
from django_filters import filters
from drf_spectacular.utils import extend_schema_field

from articles.models import Article, Outlet
from claimtrack.filtering import DayFilter, MomentFilter, SharedFilterSet, WordsFilter


def originals_of(outlet: Outlet) -> models.QuerySet[Article, int]:
    """The ids of the articles whose claims this outlet published: its own, and those that it copied."""
    return outlet.articles.values_list(Coalesce("copy_of_id", "pk"), flat=True)


@extend_schema_field(str)
class OutletFilter(filters.ModelChoiceFilter):
    """An outlet by its slug."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            queryset=Outlet.objects.all(),
            to_field_name="slug",
            empty_label="All outlets",
            error_messages={"invalid_choice": "No outlet has this slug."},
            **kwargs,
        )


@extend_schema_field(int)
class ArticleChoiceFilter(filters.ModelChoiceFilter):
    """An article by its id; a copy stands for the article whose claims it shares."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            queryset=Article.objects.select_related("copy_of"),
            # Not a list to choose from: it would hold every article there is.
            widget=forms.NumberInput(attrs={"min": 1}),
            error_messages={"invalid_choice": "No article has this id."},
            **kwargs,
        )


class ArticleFilter(SharedFilterSet):
    q = WordsFilter("headline", "icontains", label="Headline", help_text="Part of the headline.")
    outlet = OutletFilter(label="Outlet", help_text="An outlet's slug.")
    published_after = DayFilter("published_on", "gte", label="Published from", help_text="On this day or later.")
    published_before = DayFilter("published_on", "lte", label="Published until", help_text="On this day or earlier.")
    updated_after = MomentFilter("updated_at", "gte", label="Changed since", help_text="At this moment or later.")

    class Meta:
        model = Article
        fields: list[str] = []
