"""Who may do what: the one place that pages, API and filters ask.

`auth` is the token that a request came with, or nothing for somebody who is logged in. A token never does more than its
owner may, and only what its scopes name.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from .models import ApiToken, Scope, User

type Person = User | AnonymousUser


def may_review(user: Person | None, auth: Any = None) -> bool:
    """May decide on claims, links and speakers, and see what only editors see."""
    return _is_editor(user) and _covers(auth, Scope.REVIEW)


def may_ingest(user: Person | None, auth: Any = None) -> bool:
    """May send in articles."""
    return _is_editor(user) and _covers(auth, Scope.INGEST)


def asked_by_editor(request: HttpRequest | Any | None) -> bool:
    """Whether a request, of a page or of the API, comes from somebody who may review."""
    return request is not None and may_review(request.user, getattr(request, "auth", None))


def sees_suggestions(request: HttpRequest | Any | None) -> bool:
    """Whether the answer may name the status that the machine suggests; a setting keeps it from readers."""
    return settings.SHOW_SUGGESTIONS or asked_by_editor(request)


def _is_editor(user: Person | None) -> bool:
    return isinstance(user, User) and user.may_review


def _covers(auth: Any, scope: Scope) -> bool:
    return auth is None or (isinstance(auth, ApiToken) and scope in auth.scopes)
