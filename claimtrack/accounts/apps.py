from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who may log in, and the tokens of their programs."""

    name = "claimtrack.accounts"
    label = "accounts"
