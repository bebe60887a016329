"""Which query parameters count: all of those we know, and no others."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from claimtrack.filtering import SharedFilterSet

from .problems import BadParameters

PAGING = ("cursor", "page_size")


class StrictFilterBackend(DjangoFilterBackend):
    """Filters a list by its filter set; a parameter that is unknown, misspelt or badly filled is refused by name.

    Ignoring it would answer another question than the client asked.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        if getattr(view, "detail", False):
            # A thing is found by its id, whatever lists leave out.
            _refuse_unknown(request, (), {})
            return queryset
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            _refuse_unknown(request, PAGING, {})
            return queryset
        _refuse_unknown(request, (*filterset.filters, *PAGING), filterset.base_filters)
        _refuse_repeated(request, filterset)
        if not filterset.is_valid():
            raise BadParameters(filterset.errors)
        return filterset.qs


def _refuse_unknown(request: Request, known: Iterable[str], hidden: Iterable[str]) -> None:
    known = list(known)
    errors = {}
    for name in request.query_params:
        if name in hidden and name not in known:
            errors[name] = ["This parameter is for editors."]
        elif name not in known:
            there_are = f"There are: {', '.join(sorted(known))}." if known else "None is known here."
            errors[name] = [f"This parameter is not known. {there_are}"]
    if errors:
        raise BadParameters(errors)


def _refuse_repeated(request: Request, filterset: SharedFilterSet) -> None:
    """`mode=direct&mode=mixed`: a form would quietly take the last."""
    errors = {}
    for name, values in request.query_params.lists():
        field = filterset.form.fields.get(name)
        given = field.widget.value_from_datadict(request.query_params, {}, name) if field else None
        if len(values) > 1 and not isinstance(given, list):
            errors[name] = ["Give this parameter once."]
    if errors:
        raise BadParameters(errors)
