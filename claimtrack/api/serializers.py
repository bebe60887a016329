"""What serializers of both apps share."""

from typing import Any

from rest_framework import serializers


class Addressed(serializers.Serializer[Any]):
    """Adds `@id`: the thing's permanent address in the API. Set `api_view` to the name of its view."""

    api_view: str

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        address: Any = serializers.HyperlinkedIdentityField(view_name=self.api_view)
        return {"@id": address, **super().get_fields()}


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields that it does not know: most are misspelt, and silence would lose what they say."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else ()
        if unknown:
            known = f"This field is not known. There are: {', '.join(self.fields)}."
            raise serializers.ValidationError({name: [known] for name in sorted(unknown)})
        return super().to_internal_value(data)


class ErrorSerializer(serializers.Serializer[Any]):
    """One thing to put right: a query parameter, or a place in the content as JSON pointer."""

    parameter = serializers.CharField(required=False)
    pointer = serializers.CharField(required=False, allow_blank=True)
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField(help_text="A URN that names the kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ErrorSerializer(many=True, required=False)  # type: ignore[assignment]  # RFC 9457's name


class GoneSerializer(ProblemSerializer):
    id = serializers.IntegerField()
    state = serializers.CharField(help_text="Why it no longer stands.")
