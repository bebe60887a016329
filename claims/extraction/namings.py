"""Where an article names persons: the model's PERSON entities, cleaned, and the names that the model missed."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from . import places, wordlists
from .roles import is_role
from .wording import text_of

POSSESSIVES = frozenset({"'s", "’s", "'", "’", "s"})
DASHES = frozenset({"-", "--", "–", "—"})
MARKS = frozenset('“”"')
LONGEST = 3  # words of a name that the model missed
APPOSITION = 8  # tokens in which an apposition must say what somebody is


def repaired(text: str) -> str:
    """The text with letters put right that were decoded wrongly, once or twice: "NovÃ¡k" → "Novák"."""
    for _ in range(2):
        if text.isascii():
            break
        try:
            text = text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return text


def bare(token: Token) -> str:
    return token.text.lower().rstrip(".")


def is_name_word(token: Token) -> bool:
    """Whether a token may be a word of a name: capitalised, and more than a bracket or a dash."""
    return token.text[:1].isupper() and any(letter.isalpha() for letter in token.text)


def words_in(span: Span) -> int:
    """How many words a name has; "Holtz-Marsh" is one."""
    return len(span.text.split())


def clean(span: Span) -> Span | None:
    """The name alone: without titles before it, possessive marks after it, or anything past a comma or a line end."""
    titles = wordlists.gendered("honorifics")
    doc, start, end = span.doc, span.start, span.end
    for token in doc[start : end - 1]:
        # "Weak – Moreau", "times,"Rosa": what stands before a loose dash is no name.
        if token.text in DASHES and token.whitespace_ and token.i > start:
            start = token.i + 1
    while start < end and (not is_name_word(doc[start]) or bare(doc[start]) in titles):
        start += 1
    while end - start > 1 and doc[start].pos_ == "VERB" and doc[start].lower_ not in wordlists.gendered("given_names"):
        start += 1
    # "Assemblywoman Rosa Alvarez": offices that are no titles of address; "Marine Moreau" keeps what may be her name.
    while end - start > 2 and is_role(doc[start]) and doc[start].lower_ not in wordlists.gendered("given_names"):
        start += 1
    for token in doc[start:end]:
        # "Ann Hale Is Right": headlines write verbs as names.
        verbal = token.i > start and token.pos_ in {"AUX", "DET", "PRON", "SCONJ"}
        if "\n" in token.text or verbal or token.text in {",", "(", "—", "–", ":", ";"}:
            end = token.i
            break
    while end > start and (doc[end - 1].lower_ in POSSESSIVES or not any(c.isalnum() for c in doc[end - 1].text)):
        end -= 1
    return (
        doc[_beginning(doc, start, end) : _ending(doc, start, end)]
        if end > start and is_name_word(doc[start])
        else None
    )


def _beginning(doc: Doc, start: int, end: int) -> int:
    """Where a name begins of which the model saw only the end: "*Karl-*Heinz Ott", "*Guido* Holtz-Marsh"."""
    while start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        if not _is_family_name(doc[start - 2]):
            break
        start -= 2
    token = doc[start - 1] if start else None
    if token is None or words_in(doc[start:end]) > 1 or token.dep_ != "compound" or token.ent_type_:
        return start
    named = token.text.istitle() and _is_family_name(token) and start <= token.head.i < end
    return start - 1 if named and bare(token) not in wordlists.gendered("honorifics") and not is_role(token) else start


def _ending(doc: Doc, start: int, end: int) -> int:
    """Where a name ends of which the model saw only a given name: "Larry *O’Hara*"."""
    alone = end - start == 1 and doc[start].lower_ in wordlists.gendered("given_names")
    goes_on = alone and end < len(doc) and _is_family_name(doc[end]) and not doc[end].ent_type_
    return end + 1 if goes_on and not is_role(doc[end]) else end


def find_names(doc: Doc) -> list[Span]:
    """Every stretch that names a person, in the order of the text; headlines, whose capitals mislead, are left out."""
    body_from = doc._.headline.end if doc.has_extension("headline") and doc._.headline else 0
    if body_from >= len(text_of(doc).rstrip()):
        body_from = 0
    taken: set[int] = set()
    found: list[Span] = []

    def add(span: Span | None) -> None:
        if span is not None and span.start_char >= body_from and not taken.intersection(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            found.append(span)

    for entity in doc.ents:
        if entity.label_ == "PERSON" and not (len(entity) == 1 and entity[0].tag_ in {"NNPS", "NNS"}):
            add(clean(entity))
    for run in _runs(doc):
        name = _given_and_family(run) or _introduced(run)
        add(doc[_beginning(doc, name.start, name.end) : name.end] if name is not None else None)
    return sorted(found)


def _is_family_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and is_name_word(token)


def _runs(doc: Doc) -> Iterator[Span]:
    """Unbroken runs of capitalised names, hyphens and nicknames included, that hold more than the model's names."""
    end = 0
    for start in [token.i for token in doc if token.pos_ == "PROPN"]:
        if start < end or not is_name_word(doc[start]):
            continue
        end = start + 1
        while (following := _next_name(doc, end)) is not None:
            end = following
        if end - start > 1 and any(token.ent_type_ != "PERSON" for token in doc[start:end]):
            yield doc[start:end]


