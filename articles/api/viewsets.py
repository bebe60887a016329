"""Articles over the API: read them, send them in."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import exceptions, mixins, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.serializers import (
    ArticleDetailSerializer,
    ArticleInputSerializer,
    ArticleSerializer,
    TakenSerializer,
    current_version,
)
from articles.filters import ArticleFilter
from articles.ingestion import ALIASES, Refused, submission
from articles.models import Article, ArticleVersion, Outcome
from articles.passages import Paragraph, marks_of, paragraphs
from claims.models import Claim, ClaimState
from claims.tasks import request_extraction
from claimtrack.accounts.rules import asked_by_editor
from claimtrack.api.permissions import MayIngest
from claimtrack.api.problems import TextRefused
from claimtrack.api.schema import answers

SENT_FIELDS = {alias for aliases in ALIASES.values() for alias in aliases}


@extend_schema_view(list=extend_schema(responses=answers(200, ArticleSerializer(many=True), 400)))
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
        # Only the current text is shown: the others stay in the database.
        versions = ArticleVersion.objects.defer("text").order_by("number")
        return super().get_queryset().prefetch_related(Prefetch("versions", versions))

    @extend_schema(responses=answers(200, ArticleDetailSerializer, 400, 404))
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        article = self.get_object()
        context = {**self.get_serializer_context(), "passages": public_passages(article, request)}
        return Response(ArticleDetailSerializer(article, context=context).data)

    @extend_schema(
        request=ArticleInputSerializer,
        responses=answers(200, TakenSerializer, 400, 401, 403, 413, 415, 422) | {201: TakenSerializer},
        filters=False,
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send in one article. 201 if it is new here or has changed, 200 if it is here already."""
        if not isinstance(request.data, Mapping):
            raise exceptions.ValidationError({"non_field_errors": ["Send one article as a JSON object."]})
        if unknown := sorted(set(request.data) - SENT_FIELDS):
            known = f"This field is not known. There are: {', '.join(sorted(SENT_FIELDS))}."
            raise exceptions.ValidationError({name: [known] for name in unknown})
        try:
            sent = submission(request.data)
        except Refused as refusal:
            # By the name that the sender used: `title` rather than `headline`.
            names = ALIASES.get(refusal.field, ())
            sent_as = next((name for name in names if request.data.get(name)), refusal.field or "text")
            raise TextRefused(refusal.reason, field=sent_as) from None
        with transaction.atomic():
            version, outcome = Article.objects.take(sent)
            request_extraction(version)
        taken = {"outcome": outcome, "extraction": version.extraction, "article": version.article, "version": version}
        body = TakenSerializer(taken, context=self.get_serializer_context()).data
        code = status.HTTP_200_OK if outcome == Outcome.UNCHANGED else status.HTTP_201_CREATED
        address = request.build_absolute_uri(reverse("api-article", args=[version.article_id]))
        return Response(body, code, headers={"Location": address})


def public_passages(article: Article, request: Request) -> list[Paragraph] | None:
    """The paragraphs around claims, where only they are public; nothing where the whole text is."""
    if settings.ARTICLE_TEXT == "full" or asked_by_editor(request):
        return None
    version = current_version(article)
    claims = Claim.objects.filter(
        version__article=article.copy_of_id or article.pk, version__sha256=version.sha256, state=ClaimState.CURRENT
    )
    marks = [mark for spans in claims.values_list("content_spans", flat=True) for mark in marks_of(spans, None)]
    return [passage for passage in paragraphs(version.text, marks) if passage.marked]
