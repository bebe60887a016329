"""Who speaks: from a cue to the words that name its source."""

from spacy.tokens import Span, Token

from . import wordlists

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
EDGES = frozenset(",;:-–—―") | {"--", "---"}
DASHES = frozenset(("-", "–", "—", "―", "--", "---"))
STEPS = 8  # verbs to climb in search of a subject


def find_source(cue: Token) -> Span | None:
    """The mention that a cue is attributed to, or None if nobody is named."""
    if cue.pos_ in ("NOUN", "PROPN"):
        return _of_noun(cue)
    if cue.pos_ == "ADJ" and cue.dep_ in ("acomp", "attr", "oprd") and cue.head.pos_ in ("VERB", "AUX"):
        cue = cue.head
    return _of_verb(cue)


def mention(head: Token) -> Span:
    """A noun with all that belongs to it, without a dateline before it or punctuation at its edges."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    for token in doc[start : head.i]:
        if token.text in DASHES and token.i > start and (doc[token.i - 1].whitespace_ or token.whitespace_):
            start = token.i + 1
    for token in doc[head.i + 1 : end]:
        if token.is_space and "\n" in token.text or token.head == head and _tells_when(token):
            end = token.i
            break
    return trimmed(doc[start:end])


def _tells_when(token: Token) -> bool:
    """ "Moscow's spokesman *on Thursday* blamed …": the day belongs to the saying, whatever the parser hangs it on."""
    if token.dep_ == "prep" and token.lower_ in ("on", "at", "in"):
        return any(child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in token.children)
    return token.dep_ == "npadvmod" and token.ent_type_ in ("DATE", "TIME")


def trimmed(span: Span) -> Span:
    """A span without punctuation and white space at its edges; one token at least is left."""
    doc, start, end = span.doc, span.start, span.end
    while end > start + 1 and (doc[end - 1].text in EDGES or doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and (doc[start].is_punct and doc[start].text != "@" or doc[start].is_space):
        start += 1
    return doc[start:end]


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject; of several, as in "which they say", the nearest before it."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    before = [child for child in found if child.i < verb.i]
    return before[-1] if before else found[0] if found else None


def agent_of(verb: Token) -> Token | None:
    """By whom a passive verb says it was done."""
    for child in verb.children:
        if child.dep_ == "agent" or child.dep_ == "prep" and child.lower_ == "by":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def charge_of(agent: Token) -> Token | None:
    """What the parser hangs on an agent though the verb says it: "accused by the union *of hiding a letter*"."""
    for child in agent.rights:
        if child.dep_ == "prep" and any(inner.dep_ == "pcomp" for inner in child.children):
            return child
    return None


def without_charge(source: Span) -> tuple[Span, frozenset[int]]:
    """A source cut before the charge that seems to belong to it, and the charge: "the union / *of hiding a letter*"."""
    part = charge_of(source.root)
    if part is None or not source.start < part.left_edge.i < source.end:
        return source, frozenset()
    start = part.left_edge.i
    return trimmed(source.doc[source.start : start]), frozenset(range(start, source.end))


def is_passive(verb: Token) -> bool:
    """Is it told of whom it is done to: "was told", "the man accused"?"""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl"):
        return False
    return not any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in verb.lefts)


def _of_verb(verb: Token) -> Span | None:
    for _ in range(STEPS):
        if is_passive(verb) and verb.lemma_.lower() not in wordlists.terms("felt"):
            agent = agent_of(verb)
            return _doer(agent) if agent is not None else None
        subject = subject_of(verb)
        if subject is not None:
            return mention(subject) if subject.dep_ != "csubj" else None
        head = verb.head
        if head == verb:
            return None
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            verb = head
        elif verb.dep_ in ("xcomp", "ccomp", "advcl", "acomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
            if verb.dep_ == "xcomp" and (told := _told(head, verb)) is not None:
                return mention(told)
            if verb.dep_ in ("xcomp", "advcl") and is_passive(head):
                # "X is quoted as saying", "X was forced to say": it is X who says it.
                subject = subject_of(head)
                return mention(subject) if subject is not None else None
            verb = head
        elif verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX") and head.head != head:
            if is_passive(head.head):
                subject = subject_of(head.head)
                return mention(subject) if subject is not None else None
            verb = head.head
        elif verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
            if verb.tag_ == "VB":  # "his decision to say": the noun's owner
                return _of_noun(head)
            return _before(mention(head), verb)
        else:
            return None
    return None


def _doer(agent: Token) -> Span:
    part = charge_of(agent)
    return mention(agent) if part is None else _before(mention(agent), part)


def _told(head: Token, verb: Token) -> Token | None:
    """The object that a governing verb makes the subject: "asked *her* to say"."""
    if verb.tag_ != "VB" or not any(child.dep_ == "aux" for child in verb.lefts):
        return None
    return next((child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i), None)


def _before(span: Span, part: Token) -> Span:
    """A mention, cut before one of its own modifiers."""
    start = part.left_edge.i
    return trimmed(span.doc[span.start : start]) if span.start < start <= span.end else span


def _of_noun(noun: Token) -> Span | None:
    for child in noun.children:
        if child.dep_ == "poss":
            case = next((c for c in child.children if c.dep_ == "case"), None)
            return _before(mention(child), case) if case is not None else mention(child)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if owner is not None:
                return mention(owner)
    # Whoever makes or has the noun: "she repeated a claim", "he has a plan".
    if noun.dep_ == "dobj" and noun.head.pos_ in ("VERB", "AUX"):
        return _of_verb(noun.head)
    if noun.dep_ == "nsubjpass" and (agent := agent_of(noun.head)) is not None:
        return mention(agent)
    return None
