"""How refusals look: RFC 9457, `application/problem+json`, naming each parameter or field that is to be put right."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

CONTENT_TYPE = "application/problem+json"
# Names a kind of problem for programs; docs/api.md lists them.
TYPE = "urn:claimtrack:problem:{}"

type Errors = list[dict[str, str]]


class BadParameters(exceptions.APIException):
    """Query parameters that cannot be answered, each with what is wrong with it."""

    status_code = HTTPStatus.BAD_REQUEST
    default_detail = "The request has parameters that cannot be answered."
    default_code = "bad-parameters"

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors: Errors = [
            {"parameter": name, "detail": str(detail)} for name, details in errors.items() for detail in details
        ]


class Gone(exceptions.APIException):
    """Something that was here and no longer stands: its id stays, its content does not."""

    status_code = HTTPStatus.GONE
    default_code = "gone"

    def __init__(self, *, pk: int, state: str) -> None:
        super().__init__(f"This was {state}; its id stays and is not used again.")
        self.members = {"id": pk, "state": state}


class TextRefused(exceptions.APIException):
    """A text that was understood but cannot be taken: not English, too long, not text."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "text-refused"

    def __init__(self, reason: str, *, field: str) -> None:
        super().__init__(reason)
        self.errors: Errors = [{"pointer": f"/{field}", "detail": reason}]


CODES: dict[type[exceptions.APIException], str] = {
    exceptions.ParseError: "malformed",
    exceptions.NotAuthenticated: "not-authenticated",
    exceptions.AuthenticationFailed: "not-authenticated",
    exceptions.PermissionDenied: "not-permitted",
    exceptions.NotFound: "not-found",
    exceptions.MethodNotAllowed: "method-not-allowed",
    exceptions.NotAcceptable: "not-acceptable",
    exceptions.UnsupportedMediaType: "unsupported-media-type",
    exceptions.Throttled: "throttled",
    exceptions.ValidationError: "invalid",
}


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The request is too large."
    default_code = "too-large"


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. What is not a refusal stays an exception."""
    refusal = _as_refusal(exc)
    if refusal is None:
        return None
    _roll_back()
    errors = getattr(refusal, "errors", None)
    if isinstance(refusal, exceptions.ValidationError):
        errors = [{"pointer": pointer, "detail": detail} for pointer, detail in flatten(refusal.detail)]
        detail = "The request's content has something to put right."
    else:
        detail = str(refusal.detail)
    body = _body(refusal.status_code, CODES.get(type(refusal), refusal.default_code), detail, errors=errors) | getattr(
        refusal, "members", {}
    )
    return Response(body, status=refusal.status_code, headers=_headers(refusal), content_type=CONTENT_TYPE)


def no_such_address(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
    """The answer below /api/v1/ to every address that is not one."""
    body = _body(HTTPStatus.NOT_FOUND, "not-found", f"There is nothing at {request.path}.")
    return JsonResponse(body, status=HTTPStatus.NOT_FOUND, content_type=CONTENT_TYPE)


def flatten(detail: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Nested validation errors as JSON pointers (RFC 6901) into what was sent, each with its sentence."""
    match detail:
        case Mapping():
            for name, inner in detail.items():
                own = pointer if name == "non_field_errors" else f"{pointer}/{_escaped(str(name))}"
                yield from flatten(inner, own)
        case list() | tuple():
            for index, inner in enumerate(detail):
                # A list of sentences is about one thing, a list of mappings about the items of a list.
                yield from flatten(inner, f"{pointer}/{index}" if isinstance(inner, Mapping) else pointer)
        case _:
            yield pointer, str(detail)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _as_refusal(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case exceptions.APIException():
            return exc
        case Http404():
            return exceptions.NotFound("There is nothing here under this id.")
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case ModelValidationError():
            described = exc.message_dict if hasattr(exc, "error_dict") else {"non_field_errors": exc.messages}
            return exceptions.ValidationError(described)
        case RequestDataTooBig():
            return TooLarge()
        case RecursionError():
            # The only thing of a depth that a client chooses is the JSON it sends.
            return exceptions.ParseError("The JSON is nested too deeply.")
    return None


def _body(status: int, code: str, detail: str, *, errors: Errors | None = None) -> dict[str, Any]:
    body = {"type": TYPE.format(code), "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}
    return body | {"errors": errors} if errors else body


def _headers(refusal: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if scheme := getattr(refusal, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if wait := getattr(refusal, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def _roll_back() -> None:
    """Undo what a request did before it was refused, where its view runs in a transaction."""
    connection = transaction.get_connection()
    if connection.settings_dict["ATOMIC_REQUESTS"] and connection.in_atomic_block:
        transaction.set_rollback(True)
