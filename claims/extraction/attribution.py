"""Joins cues, sources and contents into attributions, cut as PolNeAR cuts them.

Finding and joining are apart: quotations, cues and labels are found first, then each is given its content and its
source, outermost first. What a cue has been given, no cue inside it takes again.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from . import contents, cues, direct, labels, sources
from .contents import Tokens
from .direct import Quoted
from .reading import Attribution, Mode, Spans, TextSpan

# How often each way of finding an attribution is right on the development corpus.
CONFIDENCE = {"direct": 0.95, "label": 0.9, "fronted": 0.9, "clause": 0.85, "according": 0.85}
ELSE = 0.65
ACCOUNT = 10  # tokens from "according to" to the noun it names
EDGES = ".,;:–—-"


@dataclass(slots=True)
class Draft:
    """An attribution in the making: the cue's head, the positions of tokens, and the frame that found them."""

    head: Token
    cue: Tokens
    source: Span | None
    content: set[int]
    frame: str
    speech: bool = True


def find_attributions(doc: Doc) -> list[Attribution]:
    """All attributions of a document that has its quotations, in text order."""
    quoted = Quoted(doc)
    found = [(as_spans(doc, draft.content), draft) for draft in link(quoted)]
    found = sorted(((content, draft) for content, draft in found if content), key=lambda pair: pair[0])
    return [
        Attribution(
            id=f"a{number}",
            source=(TextSpan(draft.source.start_char, draft.source.end_char),) if draft.source is not None else (),
            cue=as_spans(doc, draft.cue, edges=""),
            content=content,
            mode=mode_of(quoted, draft.content),
            speech=draft.speech,
            confidence=CONFIDENCE.get(draft.frame, ELSE),
        )
        for number, (content, draft) in enumerate(found, 1)
    ]


def link(quoted: Quoted) -> list[Draft]:
    """Drafts of all attributions: labels and direct speech first, then what grammar finds outside quotations."""
    drafts = [
        Draft(label.sign, frozenset((label.sign.i,)), label.source, set(label.content), "label")
        for label in labels.find_labels(quoted.doc, quoted)
    ]
    loose = _link_quotations(quoted, drafts)
    _link_cues(quoted, drafts)
    _link_accounts(quoted, drafts)
    drafts.sort(key=lambda draft: draft.head.i)
    _continue(quoted, loose, drafts)
    return drafts


def _link_quotations(quoted: Quoted, drafts: list[Draft]) -> list[Span]:
    """Give each standing quotation the cue that its punctuation points to; return those it points nowhere."""
    by_cue: dict[int, Draft] = {}
    covered = {i for draft in drafts for i in draft.content}
    loose = []
    for span in quoted.standing:
        if span.start in covered:
            continue
        cue = direct.find_cue(quoted, span)
        if cue is None:
            loose.append(span)
            continue
        if cue.i not in by_cue:
            by_cue[cue.i] = Draft(cue, cues.words(cue, ""), direct.find_source(quoted, cue, span), set(), "direct")
        by_cue[cue.i].content.update(range(span.start, span.end))
    drafts += by_cue.values()
    return loose


def _link_cues(quoted: Quoted, drafts: list[Draft]) -> None:
    """Give each cue of the lexicon what its frames find, unless a cue further out has it."""
    doc = quoted.doc
    covered = {i for draft in drafts for i in draft.content}
    used = {draft.head.i for draft in drafts}
    adopted: dict[int, Span | None] = {}
    for token, entry in sorted(cues.find_cues(doc, quoted.inside), key=lambda cue: (_depth(cue.head), cue.head.i)):
        if token.i in used:
            continue
        if token.i in covered:
            if entry.speech and (inner := contents.nested(token)):
                drafts.append(Draft(token, cues.words(token, ""), sources.find_source(token), set(inner), "nested"))
            continue
        frame, found = contents.find_content(token, entry.frames)
        content = set(contents.without_gloss(doc, found)) - covered
        if not any(doc[i].is_alpha or doc[i].like_num for i in content):
            continue
        source = adopted[token.i] if token.i in adopted else sources.find_source(token)
        if entry.speech:
            content |= _whole_quotations(quoted, content) - covered
        for child in token.rights:
            if child.dep_ == "ccomp":
                adopted |= {stray.i: source for stray in contents.strays(token, child)}
        drafts.append(Draft(token, cues.words(token, frame), source, content, frame, entry.speech))
        covered |= content


def _link_accounts(quoted: Quoted, drafts: list[Draft]) -> None:
    """The words "according to X" attribute their sentence, unless somebody in it is already said to have said it."""
    doc = quoted.doc
    covered = {i for draft in drafts for i in draft.content}
    for token in doc[:-1]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to" or token.i in quoted.inside:
            continue
        phrase = frozenset(part.i for part in token.subtree)
        near = doc[token.i + 2 : token.i + 2 + ACCOUNT]
        noun = next((t for t in near if t.head.i == token.i + 1 or t.dep_ == "pobj"), None)
        content = contents.account(token, phrase)
        if noun is None or len(content & covered) > len(content) / 2:
            continue
        content = (content | _whole_quotations(quoted, content)) - covered
        cue = frozenset((token.i, token.i + 1))
        drafts.append(Draft(token, cue, sources.mention(noun), set(content), "according"))


def _whole_quotations(quoted: Quoted, content: Iterable[int]) -> Tokens:
    """A quotation that a content reaches into belongs to it whole, however many sentences it runs on."""
    spans = {(span.start, span.end) for i in content if (span := quoted.by_token.get(i)) is not None}
    return frozenset(i for start, end in spans for i in range(start, end))


def _continue(quoted: Quoted, loose: list[Span], drafts: list[Draft]) -> None:
    """A quotation without a cue goes on with the speech before it, in its paragraph or as the next one."""
    covered = {i for draft in drafts for i in draft.content}
    by_head = {draft.head.i: draft for draft in drafts}
    speech = [draft for draft in drafts if draft.speech]
    heads = [draft.head.i for draft in speech]
    for span in loose:
        at = bisect_left(heads, span.start)
        if span.start in covered or not at:
            continue
        last = _main(speech[at - 1], by_head)
        start = quoted.paragraph_start(span.start)
        floats = quoted.before(span) is None and max(last.content) >= quoted.paragraph_start(start - 1)
        if last.head.i >= start or floats:
            last.content.update(range(span.start, span.end))


def _main(draft: Draft, by_head: dict[int, Draft]) -> Draft:
    """The draft of the verb which a participle hangs on, if it has one: "*said* it was over, adding that …"."""
    head = draft.head
    while head.dep_ == "advcl" and head.tag_ == "VBG" and head.head.i in by_head:
        head = head.head
    return by_head[head.i] if by_head[head.i].speech else draft


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


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
