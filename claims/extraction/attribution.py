"""Joins what the tagger sees with what grammar knows into attributions, cut as PolNeAR cuts them.

The tagger has the first word on cues and contents, in speech of every sort. Signs are read by rule, since a rule reads
them without fail: a transcript's labels, signatures, and the punctuation that ties a quotation to its cue. Grammar
names a source where the tagger sees none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

from spacy.tokens import Doc, Span, Token

from . import asides, cues, direct, labels, sources, tagger, weighing
from .direct import Quoted
from .reading import Attribution, Mode, Spans, TextSpan

type Tokens = frozenset[int]

EDGES = ".,;:–—-"
MARKED = 0.9
STATED = 0.4  # from which on it is taken for a statement: where precision and recall of claims are even


@dataclass(slots=True)
class Draft:
    """An attribution in the making: the cue's head, positions of tokens, what found it and how sure its parts are."""

    head: Token
    cue: Tokens
    source: Span | None
    content: set[int]
    found_by: str
    sure: dict[str, float] = field(default_factory=dict)


def find_attributions(doc: Doc) -> list[Attribution]:
    """All attributions of a document that has its quotations, in text order, each with those inside it after it."""
    quoted = Quoted(doc)
    found = []
    for draft in link(quoted):
        within = list(_asides(quoted, draft))
        if content := as_spans(doc, draft.content):
            found.append((content, draft, within))
    attributions = []
    for number, (content, draft, within) in enumerate(sorted(found, key=lambda item: item[0]), 1):
        attributions.append(_finished(quoted, draft, content, f"a{number}"))
        for letter, inner in zip(ascii_lowercase, within, strict=False):
            content = as_spans(doc, inner.content)
            attributions.append(_finished(quoted, inner, content, f"a{number}{letter}", within=f"a{number}"))
    return attributions


def _finished(quoted: Quoted, draft: Draft, content: Spans, key: str, *, within: str | None = None) -> Attribution:
    mode = mode_of(quoted, draft.content)
    # A label and an aside say something, or the words would not have been marked as somebody's; a relay passes it on.
    given = {"label": MARKED, "aside": MARKED, "relay": 0.0}.get(draft.found_by)
    stated = weighing.stated(statement_features(quoted, draft, mode)) if given is None else given
    return Attribution(
        id=key,
        source=(TextSpan(draft.source.start_char, draft.source.end_char),) if draft.source is not None else (),
        cue=as_spans(quoted.doc, draft.cue, edges="" if draft.head.is_punct else EDGES),
        content=content,
        mode=mode,
        speech=stated >= STATED,
        stated=stated,
        confidence=weighing.right(weighing.soundness(draft, mode)),
        within=within,
    )


def statement_features(quoted: Quoted, draft: Draft, mode: Mode) -> dict[str, float]:
    """What `weighing` looks at to tell whether a draft states something."""
    headline: TextSpan | None = quoted.doc._.headline
    first = quoted.doc[min(draft.content)].idx
    inside = headline is not None and headline.start <= first < headline.end
    return weighing.statement(draft, mode, quoted=draft.head.i in quoted.inside, headline=inside)


def link(quoted: Quoted) -> list[Draft]:
    """Drafts of all attributions, in the order of their cues."""
    drafts = [
        Draft(label.sign, frozenset((label.sign.i,)), label.source, set(label.content), "label")
        for label in labels.find_labels(quoted.doc, quoted)
    ]
    labelled = {i for draft in drafts for i in draft.content | draft.cue}
    drafts += _tagged(quoted.doc, labelled)
    _link_quotations(quoted, drafts)
    for draft in drafts:
        if draft.source is None:
            draft.source = _grammars_source(draft)
    drafts.sort(key=lambda draft: draft.head.i)
    return drafts


