"""What the words around a name say of its bearer: "The European Union's foreign policy chief Josep Borrell".

Role and affiliation stay the article's own words. Sources of the method: the noun phrase before the name and the
apposition after it, as Citron and Quotebank read them, split at the possessive mark or the preposition.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from . import places, wordlists

BODIES = frozenset({"ORG", "GPE", "NORP", "PERSON", "FAC", "LOC"})
BEFORE_NAME = frozenset({"compound", "amod", "nmod", "poss", "det", "case", "nummod", "punct", "advmod", "npadvmod"})
LONGEST = 16


class Role(NamedTuple):
    """A role and the body it is held in, both in the article's words."""

    role: str
    affiliation: str


NONE = Role("", "")


def is_role(token: Token) -> bool:
    """Whether a noun says what somebody is: "spokeswoman", "mayor", "Chairman", "ex-senator"."""
    roles = wordlists.gendered("roles")
    for word in (token.lower_, token.lemma_.lower(), token.lower_.rpartition("-")[2]):
        if word in roles:
            return True
    return token.lower_.endswith(("spokesman", "spokeswoman", "spokesperson"))


def is_somebody(token: Token) -> bool:
    """Whether a noun is for a person at all, by list or by its ending: "neurosurgeon", "radioman", "front-runner"."""
    return is_role(token) or token.lower_.endswith(("man", "woman", "ist", "ian", "eer", "geon", "runner"))


def of_name(name: Span) -> Role:
    """Role and affiliation from the words just before and just after a name."""
    before = _before(name)
    role = _split(before) if before is not None and any(is_role(token) for token in before) else NONE
    after = _after(name)
    if after is not None and (not role.role or not role.affiliation):
        second = _split(after)
        if not role.role:
            return second
        return Role(role.role, second.affiliation) if second.affiliation else role
    return role


def _before(name: Span) -> Span | None:
    """The words of the noun phrase that stand before a name."""
    doc, start = name.doc, name.start
    sentence = name.root.sent.start
    while start > sentence and name.start - start < LONGEST:
        token = doc[start - 1]
        known = token.dep_ in BEFORE_NAME or token.text in {"’s", "'s", "’", "'"}
        if not known or token.text in {",", "“", "”", '"', "\n", "(", ")"} or token.pos_ in {"VERB", "AUX", "SPACE"}:
            break
        start -= 1
    # "An attorney for Pagliano, Mark MacDougall": the role comes first and the name is the apposition.
    if start == name.start and name.root.dep_ == "appos" and doc[start - 1].text == ",":
        head = name.root.head
        if is_role(head) and head.i < start:
            start, end = head.left_edge.i, start - 1
            return doc[start:end] if 0 < end - start <= LONGEST else None
    return doc[start : name.start] if start < name.start else None


def _after(name: Span) -> Span | None:
    """An apposition between commas after a name."""
    doc, end = name.doc, name.end
    # "(R-Utah)" and ", R-Ky.," tell party and state, not what somebody is.
    if end < len(doc) and doc[end].text == "(":
        while end < len(doc) and doc[end].text != ")" and end - name.end < 10:
            end += 1
        end += 1
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    start = end + 1
    limit = min(len(doc), start + LONGEST, name.root.sent.end)
    stop = start
    while stop < limit and doc[stop].text not in {",", ".", "—", "–", ";", ":", "“", '"'} and doc[stop].pos_ != "SPACE":
        if doc[stop].pos_ in {"VERB", "AUX"} and doc[stop].dep_ not in {"amod", "compound"}:
            break
        if doc[stop].lower_ in {"who", "which", "whose", "that", "and", "but"} and doc[stop].dep_ != "cc":
            break
        stop += 1
    words = doc[start:stop]
    closed = stop >= len(doc) or doc[stop].text in {",", ".", ";", "—", "–"} or doc[stop].lower_ in {"who", "whose"}
    if stop <= start or not closed or not any(is_role(token) for token in words):
        return None
    opens = words[0].lower_ in {"a", "an", "the", "his", "her", "its", "their", "one"} or words[0].pos_ != "PRON"
    return words if opens and words[0].pos_ not in {"ADP", "VERB", "SCONJ"} else None


def _split(words: Span) -> Role:
    """Role and affiliation from a phrase: "the council's coordinator", "a spokesman for the campaign"."""
    doc = words.doc
    nouns = [token for token in words if is_role(token)]
    if not nouns:
        return NONE
    for token in words:
        if token.text in {"’s", "'s", "’", "'"} and token.i + 1 < words.end and token.i < nouns[-1].i:
            return Role(_said(doc[token.i + 1 : words.end]), _said(doc[words.start : token.i]))
    first = nouns[0]
    for token in doc[first.i + 1 : words.end]:
        if token.lower_ in {"for", "at", "of", "with", "to", "in", "from"} and token.i + 1 < words.end:
            body = _body_in(doc, token.i + 1, words.end)
            if body is not None and token.lower_ in {"for", "at", "of", "with", "to"}:
                kept = words if token.lower_ == "of" else doc[words.start : token.i]
                return Role(_said(kept), _said(body))
    return Role(_said(words), _named_body(doc, words.start, nouns[-1].i))


def _body_in(doc: Doc, start: int, end: int) -> Span | None:
    """The name of a body that opens a stretch, with the common noun it ends in ("the Clinton campaign")."""
    if start < end and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    if start + 1 < end and doc[start].pos_ == "ADJ":
        start += 1  # "the conservative Norwick Institute"
    if start >= end or not doc[start].text[:1].isupper():
        return None
    stop = start
    while stop < end and (doc[stop].text[:1].isupper() or doc[stop].lower_ in {"of", "for", "and", "the", "&"}):
        stop += 1
    while stop < end and doc[stop].pos_ == "NOUN" and doc[stop - 1].pos_ == "PROPN":
        stop += 1
    while stop > start and doc[stop - 1].lower_ in {"of", "for", "and", "the", "&"}:
        stop -= 1
    return doc[start:stop] if stop > start else None


def _named_body(doc: Doc, start: int, end: int) -> str:
    """A body named before the noun of the role: "Moscow spokesperson", "Clinton campaign manager"."""
    for entity in doc[start : end + 1].ents:
        if entity.label_ in BODIES and entity.end <= end:
            following = doc[entity.end]
            stop = entity.end + 1 if following.lower_ in {"campaign", "administration", "party"} else entity.end
            return _said(doc[entity.start : stop])
    for token in doc[start:end]:
        if token.text[:1].isupper() and (places.country(token.text) or places.office(token.text)):
            return token.text
    return ""


def _said(words: Span) -> str:
    """The words on one line, without an article before them or marks around them."""
    text = " ".join(words.text.split()).strip(" ,")
    head, _, rest = text.partition(" ")
    return rest if head.lower() in {"the", "a", "an"} and rest else text


def role_words(text: str) -> Iterator[str]:
    """The role nouns in a phrase, in lower case, to find "the spokesman" again in "a spokesman for the mayor"."""
    roles = wordlists.gendered("roles")
    for word in text.lower().replace("-", " ").split():
        if word in {"of", "for", "to", "at", "with", "from", "under"}:
            break
        plain = word.strip(",.()")
        if plain in roles:
            yield plain
