"""The rules of `claimtrack.accounts.rules` as the API asks them."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from claimtrack.accounts.rules import may_ingest, may_review


class MayReview(BasePermission):
    message = "Only editors decide on claims, pairs and speakers; a token also needs the scope “review”."

    def has_permission(self, request: Request, view: Any) -> bool:
        return may_review(request.user, request.auth)


class MayIngest(BasePermission):
    """Anybody may read; sending in is for editors."""

    message = "Only editors send in articles; a token also needs the scope “ingest”."

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or may_ingest(request.user, request.auth)
