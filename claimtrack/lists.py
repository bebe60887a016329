"""What every list page has in common: a filter set from the query, a page of rows, and no error for a bad query."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.views.generic import ListView

from claimtrack.filtering import SharedFilterSet


class FilteredListView(ListView[Any]):
    """A list narrowed by `filterset_class`. What the query asks wrongly is said on the page, and nothing is listed."""

    filterset_class: type[SharedFilterSet]
    paginate_by = 25
    # The list's twin in the API, by the name of its address.
    twin: str

    def asked(self) -> QueryDict:
        """What the list is narrowed by: the page's query."""
        return self.request.GET

    def get_queryset(self) -> QuerySet[Any]:
        self.filterset = self.filterset_class(self.asked(), super().get_queryset(), request=self.request)
        return self.filterset.qs if self.filterset.is_valid() else self.filterset.queryset.none()

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """A page that is not there is the nearest that is: links grow old, lists shrink."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(filterset=self.filterset, json_twin=self.json_twin(), **kwargs)

    def json_twin(self, **more: str) -> str:
        """The address of the same list as JSON: the same filters, without those left empty and the page's number."""
        query = self.asked().copy()
        for name in [name for name in query if name == "page" or not any(query.getlist(name))]:
            query.pop(name)
        query.update(more)
        return f"{reverse(self.twin)}?{query.urlencode()}" if query else reverse(self.twin)
