from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Who is reported to have said what, and what people made of it."""

    name = "claims"
