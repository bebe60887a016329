"""Pairs of speakers who may be one, over the API: for editors, as the pages are."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.serializers import SpeakerRefSerializer
from claims.match_filters import SpeakerMatchFilter
from claims.models import Claim, SpeakerMatch, SuggestionState
from claimtrack.accounts.models import User
from claimtrack.api.fields import PageField
from claimtrack.api.permissions import MayReview
from claimtrack.api.schema import answers
from claimtrack.api.serializers import Addressed, StrictSerializer


class RoleSerializer(serializers.Serializer[Any]):
    """Who a speaker was in the articles' words, and the days of the first and the last that said so."""

    role = serializers.CharField(allow_blank=True)
    affiliation = serializers.CharField(allow_blank=True)
    first = serializers.DateField(allow_null=True)
    last = serializers.DateField(allow_null=True)


class ClaimRefSerializer(Addressed, serializers.ModelSerializer[Claim]):
    api_view = "api-claim"

    page = PageField()
    text = serializers.CharField(source="words")

    class Meta:
        model = Claim
        fields = ("id", "page", "text")


class MatchSideSerializer(SpeakerRefSerializer):
    """A speaker with what tells them from others of the name."""

    names: serializers.SlugRelatedField[Any] = serializers.SlugRelatedField("name", many=True, read_only=True)
    roles = serializers.SerializerMethodField(help_text="The latest five.")
    outlets = serializers.ListField(child=serializers.CharField(), read_only=True)
    claim_count = serializers.IntegerField(read_only=True)
    latest_claims = ClaimRefSerializer(many=True, read_only=True)

    class Meta(SpeakerRefSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *SpeakerRefSerializer.Meta.fields,
            "names",
            "article",
            "roles",
            "outlets",
            "claim_count",
            "latest_claims",
        )

    @extend_schema_field(RoleSerializer(many=True))
    def get_roles(self, speaker: Any) -> Any:
        # Days come out of the database as ISO text already.
        return speaker.roles


class SpeakerMatchSerializer(Addressed, serializers.ModelSerializer[SpeakerMatch]):
    """Two speakers who may be one. `left` was here first; `heir` is the id of the one that stays if they are."""

    api_view = "api-speaker-match"

    page = PageField()
    left = MatchSideSerializer(read_only=True)
    right = MatchSideSerializer(read_only=True)
    heir = serializers.SerializerMethodField()
    decided_by = serializers.SerializerMethodField()

    class Meta:
        model = SpeakerMatch
        fields = (
            "id",
            "page",
            "left",
            "right",
            "heir",
            "score",
            "reason",
            "state",
            "decided_by",
            "decided_at",
            "created_at",
            "updated_at",
        )

    def get_heir(self, match: SpeakerMatch) -> int:
        return match.heir.pk

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_decided_by(self, match: SpeakerMatch) -> str | None:
        return str(match.decided_by) if match.decided_by else None


class NothingSerializer(StrictSerializer):
    """The address says it all."""


@extend_schema_view(
    list=extend_schema(responses=answers(200, SpeakerMatchSerializer(many=True), 400, 401, 403)),
    retrieve=extend_schema(responses=answers(200, SpeakerMatchSerializer, 400, 401, 403, 404)),
)
class SpeakerMatchViewSet(viewsets.ReadOnlyModelViewSet[SpeakerMatch]):
    """Pairs of speakers who may be one, as the machine suggests; for editors. By default those not yet decided."""

    queryset = SpeakerMatch.objects.for_list()
    serializer_class = SpeakerMatchSerializer
    filterset_class = SpeakerMatchFilter
    permission_classes = [MayReview]

    @extend_schema(
        request=NothingSerializer, responses=answers(200, SpeakerMatchSerializer, 400, 401, 403, 404, 413, 415)
    )
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """They are the same speaker: merges the two. To say it again changes nothing."""
        return self._decide(SuggestionState.CONFIRMED, request)

    @extend_schema(
        request=NothingSerializer, responses=answers(200, SpeakerMatchSerializer, 400, 401, 403, 404, 413, 415)
    )
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """They are two: nobody is asked about them again. Refused once they were merged."""
        return self._decide(SuggestionState.REJECTED, request)

    def _decide(self, state: SuggestionState, request: Request) -> Response:
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        self.get_object().decide(state, by=cast(User, request.user))
        # Anew: claims and names may have moved.
        return Response(self.get_serializer(self.get_object()).data)
