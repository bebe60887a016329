"""What templates need to say about claims."""

from datetime import date
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.passages import Segment
from claims.models import EvidenceStatus

register = template.Library()

# As many speakers as an article page tells apart by colour; the number beside the words goes on.
COLOURS = 8


@register.filter
def day(value: date | str | None) -> SafeString | str:
    """A date, or its ISO form, written out in a <time>; "undated" without one."""
    if value is None:
        return "undated"
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(value, "j F Y"))


@register.filter
def status_label(value: str) -> str:
    return EvidenceStatus(value).label


@register.filter
def status_definition(value: str) -> str:
    return EvidenceStatus(value).definition


@register.filter
def words(segment: Segment) -> SafeString | str:
    """A segment's text, underlined where it is a hedge."""
    if segment.over is None:
        return segment.text
    owner = segment.over.of.get_owner_display().lower()
    return format_html('<span class="hedge" title="Hedge: {}">{}</span>', owner, segment.text)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """`mapping[key]`, or nothing."""
    return mapping.get(key)


@register.filter
def colour(number: int) -> int:
    """1 to 8, over and over, for the 1st, 2nd, … speaker of an article."""
    return (number - 1) % COLOURS + 1


@register.simple_tag
def without(request: HttpRequest, *names: str, by_default: bool = False) -> str:
    """The query of this page without some of its parameters, and back on its first page.

    What is in force `by_default` is left empty instead, or it would come back.
    """
    query = request.GET.copy()
    for name in (*names, "page"):
        query.pop(name, None)
    if by_default:
        query.update(dict.fromkeys(names, ""))
    return f"?{query.urlencode()}" if query else request.path
