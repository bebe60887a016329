"""The model's attribute ruler, remembered instead of matched: the same parts of speech for a fraction of the time.

All but a few of its patterns look at one word, so what it makes of a word hangs on the word's tag and dependency alone,
and on its form if a pattern asks for that form. It is asked once for each such three, and then only for the patterns
that look at two words.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, MorphAnalysis, Token

LOOKED_AT = frozenset(("TAG", "LOWER", "DEP", "IS_SPACE"))


class Made(NamedTuple):
    """What the ruler makes of a word; a lemma of 0 leaves it to the lemmatizer."""

    tag: int
    dep: int
    pos: int
    lemma: int
    morph: MorphAnalysis


@Language.factory("word_classes", requires=["token.tag", "token.dep"], assigns=["token.pos", "token.morph"])
class WordClasses:
    """A component that sets what the `attribute_ruler` of a pipeline would set. Give it the ruler with `remember`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._vocab = nlp.vocab
        self.remember(AttributeRuler(nlp.vocab))

    def remember(self, ruler: AttributeRuler) -> None:
        """Work as this ruler does. Raises `ValueError` if its patterns look at what is not remembered."""
        self._ruler, self._pairs = ruler, AttributeRuler(self._vocab)
        self._made: dict[tuple[int, int, int], Made] = {}
        self._forms: dict[int, int] = {}
        rules: list[dict[str, Any]] = ruler.patterns
        asked: list[str] = []
        for rule in rules:
            longer = [words for words in rule["patterns"] if len(words) > 1]
            if longer:
                self._pairs.add(longer, rule["attrs"], rule["index"])
            asked += (form for words in rule["patterns"] if len(words) == 1 for form in _asked(words[0]))
        self._asked = re.compile("|".join(asked) or r"(?!)")

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document that is tagged and parsed."""
        made, forms = self._made, self._forms
        for token in doc:
            form = forms.get(token.lower)
            key = (self._form(token) if form is None else form, token.tag, token.dep)
            word = made.get(key) or self._ask(token, key)
            if word.tag != key[1]:
                token.tag = word.tag
            if word.dep != key[2]:
                token.dep = word.dep
            token.pos = word.pos
            token.set_morph(word.morph)  # type: ignore[attr-defined]  # spaCy's stub forgets it
            if word.lemma:
                token.lemma = word.lemma
        return self._pairs(doc)

    def _form(self, token: Token) -> int:
        """The form by which a word is remembered: its own if a pattern may ask for it, else none."""
        own = token.is_space or self._asked.search(token.lower_) is not None
        self._forms[token.lower] = form = token.lower if own else 0
        return form

    def _ask(self, token: Token, key: tuple[int, int, int]) -> Made:
        lone = self._ruler(Doc(self._vocab, words=[token.lower_], tags=[token.tag_], deps=[token.dep_], heads=[0]))[0]
        self._made[key] = word = Made(lone.tag, lone.dep, lone.pos, lone.lemma, lone.morph)
        return word


def _asked(word: dict[str, Any]) -> Iterator[str]:
    """The forms that a pattern's word asks for, as regular expressions."""
    if unknown := word.keys() - LOOKED_AT:
        raise ValueError(f"A pattern of the language model looks at {sorted(unknown)}, which is not remembered.")
    forms = word.get("LOWER", {"IN": []})
    if isinstance(forms, str):
        forms = {"IN": [forms]}
    if not forms.keys() <= {"IN", "REGEX"}:
        raise ValueError(f"A pattern of the language model asks for forms by {sorted(forms)}.")
    yield from (f"^{re.escape(form)}$" for form in forms.get("IN", []))
    if "REGEX" in forms:
        yield forms["REGEX"]
