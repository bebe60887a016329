"""Lists in pages that a client can walk through to the end: nothing missed, nothing twice."""

import base64
import binascii
import json
from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from .problems import BadParameters

type Cursor = tuple[str, int]
DIRECTIONS = {"after": "pk__gt", "before": "pk__lt"}
LARGEST_ID = 2**63 - 1


class ChangePagination(BasePagination):
    """By id, from the cursor on: rows that come in meanwhile are at the end, rows that change keep their place.

    A cursor says after or before which id the page lies. Clients only hand it back, so it may come to say more.
    """

    page_size = 50
    max_page_size = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.url = request.build_absolute_uri()
        size = self._page_size(request)
        self.direction, self.position = read_cursor(request.query_params.get("cursor"))
        backwards = self.direction == "before"
        rows = queryset.order_by("-pk" if backwards else "pk")
        if self.position is not None:
            rows = rows.filter(**{DIRECTIONS[self.direction]: self.position})
        # One more than wanted tells whether the list goes on.
        found = list(rows[: size + 1])
        self.goes_on, page = len(found) > size, found[:size]
        self.page = page[::-1] if backwards else page
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "previous": self._previous(), "results": data})

    def _next(self) -> str | None:
        if self.direction == "after":
            return self._link("after", self.page[-1].pk) if self.goes_on else None
        return self._link("after", self.page[-1].pk if self.page else (self.position or 0) - 1)

    def _previous(self) -> str | None:
        if self.direction == "before":
            return self._link("before", self.page[0].pk) if self.goes_on else None
        if self.position is None:
            return None
        return self._link("before", self.page[0].pk if self.page else self.position + 1)

    def _link(self, direction: str, position: int) -> str:
        return replace_query_param(self.url, "cursor", write_cursor(direction, position))

    def _page_size(self, request: Request) -> int:
        wanted = request.query_params.get("page_size")
        if wanted is None:
            return self.page_size
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 9 and 1 <= int(wanted) <= self.max_page_size):
            raise BadParameters({"page_size": [f"Give a whole number from 1 to {self.max_page_size}."]})
        return int(wanted)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "From `next` or `previous` of an earlier answer; says nothing by itself.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": "How many results to give at once.",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": self.max_page_size,
                    "default": self.page_size,
                },
            },
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": link | {"description": "The next page; null at the end."},
                "previous": link | {"description": "The page before; null at the beginning."},
                "results": schema,
            },
        }


def write_cursor(direction: str, position: int) -> str:
    return base64.urlsafe_b64encode(json.dumps({direction: position}).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> tuple[str, int | None]:
    """The direction and the id in a cursor; the list's beginning without one. Raises `BadParameters`."""
    if cursor is None:
        return "after", None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        [(direction, position)] = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True)).items()
    except (ValueError, AttributeError, binascii.Error, RecursionError):
        direction, position = "", None
    if direction not in DIRECTIONS or type(position) is not int or not -1 <= position <= LARGEST_ID:
        raise BadParameters({"cursor": ["This is no cursor of this list: begin again without one."]})
    return direction, position
