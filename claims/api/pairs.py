"""Pairs over the API: a claim and the claim that answers it, and what editors make of the link."""

from collections.abc import Sequence
from typing import Any, cast

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.matches import NothingSerializer
from claims.api.serializers import ClaimSideSerializer, WordsSerializer
from claims.models import Rebuttal, SuggestionState
from claims.pair_filters import PairFilter
from claims.threads import threads_of
from claimtrack.accounts.models import User
from claimtrack.accounts.rules import asked_by_editor
from claimtrack.api.fields import EditorsOnlyField, PageField
from claimtrack.api.permissions import MayReview
from claimtrack.api.problems import Gone
from claimtrack.api.schema import answers
from claimtrack.api.serializers import Addressed


class PlaceInThreadSerializer(serializers.Serializer[Any]):
    """Where a pair stands in its thread: the turns' numbers, in the order of speaking, and how many turns there are."""

    claim = serializers.IntegerField()
    rebuttal = serializers.IntegerField()
    turns = serializers.IntegerField()


class PairSerializer(Addressed, serializers.ModelSerializer[Rebuttal]):
    """A claim and the claim that answers it, both spelled out. Give it `threads`, by claim, in its context."""

    api_view = "api-rebuttal"

    page = PageField()
    decided_by = serializers.SerializerMethodField(help_text="The editor who confirmed or rejected the link.")
    phrase = serializers.SerializerMethodField()
    claim = ClaimSideSerializer(source="target", read_only=True)
    rebuttal = ClaimSideSerializer(source="rebutting", read_only=True)
    thread = serializers.SerializerMethodField(
        help_text="Null for a pair that was rejected, and in a thread that is too long to be put in order."
    )
    confidence = EditorsOnlyField()
    updated_at = serializers.SerializerMethodField(help_text="When the link or either claim last changed.")

    class Meta:
        model = Rebuttal
        fields = (
            "id",
            "page",
            "type",
            "state",
            "decided_by",
            "decided_at",
            "phrase",
            "reason",
            "claim",
            "rebuttal",
            "thread",
            "extractor_version",
            "confidence",
            "created_at",
            "updated_at",
        )

    def to_representation(self, instance: Any) -> dict[str, Any]:
        for side in ("target", "rebutting"):
            getattr(instance, side).text_around = getattr(instance, f"{side}_text_around")
        return super().to_representation(instance)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_decided_by(self, link: Rebuttal) -> str | None:
        return str(link.decided_by) if link.decided_by else None

    @extend_schema_field(WordsSerializer)
    def get_phrase(self, link: Rebuttal) -> dict[str, Any]:
        return {"text": link.phrase, "spans": link.phrase_spans}

    @extend_schema_field(PlaceInThreadSerializer(allow_null=True))
    def get_thread(self, link: Rebuttal) -> dict[str, int] | None:
        thread = self.context["threads"].get(link.target_id)
        if link.state == SuggestionState.REJECTED or thread is None or thread.cut:
            return None
        if thread is not self.context["threads"].get(link.rebutting_id):
            return None
        return {
            "claim": thread.turn_of(link.target_id).number,
            "rebuttal": thread.turn_of(link.rebutting_id).number,
            "turns": len(thread.turns),
        }

    @extend_schema_field(serializers.DateTimeField)
    def get_updated_at(self, link: Rebuttal) -> Any:
        # What `updated_after` looks at, so that a client can go on from the latest that it has seen.
        latest = max(link.updated_at, link.target.updated_at, link.rebutting.updated_at)
        return serializers.DateTimeField().to_representation(latest)


@extend_schema_view(
    list=extend_schema(responses=answers(200, PairSerializer(many=True), 400)),
    retrieve=extend_schema(responses=answers(200, PairSerializer, 400, 404, 410)),
)
class RebuttalViewSet(viewsets.ReadOnlyModelViewSet[Rebuttal]):
    """Pairs of a claim and its answer. By default those that nobody has rejected, between claims that stand."""

    queryset = Rebuttal.objects.for_list().with_context()
    serializer_class = PairSerializer
    filterset_class = PairFilter
    # The pairs to be shown, known once they were fetched.
    shown: Sequence[Rebuttal] = ()

    def get_permissions(self) -> Sequence[Any]:
        return [MayReview()] if self.action in DECISIONS else super().get_permissions()

    def get_object(self) -> Rebuttal:
        pair = super().get_object()
        gone = [claim.state for claim in (pair.target, pair.rebutting) if not claim.stands]
        if gone and self.action in DECISIONS:
            raise Gone(pk=pair.pk, state=gone[0])
        if not asked_by_editor(self.request) and (gone or pair.state == SuggestionState.REJECTED):
            raise Gone(pk=pair.pk, state=gone[0] if gone else pair.state)
        self.shown = [pair]
        return pair

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self.shown = page or ()
        return page

    def get_serializer_context(self) -> dict[str, Any]:
        claims = [pk for pair in self.shown for pk in (pair.target_id, pair.rebutting_id)]
        return {**super().get_serializer_context(), "threads": threads_of(claims) if claims else {}}

    @extend_schema(request=NothingSerializer, responses=answers(200, PairSerializer, 400, 401, 403, 404, 410, 413, 415))
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """The one does answer the other. To say it again changes nothing."""
        return self._decide(SuggestionState.CONFIRMED, request)

    @extend_schema(request=NothingSerializer, responses=answers(200, PairSerializer, 400, 401, 403, 404, 410, 413, 415))
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """It does not: the pair is left out, and no later reading suggests it again."""
        return self._decide(SuggestionState.REJECTED, request)

    def _decide(self, state: SuggestionState, request: Request) -> Response:
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        self.get_object().decide(state, by=cast(User, request.user))
        # Anew: both claims have changed.
        pair = self.get_object()
        return Response(self.get_serializer(pair).data)


DECISIONS = ("confirm", "reject")
