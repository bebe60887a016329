"""Which cue a quotation belongs to: the one that follows it, the one that leads up to it, or the one before.

Reporters mark direct speech with punctuation, so this needs little grammar and survives a wrong parse: a comma before
the closing mark promises a cue, a colon or comma before the opening one has just given it, and a quotation with neither
goes on with whoever was quoted last.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from . import cues, sources

REACH = 30  # tokens in which a cue must follow a quotation
LEAD = 60  # tokens in which a cue must go before one
PLAIN = 4  # tokens between a quotation and a cue that nothing comes between
BARE = 8  # tokens of "Brill said quietly on Monday" at most, after a quotation that has its full stop
SHORTEST = 4  # tokens of a quotation that stands by itself, marks included
ENDING = frozenset(".!?")
OPENERS = frozenset(".?!:;,…()[]\"'")
DASHES = sources.DASHES
FINITE = ("VBD", "VBZ", "VBP")
SUBORDINATE = ("relcl", "acl", "advcl", "pcomp", "csubj")
NOMINAL = ("PROPN", "NOUN", "PRON")
# What the parser may make of the subject in "said Brill".
INVERTED = ("dobj", "attr", "npadvmod", "oprd", "dep", "appos", "ccomp", "dative")


class Quoted:
    """The quotations of a document, and the room around them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.spans = list(doc.spans["quotations"])
        self.by_token = {token.i: span for span in self.spans for token in span}
        self.inside = frozenset(self.by_token)
        self.breaks = frozenset(token.i for token in doc if token.is_space and "\n" in token.text)
        self.standing = [span for span in self.spans if self._stands(span)]
        self.starts = frozenset(span.start for span in self.standing)
        self.ends = frozenset(span.end - 1 for span in self.standing)

    def _stands(self, span: Span) -> bool:
        """Does it begin where a sentence may begin, and hold more than a word or two?"""
        if len(span) < SHORTEST:
            return False
        before = self.before(span)
        if before is None or before.i in self.inside or before.text in OPENERS or before.text in DASHES:
            return True
        first = next((token for token in span if token.is_alpha), None)
        return cues.is_speech(before) and not (first is not None and first.text[0].islower())

    def before(self, span: Span) -> Token | None:
        """The token before a quotation in its paragraph."""
        at = span.start - 1
        while at >= 0 and self.doc[at].is_space:
            if at in self.breaks:
                return None
            at -= 1
        return self.doc[at] if at >= 0 else None

    def after(self, span: Span) -> Iterator[Token]:
        """The tokens after a quotation, outside all others, as far as its sentence goes on."""
        for token in self.doc[span.end : span.end + REACH]:
            if token.i in self.breaks or token.i in self.starts:
                return
            if token.i not in self.inside:
                if token.text in ENDING:
                    return
                yield token

    def leading(self, before: Token) -> Iterator[Token]:
        """The tokens of the sentence that leads up to a quotation, backwards from the one before it."""
        for at in range(before.i, max(-1, before.i - LEAD), -1):
            token = self.doc[at]
            if at in self.breaks or at in self.ends and self.doc[at - 1].text in ENDING:
                return
            if at not in self.inside:
                if token.text in ENDING and at < before.i:
                    return
                yield token

    def paragraph_start(self, index: int) -> int:
        """Where the paragraph around a token starts."""
        while index > 0 and index - 1 not in self.breaks:
            index -= 1
        return index


def find_cue(quoted: Quoted, span: Span) -> Token | None:
    """The cue that a standing quotation's punctuation points to."""
    following = following_cue(quoted, span)
    if following is not None and promises_cue(span):
        return following
    return leading_cue(quoted, span) or following


def promises_cue(span: Span) -> bool:
    """Does it end as if the sentence went on?"""
    last = span[-2]
    if last.text in (",", "?", "!", "…", "...") or last.text in DASHES:
        return True
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if last.text in (".", ";") or following is None:
        return False
    return following.text == "," or following.is_lower or following.pos_ in ("PRON", "PROPN")


def is_plain(quoted: Quoted, span: Span, cue: Token) -> bool:
    """Do marks and words leave no doubt: a comma within before "she said", or "she said," right before?"""
    if cue.i >= span.end:
        return span[-2].text in (",", "?", "!") and cue.i - span.end <= PLAIN and quoted.by_token.get(cue.i) is None
    before = quoted.before(span)
    return before is not None and before.text in (",", ":") and before.i - cue.i <= PLAIN


def following_cue(quoted: Quoted, span: Span) -> Token | None:
    """“…,” she *said*."""
    room = list(quoted.after(span))
    if not room or room[0].pos_ == "CCONJ":
        return None
    verbs = [token for token in room if token.pos_ == "VERB"]
    speech = next((t for t in verbs if cues.is_speech(t) and t.dep_ != "relcl" and t.tag_ != "VB"), None)
    if not promises_cue(span):
        # A full stop before the mark: only a bare "she said" may still follow.
        bare = speech is not None and len(room) <= BARE and not any(c.dep_ in ("ccomp", "dobj") for c in speech.rights)
        return speech if bare else None
    # Whatever a verb means, the first one with a subject speaks: “…,” he laughed.
    finite = (t for t in verbs if t.tag_ in FINITE and t.dep_ not in SUBORDINATE)
    first = next((t for t in finite if sources.subject_of(t) is not None), None)
    if first is not None and (speech is None or first.i < speech.i):
        return first
    return speech


def leading_cue(quoted: Quoted, span: Span) -> Token | None:
    """She *said*: “…”"""
    doc = quoted.doc
    before = quoted.before(span)
    if before is None:
        # "She continued:" may end the paragraph before.
        at = span.start - 1
        while at >= 0 and doc[at].is_space:
            at -= 1
        if at < 0 or doc[at].text != ":":
            return None
        before = doc[at]
    if before.text not in (":", ",") and not cues.is_speech(before):
        return None
    verbs = [token for token in quoted.leading(before) if token.pos_ == "VERB"]
    speech = [token for token in verbs if cues.is_speech(token)]
    if speech:
        return next((token for token in speech if token.dep_ != "relcl"), speech[0])
    if before.text == ":":
        return next((token for token in verbs if token.tag_ in (*FINITE, "VBG")), None)
    return None


def find_source(quoted: Quoted, cue: Token, span: Span) -> Span | None:
    """The source of a direct cue: by grammar, else the name that stands right beside it."""
    doc = quoted.doc
    source = sources.find_source(cue)
    if source is not None and source.root.i not in quoted.inside:
        return source
    for child in cue.rights:
        if child.dep_ in INVERTED and child.pos_ in NOMINAL and child.left_edge.i == cue.i + 1:
            return sources.mention(child)
    at = cue.i - 1
    while at >= 0 and doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    if at >= span.end and doc[at].pos_ in NOMINAL:
        return sources.mention(doc[at])
    at = cue.i + 1
    if at < len(doc) and at not in quoted.inside and doc[at].pos_ in (*NOMINAL, "DET"):
        head = doc[at]
        while head.head.i > head.i and head.head.i - at < BARE and head.head.pos_ in NOMINAL:
            head = head.head
        return sources.mention(head)
    return None
