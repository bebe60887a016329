"""Claims and speakers over the API: the querysets and filters of the pages, as JSON."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Article
from claims.api.serializers import (
    ClaimDetailSerializer,
    ClaimSerializer,
    ReviewInputSerializer,
    ReviewSerializer,
    SpeakerSerializer,
)
from claims.filters import ClaimFilter, SpeakerFilter
from claims.models import Claim, Review, ReviewState, Speaker
from claimtrack.accounts.models import User
from claimtrack.accounts.rules import asked_by_editor
from claimtrack.api.permissions import MayReview
from claimtrack.api.problems import Gone
from claimtrack.api.schema import answers


@extend_schema_view(list=extend_schema(responses=answers(200, ClaimSerializer(many=True), 400)))
class ClaimViewSet(viewsets.ReadOnlyModelViewSet[Claim]):
    """Claims as the site lists them: same queryset, same filters."""

    queryset = Claim.objects.for_list().with_context()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter

    def get_permissions(self) -> Sequence[Any]:
        return [MayReview()] if self.action == "review" else super().get_permissions()

    def get_queryset(self) -> QuerySet[Claim]:
        if self.action == "list":
            return super().get_queryset()
        published = Review.objects.filter(state=ReviewState.PUBLISHED)
        return (
            super()
            .get_queryset()
            .prefetch_related(
                "hedges",
                Prefetch("reviews", published.select_related("reviewer").prefetch_related("evidence")),
                Prefetch("version__article__copies", Article.objects.select_related("outlet")),
                Prefetch("continued_by", Claim.objects.current().only("continues")),
            )
        )

    def get_object(self) -> Claim:
        claim = super().get_object()
        if not claim.stands and (self.action == "review" or not asked_by_editor(self.request)):
            raise Gone(pk=claim.pk, state=claim.state)
        return claim

    @extend_schema(responses=answers(200, ClaimDetailSerializer, 400, 404, 410))
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ClaimDetailSerializer(self.get_object(), context=self.get_serializer_context()).data)

    @extend_schema(
        request=ReviewInputSerializer, responses=answers(201, ReviewSerializer, 400, 401, 403, 404, 410, 413, 415)
    )
    @action(detail=True, methods=["post"])
    def review(self, request: Request, pk: str) -> Response:
        """Record a decision with its reason."""
        verdict = ReviewInputSerializer(data=request.data)
        verdict.is_valid(raise_exception=True)
        review = self.get_object().review(reviewer=cast(User, request.user), **verdict.validated_data)
        return Response(ReviewSerializer(review).data, status.HTTP_201_CREATED)


@extend_schema_view(
    list=extend_schema(responses=answers(200, SpeakerSerializer(many=True), 400)),
    retrieve=extend_schema(responses=answers(200, SpeakerSerializer, 400, 404)),
)
class SpeakerViewSet(viewsets.ReadOnlyModelViewSet[Speaker]):
    """Speakers by id or slug. One that was merged into another says where it went, and is left out of the list."""

    queryset = (
        Speaker.objects.with_counts().select_related("part_of", "merged_into").prefetch_related("names").order_by("pk")
    )
    serializer_class = SpeakerSerializer
    filterset_class = SpeakerFilter
    lookup_value_regex = r"[-\w]+"

    def get_queryset(self) -> QuerySet[Speaker]:
        speakers = super().get_queryset()
        return speakers.filter(merged_into=None) if self.action == "list" else speakers

    def get_object(self) -> Speaker:
        key = self.kwargs["pk"]
        by_id = Q(pk=int(key)) if key.isascii() and key.isdigit() and len(key) < 19 else Q(pk__in=[])
        found = list(self.filter_queryset(self.get_queryset()).filter(by_id | Q(slug=key)))
        if not found:
            raise Http404
        # A slug may be all digits; the id goes first.
        return next((speaker for speaker in found if str(speaker.pk) == key), found[0])
