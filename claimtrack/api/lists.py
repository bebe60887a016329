"""How lists are narrowed and cut into pages."""

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]  # django-filter ships no types
    """A parameter that is misspelt or has a bad value is an error, so that nobody pulls the wrong list for years."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        known = {*filterset.filters, *ChangePagination.parameters}
        if unknown := sorted(set(request.query_params) - known):
            raise exceptions.ValidationError(
                {name: [f"There is no such parameter here. Known: {', '.join(sorted(known))}."] for name in unknown}
            )
        if not filterset.is_valid():
            raise exceptions.ValidationError(filterset.errors)
        narrowed: QuerySet[Any] = filterset.qs
        return narrowed


class ChangePagination(CursorPagination):
    """Pages by an opaque cursor over ids: rows that come or go while a client walks are neither skipped nor repeated."""

    ordering = "id"
    page_size = 50
    max_page_size = 500
    page_size_query_param = "page_size"
    parameters = ("cursor", "page_size")

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size")
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= self.max_page_size):
            raise exceptions.ValidationError({"page_size": [f"Give a number from 1 to {self.max_page_size}."]})
        return int(asked)

    def decode_cursor(self, request: Request) -> Any:
        try:
            return super().decode_cursor(request)
        except exceptions.NotFound:
            raise exceptions.ValidationError(
                {"cursor": ["This cursor is not one of ours. Follow `next` as it was given, or begin without one."]}
            ) from None
