"""The real model, loaded once for all tests of extraction, and short ways to ask it."""

from collections.abc import Callable

import pytest

from claims.extraction import attribution, pipeline, quotations
from claims.extraction.reading import Attribution, Spans


def words(text: str, spans: Spans) -> str:
    """The words of several spans."""
    return " … ".join(span.of(text) for span in spans)


@pytest.fixture(scope="session")
def parsed():
    """Text in, a parsed document with its quotations out."""

    def parse(text: str):
        doc = next(pipeline.parse([text]))
        doc._.headline = pipeline.find_headline(text, None)
        return quotations.find_quotations(doc)

    return parse


@pytest.fixture(scope="session")
def attributed(parsed) -> Callable[[str], list[tuple[str, str, str]]]:
    """Text in, (source, cue, content) of each attribution out, in words."""

    def attribute(text: str) -> list[tuple[str, str, str]]:
        found: list[Attribution] = attribution.find_attributions(parsed(text))
        return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in found]

    return attribute
