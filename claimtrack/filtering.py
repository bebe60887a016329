"""What the filter sets of articles and claims have in common. Pages and API give each the same parameters."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django_filters import filters
from django_filters.fields import IsoDateTimeField, MultipleChoiceField
from django_filters.filterset import FilterSet

from claimtrack.accounts.rules import asked_by_editor, sees_suggestions

LONGEST_QUERY = 500
YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One narrowing that is in force, in words, with its parameter's name."""

    name: str
    label: str
    value: str
    # In force although nobody asked for it: taken away by an empty value.
    by_default: bool = False


class SharedFilterSet(FilterSet):
    """A filter set for a page and its JSON twin.

    The page renders `form` (a GET form; every field has a label) and lists `active()`; the API refuses what the form
    finds wrong. Give it the request, so that it knows an editor.
    """

    # Parameters that readers are neither offered nor answered.
    for_editors: tuple[str, ...] = ()
    # Parameters that would tell readers what the machine suggests.
    of_suggestions: tuple[str, ...] = ()
    # What a page asks for when its reader does not; the API answers what it is asked.
    on_pages: Mapping[str, str] = {}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: models.QuerySet[Any] | None = None,
        *,
        request: HttpRequest | Any | None = None,
        prefix: str | None = None,
    ) -> None:
        # Always bound, so that what is left out by default is left out of a bare list as well.
        super().__init__(QueryDict() if data is None else data, queryset, request=request, prefix=prefix)
        self.by_editor = asked_by_editor(request)
        hidden = () if self.by_editor else self.for_editors
        if not sees_suggestions(request):
            hidden += self.of_suggestions
        for name in hidden:
            del self.filters[name]

    def active(self) -> Iterator[ActiveFilter]:
        """What narrows the list at present, as words for the page to show."""
        for name, value in self.form.cleaned_data.items() if self.is_valid() else ():
            if value not in (None, "", []):
                field = self.form.fields[name]
                yield ActiveFilter(name, str(field.label), _in_words(field, value), name in self.on_pages)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, list | tuple | models.QuerySet):
        return ", ".join(_in_words(field, each) for each in value)
    # Not for fields whose choices are rows: their value is the row, and walking the choices would load all of them.
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # a list by now
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M %Z}"
    return str(value)


class WordsFilter(filters.CharFilter):
    """Words to look for; their number is bounded, and so is the work they make."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_QUERY)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search"}))
        super().__init__(*args, **kwargs)


class DayFilter(filters.DateFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        kwargs.setdefault("error_messages", {"invalid": "Write a day as YYYY-MM-DD."})
        super().__init__(*args, **kwargs)


class _MomentField(IsoDateTimeField):
    def to_python(self, value: Any) -> Any:
        # A "+" that was not percent-encoded arrives as a space: 2024-05-04T10:00:00 02:00.
        if isinstance(value, str):
            value = re.sub(r" (\d\d:?\d\d)$", r"+\1", value.strip()) if "T" in value else value
        moment = super().to_python(value)
        try:
            # PostgreSQL takes no offset beyond 16 hours, which ISO 8601 does.
            return moment and moment.astimezone(UTC)
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class MomentFilter(filters.IsoDateTimeFilter):
    """An ISO 8601 moment; without an offset it is UTC, and a bare day is its first instant."""

    field_class = _MomentField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", [IsoDateTimeField.ISO_8601, "%Y-%m-%d"])
        kwargs.setdefault("error_messages", {"invalid": "Write a moment as 2024-05-04T10:00:00Z."})
        super().__init__(*args, **kwargs)


class YesNoFilter(filters.ChoiceFilter):
    """A question that may also be left open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=YES_NO, empty_label="Either", **kwargs)


class _SeveralChoicesField(MultipleChoiceField):
    def to_python(self, value: Any) -> list[str]:
        # `status=` is a form whose field was left empty.
        return [each for each in super().to_python(value) if each]


class SeveralChoicesFilter(filters.MultipleChoiceFilter):
    """One or more of a fixed list; any of them will do."""

    field_class = _SeveralChoicesField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, **kwargs)

    def filter(self, qs: models.QuerySet[Any], value: list[str]) -> models.QuerySet[Any]:
        # The base class joins conditions with OR and adds DISTINCT, which a plain column does not need.
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs
