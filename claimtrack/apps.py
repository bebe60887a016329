from django.apps import AppConfig


class ClaimtrackConfig(AppConfig):
    """The project itself: commands and static files that belong to neither app."""

    name = "claimtrack"
