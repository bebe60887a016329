"""People who may log in, what they may do, and the tokens that speak for them."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from knox.models import AbstractAuthToken

from claimtrack.history import keeps_history


class Role(models.TextChoices):
    """What a person may do; each role includes those before it."""

    READER = "reader", "Reader"
    EDITOR = "editor", "Editor"
    CHIEF = "chief", "Chief editor"
    ADMINISTRATOR = "administrator", "Administrator"


class PeopleManager(UserManager["User"]):
    def create_superuser(self, username: str, *args: Any, **fields: Any) -> "User":
        """Django's superuser is our administrator."""
        return super().create_superuser(username, *args, **{"role": Role.ADMINISTRATOR, **fields})


@keeps_history(exclude=["password", "last_login"])
class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox ships no types
    """A person with a role. `display_name` is what readers see beside a decision; it need not be the log-in name."""

    display_name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.READER)

    objects: ClassVar[PeopleManager] = PeopleManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known")]

    def __str__(self) -> str:
        return self.display_name or self.get_full_name() or self.username

    @property
    def may_review(self) -> bool:
        """May decide on claims, links and speakers."""
        return self.is_active and self.role in {Role.EDITOR, Role.CHIEF, Role.ADMINISTRATOR}


class Scope(models.TextChoices):
    """What a token may do for its owner, who must be allowed to do it as well."""

    READ = "read", "Read what the owner may read"
    INGEST = "ingest", "Send in articles"
    REVIEW = "review", "Decide on claims"


def _read_only() -> list[str]:
    return [Scope.READ.value]


class ApiToken(AbstractAuthToken):
    """A program's key, stored as a digest. Its plain text is shown once, by `objects.create()`."""

    name = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), default=_read_only)
    last_used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"

    def note_use(self) -> None:
        """Remember that the token is in use, at most once an hour: the one write that a GET may cause."""
        now = timezone.now()
        if self.last_used is None or now - self.last_used > timedelta(hours=1):
            self.last_used = now
            type(self).objects.filter(pk=self.pk).update(last_used=now)
