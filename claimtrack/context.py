"""What every page knows without asking its view."""

from typing import Any

from django.http import HttpRequest

from claimtrack.accounts.rules import sees_suggestions


def site(request: HttpRequest) -> dict[str, Any]:
    """`section`: the part of the site a page belongs to; `show_suggestions`: whether it names what machines suggest."""
    return {
        "section": request.path.strip("/").partition("/")[0],
        "show_suggestions": sees_suggestions(request),
    }
