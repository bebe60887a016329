"""What is certainly not English is refused; what cannot be told is taken and marked."""

import subprocess
import sys

import pytest

from articles.ingestion import Refused, submission
from articles.ingestion.language import identify

GERMAN = (
    "Der Bürgermeister sagte am Montag, die Brücke sei sicher. Die Opposition widersprach und verlangte den Bericht."
)
FRENCH = "Le maire a déclaré lundi que le pont était sûr. L'opposition a contesté et demandé la publication du rapport."
RUSSIAN = "Мэр заявил в понедельник, что мост безопасен. Оппозиция это отрицает и требует доклада."
ENGLISH = "The mayor said on Monday that the bridge was safe. The opposition denied that and asked for the report."


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru")])
def test_another_language_is_refused_by_name(text, code):
    with pytest.raises(Refused, match=f"not English but “{code}”") as refusal:
        submission({"text": text})

    assert refusal.value.field == "text"


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), f"{ENGLISH} “Das ist falsch,” said Herr Müller."])
def test_english_is_certain_even_with_a_foreign_quotation(text):
    assert identify(text) == ("en", True)


@pytest.mark.parametrize("text", ["Mr. Smith said.", "Nein.", "1234 5678 9999 1000 " * 5, "“Ruiz!” “Lind!” “Ruiz!”"])
def test_what_cannot_be_told_is_taken_and_marked(text):
    taken = submission({"text": text})

    assert (taken.language, taken.language_certain) == ("en", False)


def test_nothing_is_loaded_before_a_text_comes():
    program = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'claimtrack.settings'; django.setup();"
        "import articles.forms, articles.ingestion, claims.intake;"
        "sys.exit(', '.join({'py3langid', 'trafilatura', 'spacy'} & set(sys.modules)) or 0)"
    )
    # The database's address is in the environment, and nothing here connects to it.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
