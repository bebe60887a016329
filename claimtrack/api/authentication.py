"""Who asks: `Authorization: Token …`."""

from typing import Any

from django.utils import timezone
from knox import auth
from rest_framework.exceptions import AuthenticationFailed

from claimtrack.accounts.models import ApiToken, User


class TokenAuthentication(auth.TokenAuthentication):
    """A program's token, compared by its digest."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiToken]:
        try:
            user, found = super().authenticate_credentials(token)
        except UnicodeDecodeError as error:
            raise AuthenticationFailed("Invalid token.") from error
        # Only now: a wrong guess that shares a token's beginning is no use of it.
        found.note_use()
        return user, found

    def _cleanup_token(self, auth_token: Any) -> bool:
        # The base class deletes every expired token of the user here. A request to read must not write.
        return auth_token.expiry is not None and auth_token.expiry < timezone.now()
