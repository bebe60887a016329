"""Fields that several resources show."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claimtrack.accounts.rules import asked_by_editor


@extend_schema_field(OpenApiTypes.URI)
class PageField(serializers.ReadOnlyField):
    """The address of the thing's page on this site, for people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", **kwargs)

    def to_representation(self, value: Any) -> str:
        return str(self.context["request"].build_absolute_uri(value.get_absolute_url()))


class EditorsOnlyField(serializers.FloatField):
    """A number that is null unless an editor asks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) if asked_by_editor(self.context["request"]) else None
