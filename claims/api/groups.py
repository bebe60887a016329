"""Claims that several articles tell, over the API: for all to read, for editors to decide on."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.serializers import ClaimSerializer
from claims.group_filters import ClaimGroupFilter
from claims.models import ClaimGroup, GroupMember
from claimtrack.accounts.models import User
from claimtrack.accounts.rules import asked_by_editor, sees_suggestions
from claimtrack.api.fields import EditorsOnlyField, PageField
from claimtrack.api.permissions import MayReview
from claimtrack.api.schema import answers
from claimtrack.api.serializers import Addressed, StrictSerializer


class GroupMemberSerializer(serializers.ModelSerializer[GroupMember]):
    """A claim of a group, and why it is one. Rejected ones, and mere questions, are for editors."""

    claim = ClaimSerializer(read_only=True)
    headlines = serializers.SerializerMethodField(help_text="Ids of its article's headline claims that restate it.")
    confidence = EditorsOnlyField()
    decided_by = serializers.SerializerMethodField()

    class Meta:
        model = GroupMember
        fields = ("claim", "headlines", "state", "reason", "confidence", "decided_by", "decided_at")

    @extend_schema_field({"type": "array", "items": {"type": "integer"}})
    def get_headlines(self, member: Any) -> list[int]:
        return [headline.pk for headline in member.claim.headlines]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_decided_by(self, member: GroupMember) -> str | None:
        return str(member.decided_by) if member.decided_by else None


class ClaimGroupSerializer(Addressed, serializers.ModelSerializer[ClaimGroup]):
    """One claim, by one speaker or camp, as several articles tell it, in the order of publication."""

    api_view = "api-group"

    page = PageField()
    article_count = serializers.IntegerField(read_only=True)
    outlet_count = serializers.IntegerField(read_only=True)
    first_on = serializers.DateField(read_only=True, allow_null=True, help_text="The day it was first published.")
    merged_into = serializers.SerializerMethodField(help_text="The id of the group that stands for it now.")
    members = GroupMemberSerializer(source="told", many=True, read_only=True)

    class Meta:
        model = ClaimGroup
        fields = (
            "id",
            "page",
            "article_count",
            "outlet_count",
            "first_on",
            "merged_into",
            "split_from",
            "members",
            "created_at",
            "updated_at",
        )

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_merged_into(self, group: ClaimGroup) -> int | None:
        return group.standing_for.pk if group.merged_into_id else None


class SomeClaimsSerializer(StrictSerializer):
    """Which claims of the group. Without any: all that are suggested."""

    claims = serializers.ListField(
        child=serializers.IntegerField(min_value=1), min_length=1, max_length=500, required=False
    )


class TheseClaimsSerializer(StrictSerializer):
    """Which claims become a group of their own."""

    claims = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1, max_length=500)


class IntoSerializer(StrictSerializer):
    """The group that stays."""

    into = serializers.PrimaryKeyRelatedField(
        queryset=ClaimGroup.objects.all(), error_messages={"does_not_exist": "No group has this id."}
    )


DECIDED = answers(200, ClaimGroupSerializer, 400, 401, 403, 404, 413, 415)


@extend_schema_view(
    list=extend_schema(responses=answers(200, ClaimGroupSerializer(many=True), 400)),
    retrieve=extend_schema(responses=answers(200, ClaimGroupSerializer, 400, 404)),
)
class ClaimGroupViewSet(viewsets.ReadOnlyModelViewSet[ClaimGroup]):
    """Claims that several articles tell. By default what at least two of them do."""

    queryset = ClaimGroup.objects.all()
    serializer_class = ClaimGroupSerializer
    filterset_class = ClaimGroupFilter

    def get_permissions(self) -> Sequence[Any]:
        return super().get_permissions() if self.action in {"list", "retrieve"} else [MayReview()]

    def get_queryset(self) -> QuerySet[ClaimGroup]:
        shown, editor = sees_suggestions(self.request), asked_by_editor(self.request)
        groups = super().get_queryset()
        groups = groups.filter(merged_into=None) if self.action == "list" else groups.select_related("merged_into")
        counted = cast(Any, groups).with_counts(suggestions=shown)
        return cast("QuerySet[ClaimGroup]", counted.with_members(suggestions=shown, editor=editor).order_by("pk"))

    def filter_queryset(self, queryset: Any) -> Any:
        # By its id any group is found, however many articles tell it.
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    @extend_schema(request=SomeClaimsSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """These claims are the one claim; without `claims` all that are likely. To say it again changes nothing."""
        self.get_object().confirm(by=cast(User, request.user), **self._asked(SomeClaimsSerializer))
        return self._anew(pk)

    @extend_schema(request=SomeClaimsSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """These claims are not; they are not suggested here again. Without `claims` all that are suggested."""
        self.get_object().reject(by=cast(User, request.user), **self._asked(SomeClaimsSerializer))
        return self._anew(pk)

    @extend_schema(request=TheseClaimsSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def split(self, request: Request, pk: str) -> Response:
        """These claims become a group of their own, which is the answer. To say it again answers with the same."""
        return self._anew(self.get_object().split(by=cast(User, request.user), **self._asked(TheseClaimsSerializer)).pk)

    @extend_schema(request=IntoSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """This group becomes part of another, which is the answer. To say it again changes nothing."""
        into = self._asked(IntoSerializer)["into"]
        self.get_object().merge_into(into, by=cast(User, request.user))
        return self._anew(into.pk)

    def _asked(self, wanted: type[StrictSerializer]) -> dict[str, Any]:
        content = wanted(data=self.request.data)
        content.is_valid(raise_exception=True)
        return cast(dict[str, Any], content.validated_data)

    def _anew(self, pk: Any) -> Response:
        self.kwargs["pk"] = pk
        return Response(self.get_serializer(self.get_object()).data)
