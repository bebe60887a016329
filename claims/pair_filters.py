"""The ways to narrow the list of pairs, for its page and the API."""

from decimal import Decimal

from django.db.models import QuerySet
from django_filters import filters

from claims.filters import RebuttalFilter
from claims.models import Rebuttal


class PairFilter(RebuttalFilter):
    """Give it `Rebuttal.objects.for_list()`."""

    for_editors = ("sure_below",)

    sure_below = filters.NumberFilter(
        method="by_confidence",
        min_value=0,
        max_value=1,
        label="Less sure than",
        help_text="For editors: the machine's confidence is below this, from 0 to 1. Pages list the least sure first.",
    )

    def by_confidence(self, queryset: QuerySet[Rebuttal], name: str, value: Decimal) -> QuerySet[Rebuttal]:
        return queryset.filter(confidence__lt=value).order_by("confidence", "pk")
