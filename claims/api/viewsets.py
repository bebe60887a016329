"""Claims, speakers and pairs over the API: the querysets and filters of the pages, as JSON."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.serializers import (
    ClaimDetailSerializer,
    ClaimSerializer,
    PairSerializer,
    ReviewInputSerializer,
    ReviewSerializer,
    SpeakerSerializer,
)
from claims.filters import ClaimFilter, RebuttalFilter, SpeakerFilter
from claims.models import Claim, Rebuttal, Review, Speaker
from claimtrack.accounts.models import User
from claimtrack.api.permissions import MayReview
from claimtrack.api.problems import Gone
from claimtrack.api.serializers import GoneSerializer


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
        reviews = Review.objects.select_related("reviewer").prefetch_related("evidence")
        return super().get_queryset().prefetch_related(Prefetch("reviews", reviews), "version__article__copies__outlet")

    def get_object(self) -> Claim:
        # Not through the list's filters: a claim is found by its id whatever else is asked.
        claim = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if claim is None:
            raise Http404
        if not claim.stands:
            raise Gone(pk=claim.pk, state=claim.state)
        self.check_object_permissions(self.request, claim)
        return claim

    @extend_schema(responses={200: ClaimDetailSerializer, 410: GoneSerializer}, filters=False)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ClaimDetailSerializer(self.get_object(), context=self.get_serializer_context()).data)

    @extend_schema(request=ReviewInputSerializer, responses={201: ReviewSerializer}, filters=False)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, pk: str) -> Response:
        """Record a decision with its reason."""
        verdict = ReviewInputSerializer(data=request.data)
        verdict.is_valid(raise_exception=True)
        review = self.get_object().review(reviewer=cast(User, request.user), **verdict.validated_data)
        return Response(ReviewSerializer(review).data, status.HTTP_201_CREATED)


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
        found = list(self.get_queryset().filter(by_id | Q(slug=key)))
        if not found:
            raise Http404
        # A slug may be all digits; the id goes first.
        return next((speaker for speaker in found if str(speaker.pk) == key), found[0])

    @extend_schema(filters=False)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


class RebuttalViewSet(viewsets.ReadOnlyModelViewSet[Rebuttal]):
    """Pairs of a claim and its answer. By default those that nobody has rejected, between claims that stand."""

    queryset = Rebuttal.objects.for_list().with_context()
    serializer_class = PairSerializer
    filterset_class = RebuttalFilter
