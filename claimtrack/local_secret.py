"""A secret key for a machine of one's own, made once and kept beside its database."""

import os
import secrets
from pathlib import Path


def read_or_make(folder: Path) -> str:
    """The key kept in `folder`, made on first use and readable by its owner only; raises `OSError` if it cannot be."""
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"secret_key.{os.getpid()}.new"
    while not path.exists():
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            # Unlike a rename, a link never replaces what another process has just put there.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