def _tagged(doc: Doc, labelled: set[int]) -> Iterator[Draft]:
    """What the tagger sees, apart from what labels attribute."""
    for tagged in tagger.tag(doc):
        cue = doc[tagged.cue.start : tagged.cue.end]
        content = {i for found in tagged.contents for i in range(found.start, found.end)} - labelled
        if not content or not labelled.isdisjoint(token.i for token in cue):
            continue
        head, source = cues.head_of(cue), None
        if tagged.source:
            source = sources.trimmed(doc[tagged.source.start : tagged.source.end])
            if sources.is_passive(head):
                source, charge = sources.without_charge(source)
                content |= charge
        yield Draft(head, frozenset(token.i for token in cue), source, content, "tagger", tagged.sure())


def _link_quotations(quoted: Quoted, drafts: list[Draft]) -> None:
    """Give each standing quotation the cue that its punctuation points to.

    One that the tagger has found a cue for keeps it, unless the sign is plain and points to another.
    """
    covered = {i for draft in drafts for i in draft.content}
    by_cue = {i: draft for draft in drafts for i in draft.cue}
    for span in quoted.standing:
        inside = range(span.start, span.end)
        cue = direct.find_cue(quoted, span)
        if cue is None or cue.i in covered:
            continue
        owners = [draft for draft in drafts if not draft.content.isdisjoint(inside)]
        if any(cue.i in draft.cue or draft.content.issubset(inside) for draft in owners):
            continue
        if owners and not direct.is_plain(quoted, span, cue):
            continue
        if cue.i not in by_cue:
            words = cues.words(cue)
            drafts.append(Draft(cue, words, direct.find_source(quoted, cue, span), set(), "direct"))
            by_cue |= dict.fromkeys(words, drafts[-1])
        for draft in owners:
            draft.content.difference_update(inside)
        by_cue[cue.i].content.update(inside)


def _asides(quoted: Quoted, draft: Draft) -> Iterator[Draft]:
    """What others say within what somebody says, as far as it can be told.

    What only passes on another's words is an attribution still, but states nothing itself.
    """
    content = frozenset(draft.content)
    found = list(asides.find_asides(quoted.doc, content - quoted.inside))
    relayed = asides.find_relayed(quoted.doc, draft.source, content)
    if relayed is not None and draft.found_by == "tagger":
        draft.found_by = "relay"
        found.append(relayed)
    taken_up = asides.find_taken_up(quoted.doc, content)
    if taken_up is not None:
        found.append(taken_up)
    for aside in found:
        inner = Draft(aside.cue, cues.words(aside.cue), None, set(aside.content), "aside")
        inner.source = _grammars_source(inner)
        if inner.content and (inner.source is not None or aside is not taken_up):
            yield inner


def _grammars_source(draft: Draft) -> Span | None:
    """Whom the cue's grammar names, unless it takes part of the cue or of the content for a name."""
    source = sources.find_source(draft.head)
    if source is None or not draft.cue.isdisjoint(range(source.start, source.end)):
        return None
    return source if draft.content.isdisjoint(range(source.start, source.end)) else None


def as_spans(doc: Doc, tokens: Iterable[int], *, edges: str = EDGES) -> Spans:
    """Runs of tokens as spans of characters, without white space and the given punctuation at their edges."""
    spans = []
    for start, end in _runs(tokens):
        while start < end and (doc[start].is_space or doc[start].text in edges):
            start += 1
        while end > start and (doc[end - 1].is_space or doc[end - 1].text in edges):
            end -= 1
        if start < end:
            spans.append(TextSpan(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
    return tuple(spans)


def _runs(tokens: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for i in sorted(tokens):
        if i != end:
            if end > start:
                yield start, end
            start = i
        end = i + 1
    if end > start:
        yield start, end


def mode_of(quoted: Quoted, content: Iterable[int]) -> Mode:
    """Direct if all words stand between quotation marks, indirect if none, else mixed."""
    words = [i for i in content if quoted.doc[i].is_alpha or quoted.doc[i].like_num]
    inside = sum(i in quoted.inside for i in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"
