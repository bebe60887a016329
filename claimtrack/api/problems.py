"""Errors as RFC 9457 problem details."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions, status
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"


def problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Every error as RFC 9457 problem details: what is wrong, where, and what to do."""
    if isinstance(error, DjangoValidationError):
        error = exceptions.ValidationError(
            error.message_dict if hasattr(error, "error_dict") else {"non_field_errors": error.messages}
        )
    response = exception_handler(error, dict(context))
    if response is None:
        return None
    request: Request = context["request"]
    where = "parameter" if request.method in SAFE_METHODS else "pointer"
    data = response.data
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HttpResponse(status=response.status_code).reason_phrase,
        "status": response.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        body["detail"] = "Part of the request could not be taken; `errors` says which and why."
        body["errors"] = list(_errors(data, where))
    elif isinstance(data, Mapping) and "detail" in data:
        body["detail"] = str(data["detail"])
    else:
        body["detail"] = str(error)
    if isinstance(error, Http404 | exceptions.NotFound):
        body["detail"] = "There is nothing at this address."
    if isinstance(error, PermissionDenied):
        body["detail"] = str(error) or "Not allowed."
    response.data = body
    response.content_type = PROBLEM
    return response


def _errors(data: Any, where: str, path: str = "") -> Any:
    """One entry for each thing wrong, with its JSON pointer or its parameter's name."""
    if isinstance(data, Mapping):
        for name, inner in data.items():
            yield from _errors(inner, where, "" if name == "non_field_errors" else f"{path}/{name}")
    elif isinstance(data, list) and data and isinstance(data[0], Mapping | list):
        for number, inner in enumerate(data):
            yield from _errors(inner, where, f"{path}/{number}")
    else:
        for message in data if isinstance(data, list) else [data]:
            yield {where: path.lstrip("/") if where == "parameter" else path or "/", "detail": str(message)}


class GoneError(exceptions.APIException):
    """What was at this address no longer stands; its number is not given away."""

    status_code = status.HTTP_410_GONE
    default_code = "gone"


class RefusedTextError(exceptions.ValidationError):
    """The request is well formed, but its text cannot be taken."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


def nothing_here(request: HttpRequest, path: str = "") -> JsonResponse:
    """The answer to every address below /api/ that is none."""
    return JsonResponse(
        {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is nothing at this address."},
        status=404,
        content_type=PROBLEM,
    )
