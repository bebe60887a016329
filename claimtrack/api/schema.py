"""What the OpenAPI schema cannot see by itself. Imported by `claimtrack.api_urls`, for drf-spectacular to find."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiResponse

from claimtrack.api.problems import CONTENT_TYPE
from claimtrack.api.serializers import GoneSerializer, ProblemSerializer

WHEN = {
    400: "A parameter or field is unknown or badly filled; `errors` names it.",
    401: "The token is missing, wrong or expired.",
    403: "Whoever asks may not do this.",
    404: "There is nothing under this id.",
    410: "It was here and no longer stands; `state` says why.",
    413: "The content is too large.",
    415: "Send `application/json`.",
    422: "It was understood and cannot be taken; `errors` says which field to put right.",
}


def answers(status: int, answer: Any, *refusals: int) -> dict[Any, Any]:
    """The answer of an operation, and the problems that it may answer with instead."""
    problems = {
        (code, CONTENT_TYPE): OpenApiResponse(GoneSerializer if code == 410 else ProblemSerializer, WHEN[code])
        for code in refusals
    }
    return {status: answer, **problems}


def close_inputs(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """What is sent has no fields but those named; others are refused, so the schema should say so."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Request"):
            schema["additionalProperties"] = False
    return result


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "claimtrack.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token …`, made by `manage.py create_token`.",
        }
