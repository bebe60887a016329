import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    """In a test, because the checks before it want to know what the database server can do."""
    try:
        call_command("makemigrations", check=True, dry_run=True, interactive=False)
    except SystemExit:
        pytest.fail(f"run manage.py makemigrations:\n{capsys.readouterr().out}")
