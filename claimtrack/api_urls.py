"""The API, its schema and its documentation, below /api/."""

from typing import Any

from django.conf import settings
from django.urls import path, re_path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from articles.api.viewsets import ArticleViewSet
from claims.api.groups import ClaimGroupViewSet
from claims.api.matches import SpeakerMatchViewSet
from claims.api.pairs import RebuttalViewSet
from claims.api.threads import ThreadViewSet
from claims.api.viewsets import ClaimViewSet, SpeakerViewSet
from claimtrack.api import schema as schema  # registers what drf-spectacular needs to be told
from claimtrack.api.problems import no_such_address

READ_LIST: dict[str, Any] = {"get": "list"}
READ_ONE: dict[str, Any] = {"get": "retrieve"}
READ_OR_SEND: dict[str, Any] = {"get": "list", "post": "create"}
REVIEW: dict[str, Any] = {"post": "review"}
CONFIRM: dict[str, Any] = {"post": "confirm"}
REJECT: dict[str, Any] = {"post": "reject"}
SPLIT: dict[str, Any] = {"post": "split"}
MERGE: dict[str, Any] = {"post": "merge"}

# Swagger UI sets styles in its markup; no other page may.
_DOCS_CSP: dict[str, Any] = {**settings.SECURE_CSP, "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}
_docs = csp_override(_DOCS_CSP)(SpectacularSwaggerSplitView.as_view(url_name="api-schema"))

urlpatterns = [
    path("v1/claims/", ClaimViewSet.as_view(READ_LIST, detail=False), name="api-claims"),
    path("v1/claims/<int:pk>/", ClaimViewSet.as_view(READ_ONE, detail=True), name="api-claim"),
    path("v1/claims/<int:pk>/review/", ClaimViewSet.as_view(REVIEW, detail=True), name="api-claim-review"),
    path("v1/claims/<int:pk>/thread/", ThreadViewSet.as_view(READ_ONE, detail=True), name="api-claim-thread"),
    path("v1/speakers/", SpeakerViewSet.as_view(READ_LIST, detail=False), name="api-speakers"),
    path("v1/speakers/<slug:pk>/", SpeakerViewSet.as_view(READ_ONE, detail=True), name="api-speaker"),
    path("v1/speaker-matches/", SpeakerMatchViewSet.as_view(READ_LIST, detail=False), name="api-speaker-matches"),
    path("v1/speaker-matches/<int:pk>/", SpeakerMatchViewSet.as_view(READ_ONE, detail=True), name="api-speaker-match"),
    path(
        "v1/speaker-matches/<int:pk>/confirm/",
        SpeakerMatchViewSet.as_view(CONFIRM, detail=True),
        name="api-speaker-match-confirm",
    ),
    path(
        "v1/speaker-matches/<int:pk>/reject/",
        SpeakerMatchViewSet.as_view(REJECT, detail=True),
        name="api-speaker-match-reject",
    ),
    path("v1/groups/", ClaimGroupViewSet.as_view(READ_LIST, detail=False), name="api-groups"),
    path("v1/groups/<int:pk>/", ClaimGroupViewSet.as_view(READ_ONE, detail=True), name="api-group"),
    path("v1/groups/<int:pk>/confirm/", ClaimGroupViewSet.as_view(CONFIRM, detail=True), name="api-group-confirm"),
    path("v1/groups/<int:pk>/reject/", ClaimGroupViewSet.as_view(REJECT, detail=True), name="api-group-reject"),
    path("v1/groups/<int:pk>/split/", ClaimGroupViewSet.as_view(SPLIT, detail=True), name="api-group-split"),
    path("v1/groups/<int:pk>/merge/", ClaimGroupViewSet.as_view(MERGE, detail=True), name="api-group-merge"),
    path("v1/articles/", ArticleViewSet.as_view(READ_OR_SEND, detail=False), name="api-articles"),
    path("v1/articles/<int:pk>/", ArticleViewSet.as_view(READ_ONE, detail=True), name="api-article"),
    path("v1/rebuttals/", RebuttalViewSet.as_view(READ_LIST, detail=False), name="api-rebuttals"),
    path("v1/rebuttals/<int:pk>/", RebuttalViewSet.as_view(READ_ONE, detail=True), name="api-rebuttal"),
    path("v1/rebuttals/<int:pk>/confirm/", RebuttalViewSet.as_view(CONFIRM, detail=True), name="api-rebuttal-confirm"),
    path("v1/rebuttals/<int:pk>/reject/", RebuttalViewSet.as_view(REJECT, detail=True), name="api-rebuttal-reject"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", _docs, name="api-docs"),
    re_path(r"^", no_such_address),
]
