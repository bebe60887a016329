"""Articles over the API: read them, send them in."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, mixins, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.serializers import (
    ArticleDetailSerializer,
    ArticleInputSerializer,
    ArticleSerializer,
    TakenSerializer,
)
from articles.filters import ArticleFilter
from articles.ingestion import Refused, submission
from articles.models import Article, ArticleVersion, Outcome
from claims.tasks import request_extraction
from claimtrack.api.permissions import MayIngest
from claimtrack.api.problems import TextRefused


class ArticleViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet[Article]
):
    """What was published. Sending the same article twice stores it once."""

    queryset = Article.objects.for_list()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter
    permission_classes = (MayIngest,)

    def get_queryset(self) -> QuerySet[Article]:
        if self.action == "list":
            return super().get_queryset()
        return super().get_queryset().prefetch_related(Prefetch("versions", ArticleVersion.objects.order_by("number")))

    @extend_schema(responses=ArticleDetailSerializer, filters=False)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ArticleDetailSerializer(self.get_object(), context=self.get_serializer_context()).data)

    @extend_schema(
        request=ArticleInputSerializer, responses={200: TakenSerializer, 201: TakenSerializer}, filters=False
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send in one article. 201 if it is new here or has changed, 200 if it is here already."""
        if not isinstance(request.data, Mapping):
            raise exceptions.ValidationError({"non_field_errors": ["Send one article as a JSON object."]})
        try:
            sent = submission(request.data)
        except Refused as refusal:
            raise TextRefused(refusal.reason, field=refusal.field or "text") from None
        with transaction.atomic():
            version, outcome = Article.objects.take(sent)
            request_extraction(version)
        taken = {"outcome": outcome, "extraction": version.extraction, "article": version.article, "version": version}
        body = TakenSerializer(taken, context=self.get_serializer_context()).data
        code = status.HTTP_200_OK if outcome == Outcome.UNCHANGED else status.HTTP_201_CREATED
        address = request.build_absolute_uri(reverse("api-article", args=[version.article_id]))
        return Response(body, code, headers={"Location": address})
