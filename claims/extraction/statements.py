"""Cuts claims from attributions: one for each unbroken stretch of content, as the seed report's gold cuts them.

An attribution is a grammarian's unit, a claim is an editor's: quotation marks, "that" and full stops fall away, a
quotation which its attribution splits becomes two claims of one utterance.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from . import cues
from .quotations import MARKS
from .reading import Attribution, Claim, Mode, Spans, TextSpan

COMPLEMENTIZER = re.compile(r"that\b[\s,]*", re.IGNORECASE)
MARGIN, BLANKS = 20, " \t\xa0"  # white space around a paragraph that is looked at
RELATIVE = frozenset(("who", "which", "that", "whom"))
WORD = re.compile(r"\w+")
PARAGRAPH_BREAK = re.compile(r"\s*[\n\r]\s*")


def cut(doc: Doc, attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of a document in text order. Speakers, acts and days are for later steps to fill."""
    marked = Marked(doc)
    claims = [
        claim for attribution in attributions if attribution.speech for claim in _claims_of(doc, attribution, marked)
    ]
    claims.sort(key=lambda claim: (claim.content[0].start, -claim.content[-1].end))
    return _nest([replace(claim, id=f"c{number}") for number, claim in enumerate(claims, 1)])


class Marked:
    """The text of a document and where its quotations are, quick to ask."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text  # spaCy joins it anew each time it is asked for
        self.spans = [TextSpan(span.start_char, span.end_char) for span in doc.spans["quotations"]]
        self.starts = [span.start for span in self.spans]

    def at(self, position: int) -> TextSpan | None:
        """The quotation around a character."""
        found = bisect_right(self.starts, position) - 1
        return self.spans[found] if found >= 0 and position < self.spans[found].end else None

    def holds(self, span: TextSpan) -> bool:
        """Does one quotation hold all of a span?"""
        around = self.at(span.start)
        return around is not None and span.end <= around.end

    def within(self, span: TextSpan) -> list[TextSpan]:
        """The quotations that a span touches."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        return [other for other in self.spans[first : bisect_left(self.starts, span.end)] if other.end > span.start]


def _head(doc: Doc, cue: Spans) -> Token | None:
    """The word of a cue that the lexicon knows, or its grammatical head."""
    spans = [span for piece in cue if (span := doc.char_span(*piece, alignment_mode="expand")) is not None]
    return cues.head_of(spans[-1]) if spans else None


def _claims_of(doc: Doc, attribution: Attribution, marked: Marked) -> list[Claim]:
    text = marked.text
    claims: list[Claim] = []
    for spans in _stretches(text, attribution.content, marked):
        mode = _mode(text, spans, marked)
        content = tuple(piece for span in spans if (piece := _trim(text, span, mode)).start < span.end)
        content = tuple(piece for piece in content if WORD.search(piece.of(text)))
        if not content:
            continue
        # A later paragraph of nothing but quotation is not introduced by the cue that came before.
        floats = bool(claims) and mode == "direct" and _is_paragraph(text, spans[0])
        claims.append(
            Claim(
                id="",
                attribution=attribution.within or attribution.id,
                content=content,
                mode=mode,
                source=() if floats else _antecedent(doc, text, attribution.source),
                cue=() if floats else _core(doc, attribution.cue),
                quoted=() if mode == "indirect" else tuple(_quoted(text, content, marked)),
                headline=_in_headline(doc, content),
                confidence=attribution.confidence * attribution.stated,
            )
        )
    if len(claims) > 1:
        return [replace(claim, utterance=f"u{attribution.id.removeprefix('a')}") for claim in claims]
    return claims


def _stretches(text: str, content: Spans, marked: Marked) -> Iterator[Spans]:
    """What one claim holds: a quotation, or the words outside quotations however often their cue breaks them."""
    loose: list[TextSpan] = []
    for piece in _by_paragraph(text, content):
        # A word or two before the cue begin a sentence, they are none: “Today,” she said, “we won.”
        if marked.holds(piece) and not (loose and _is_scrap(text, loose[-1])):
            if loose:
                yield tuple(loose)
            loose = []
            yield (piece,)
        else:
            loose.append(piece)
    if loose:
        yield tuple(loose)


