"""Django's PostgreSQL backend, which sees to it that the embedded server is up before it connects."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from claimtrack.embedded_postgres import cluster
from claimtrack.postgres_place import EmbeddedPostgresError


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Hold the server for as long as this process lives, and bring it back if it was killed meanwhile."""
        server = cluster()
        try:
            if not server.attached:
                server.attach()
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError:
                server.attach()
                return super().get_new_connection(conn_params)
        except EmbeddedPostgresError as error:
            raise OperationalError(str(error)) from None