def _next_name(doc: Doc, end: int) -> int | None:
    """Where a run of names ends that goes on at a token, with the hyphen or the nickname before the next name."""
    if end >= len(doc):
        return None
    if _is_family_name(doc[end]):
        return end + 1
    if doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        return end + 2 if end + 1 < len(doc) and _is_family_name(doc[end + 1]) else None
    nickname = doc[end].text in MARKS and end + 3 < len(doc) and doc[end + 2].text in MARKS
    return end + 4 if nickname and _is_family_name(doc[end + 1]) and _is_family_name(doc[end + 3]) else None


def _given_and_family(run: Span) -> Span | None:
    """ "Khizr Khan" that the model took for a place or a body is still a given name with a name after it."""
    given_names = wordlists.gendered("given_names")
    for token in run[:-1]:
        rest = run.doc[token.i + 1 : run.end]
        if token.lower_ not in given_names or rest[0].ent_type_ == "PERSON":
            continue
        nickname = rest[0].text in MARKS
        if words_in(rest) == 1 or len(rest) == 2 and rest[0].text.endswith(".") or nickname and len(rest) == 4:
            return run.doc[token.i : run.end]
    return None


def _introduced(run: Span) -> Span | None:
    """A name that no list knows, but which the words beside it make a person: "prosecutor Ennio Vasko", "…, who"."""
    doc, start, end = run.doc, run.start, run.end
    while end - start > 1 and is_role(doc[start]):
        start += 1
    name = doc[start:end]
    common = wordlists.terms("organisation_heads") | wordlists.terms("office_heads") | wordlists.terms("document_heads")
    if not 1 < len(name) <= LONGEST or name[-1].lower_ in common or any(is_role(token) for token in name):
        return None
    if name[0].ent_type_ == "PERSON" or name[-1].ent_type_ == "PERSON" or places.country(name.text) is not None:
        return None
    titled = start > 0 and is_role(doc[start - 1]) or name.root.dep_ == "appos" and is_role(name.root.head)
    return name if titled or _is_glossed(name) else None


def _is_glossed(name: Span) -> bool:
    """Whether what follows a name says that it is somebody's: ", who", ", 34,", ", a lawyer for"."""
    doc, end = name.doc, name.end
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    first = doc[end + 1]
    if first.lower_ == "who" or first.like_num and first.text.isdigit() and doc[end + 2].text == ",":
        return True
    if first.lower_ not in {"a", "an", "the"}:
        return is_role(first) and doc[end + 2].lower_ in {"of", "for", "at", "with", "to"}
    nouns = [token for token in doc[end + 1 : end + 1 + APPOSITION] if token.pos_ == "NOUN"]
    return bool(nouns) and is_role(nouns[0])