def _by_paragraph(text: str, content: Spans) -> Iterator[TextSpan]:
    for span in content:
        start = span.start
        for gap in PARAGRAPH_BREAK.finditer(text, span.start, span.end):
            if start < gap.start():
                yield TextSpan(start, gap.start())
            start = gap.end()
        if start < span.end:
            yield TextSpan(start, span.end)


def _is_scrap(text: str, span: TextSpan) -> bool:
    return len(span.of(text).split()) <= 2


def _is_paragraph(text: str, span: TextSpan) -> bool:
    before = text[max(0, span.start - MARGIN) : span.start].rstrip(BLANKS)
    after = text[span.end : span.end + MARGIN].lstrip(BLANKS)
    return before[-1:] in ("", "\n", "\r") and after[:1] in ("", "\n", "\r")


def _mode(text: str, spans: Spans, marked: Marked) -> Mode:
    words = [span.start + word.start() for span in spans for word in WORD.finditer(span.of(text))]
    inside = sum(marked.at(word) is not None for word in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"


def _trim(text: str, span: TextSpan, mode: Mode) -> TextSpan:
    start, end = span
    if mode == "direct":
        while start < end and (text[start] in MARKS or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
            end -= 1
        while end > start and text[end - 1] in ",;:—–- ":
            end -= 1
        return TextSpan(start, end)
    match = COMPLEMENTIZER.match(text, start, end)
    if match:
        start = match.end()
    while start < end and (text[start] in ",;:" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in ".,;:—– " or text[end - 1].isspace()):
        end -= 1
    return TextSpan(start, end)


def _quoted(text: str, content: Spans, marked: Marked) -> Iterator[TextSpan]:
    """What stands between marks in a content, punctuation included."""
    for start, end in dict.fromkeys(quotation for span in content for quotation in marked.within(span)):
        while start < end and text[start] in MARKS:
            start += 1
        while end > start and text[end - 1] in MARKS:
            end -= 1
        if start < end:
            yield TextSpan(start, end)


def _core(doc: Doc, cue: Spans) -> Spans:
    """The cue's deciding word with its particle or preposition: "called on", not "has repeatedly called on"."""
    head = _head(doc, cue)
    if head is None:
        return cue
    last = head
    after = doc[head.i + 1] if head.i + 1 < len(doc) else None
    inside = any(after is not None and span.start <= after.idx < span.end for span in cue)
    if after is not None and inside and (after.dep_ == "prt" or after.dep_ == "prep" and after.head == head):
        last = after
    return (TextSpan(head.idx, last.idx + len(last)),)


def _antecedent(doc: Doc, text: str, source: Spans) -> Spans:
    """Whom a relative pronoun stands for: "Kirby, *who* said"."""
    if len(source) != 1 or source[0].of(text).lower() not in RELATIVE:
        return source
    span = doc.char_span(*source[0])
    if span is None:
        return source
    verb = span.root.head
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl" or verb.head.i > span.start:
        return source
    noun = verb.head
    start, end = noun.left_edge.i, verb.left_edge.i
    while end > start + 1 and not (doc[end - 1].is_alpha or doc[end - 1].text.endswith(".")):
        end -= 1
    return (TextSpan(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])),)


def _in_headline(doc: Doc, content: Spans) -> bool:
    headline: TextSpan | None = doc._.headline
    return headline is not None and headline.start <= content[0].start and content[-1].end <= headline.end


def _nest(claims: Sequence[Claim]) -> list[Claim]:
    """Tell each claim the smallest one whose content holds its own. Claims come in text order, the longer first."""
    nested = []
    around: list[Claim] = []
    for claim in claims:
        around = [other for other in around if other.content[-1].end > claim.content[0].start]
        holding = [other for other in around if other.content != claim.content and _holds(other, claim)]
        nested.append(replace(claim, inside=min(holding, key=_size).id) if holding else claim)
        around.append(claim)
    return nested


def _holds(outer: Claim, inner: Claim) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in inner.content)


def _size(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)
