"""What kind of source a mention is, read off its head: a name, a pronoun, a body, a paper, or somebody described."""

from typing import Literal, NamedTuple

from spacy.tokens import Span, Token

from . import places, wordlists
from .names import Cast, Person
from .namings import POSSESSIVES
from .roles import is_role

Sort = Literal["pronoun", "person", "persons", "government", "office", "organisation", "document", "group", "described"]

PRONOUNS = frozenset(
    "he she it they i we you who which that his her their its him them whom this these those himself herself".split()
)
DETERMINERS = frozenset("the a an this that these those its his her their our my another one some".split())
QUANTIFIERS = frozenset(
    "many most some several few others both all neither none one two three four five each any".split()
)
NUMBERS = QUANTIFIERS | frozenset("dozens scores hundreds thousands millions number group majority handful".split())
BODY_ENTITIES = frozenset({"ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})


COLLECTIVES = frozenset("people establishment side community majority wing crowd public couple pair family duo".split())


# A name after one of these is not the source: "a spokesman for Mr Reyes".
BY_THE_WAY = frozenset("for of to by with at from on about against in supporting backing".split())


class Head(NamedTuple):
    """The deciding word of a mention, what sort of source it is, and the person or persons it names."""

    token: Token
    sort: Sort
    persons: tuple[Person, ...] = ()


def read(mention: Span, cast: Cast) -> Head:
    """Read a source mention; the words of a relative clause or an apposition do not decide."""
    opening = _opening_name(mention, cast)
    if opening is not None:
        return opening
    root = _root(mention)
    # "Ann Hale, 32, *a teacher*" is she, if only the gloss was taken for the source.
    if root.dep_ == "appos" and root.head.i < mention.start and mention.doc[mention.start - 1].text == ",":
        glossed = cast.at(root.head)
        if glossed is not None and is_role(root):
            return Head(root.head, "person", (glossed,))
    if root.lower_ in PRONOUNS and not any(child.dep_ == "conj" for child in root.children):
        return Head(root, "pronoun")
    named = _named_heads(mention, root, cast)
    if named and _has_other_members(mention, root, cast):
        return Head(root, "group")
    if len(named) > 1:
        return Head(root, "persons", tuple(named))
    if named:
        return Head(root, "person", tuple(named))
    if root.pos_ == "NOUN" and (name := _apposed(mention, root)) is not None:
        return Head(name, "organisation")
    words = text_of(mention)
    if places.office(words):
        return Head(root, "office")
    if places.government(words) or _is_government(mention, root):
        return Head(root, "government")
    lemma = root.lemma_.lower()
    if _is_plural(root, mention):
        sort: Sort = "document" if lemma in wordlists.terms("document_heads") and not root.ent_type_ else "group"
        return Head(root, sort)
    if root.ent_type_ in BODY_ENTITIES and root.pos_ == "PROPN":
        return Head(root, "organisation")
    if is_body(root):
        return Head(root, "organisation")
    if lemma in wordlists.terms("document_heads"):
        return Head(root, "document")
    if is_role(root) or is_inhabitant(root):
        return Head(root, "described")
    if root.pos_ == "PROPN":
        return Head(root, "organisation")
    return Head(root, "described")


def _apposed(mention: Span, root: Token) -> Token | None:
    """The name that a common noun for a body introduces: "the Norwick weekly *Courier*"."""
    if not is_body(root) or root.i + 1 >= mention.end:
        return None
    following = mention.doc[root.i + 1]
    named = following.pos_ == "PROPN" and following.text[:1].isupper()
    return next((c for c in root.children if c.dep_ == "appos" and c in mention), None) if named else None


def is_body(noun: Token) -> bool:
    """Whether a common noun may stand for a body that was named: "the company"."""
    return noun.lower_ in wordlists.terms("organisation_heads")


def is_inhabitant(noun: Token) -> bool:
    """Whether a singular noun says where somebody is from, what he holds with, or how old he is: "the Texan"."""
    if noun.i and noun.nbor(-1).text == "The":
        return noun.lower_ == "old"  # "The Norwickian" is a paper, too.
    return noun.ent_type_ == "NORP" and not _is_plural(noun, noun.doc[noun.i : noun.i + 1]) or noun.lower_ == "old"


def text_of(mention: Span) -> str:
    """The words of a mention without a possessive mark, on one line."""
    return places.without_article(" ".join(mention.text.split()).strip(" ,.;:—–-"))


def phrase(noun: Token) -> Span:
    """A noun with what belongs to it, as far as the noun itself if the parser hangs whole clauses on it."""
    doc, start, end = noun.doc, noun.left_edge.i, noun.right_edge.i + 1
    for token in doc[noun.i + 1 : end]:
        if token.text in {",", "(", ";", ":", "—", "–"} or token.dep_ in {"relcl", "acl"} or token.is_space:
            end = token.i if token.left_edge.i <= noun.i else min(token.i, token.left_edge.i)
            break
    for token in doc[start : noun.i]:
        if token.is_space or token.text in {";", ":", "—", "–"}:
            start = token.i + 1
    if end > noun.i + 1 and doc[end - 1].dep_ == "case":
        end -= 1
    return doc[start:end]


def _opening_name(mention: Span, cast: Cast) -> Head | None:
    """A name that opens a mention and is explained after a comma or in brackets, whatever the parser makes of it."""
    name, doc = cast.name_at(mention[0]), mention.doc
    if (
        name is None
        or name.start != mention.start
        or name.end + 1 >= mention.end
        or doc[name.end].text not in {",", "("}
    ):
        return None
    following = doc[name.end + 1]
    explained = following.lower_ in {"a", "an", "the", "who", "whose"} or following.pos_ == "NUM"
    named = cast.at(mention[0])
    if named is None or not explained or any(token.lower_ == "and" and token.head in name for token in mention):
        return None
    return Head(name.root, "person", (named,))


def _root(mention: Span) -> Token:
    """The head noun: "many of whom" is led by "many", "by some" by "some"."""
    root = mention.root
    for token in mention:
        if token.lower_ == "whom":
            return token
    if root.pos_ in {"ADP", "SCONJ"}:
        inner = [child for child in root.children if child.dep_ in {"pobj", "pcomp"} and child in mention]
        if inner:
            return inner[0]
    # "The bureau" of "the bureau report" hangs on a word outside of the mention: its first word is no head.
    stray = root.pos_ in {"DET", "ADJ", "PART", "NUM"} and not any(child in mention for child in root.children)
    if stray or root.pos_ in {"VERB", "AUX", "PUNCT", "ADV", "SPACE"}:
        nouns = [token for token in mention if token.pos_ in {"NOUN", "PROPN", "PRON"}]
        if nouns:
            return nouns[0] if nouns[0].pos_ == "PRON" else nouns[-1] if len(nouns) == 1 else _first_phrase(nouns)
    return root


def _first_phrase(nouns: list[Token]) -> Token:
    """The last noun of the first unbroken run of nouns."""
    last = nouns[0]
    for token in nouns[1:]:
        if token.i != last.i + 1:
            break
        last = token
    return last


def _named_heads(mention: Span, root: Token, cast: Cast) -> list[Person]:
    """The persons that a mention is about, not those it names by the way ("a spokesman for Mr Trump")."""
    doc = mention.doc
    found: list[Person] = []
    for token in mention:
        person = cast.at(token)
        if person is None or person in found:
            continue
        name = cast.name_at(token) or doc[token.i : token.i + 1]
        if _is_by_the_way(name, mention, root, cast):
            continue
        found.append(person)
    if len(found) > 1 and not _are_joined(mention, found, cast):
        # The name that ends the phrase bears it; a name before it belongs to the role ("Clinton aide Huma Abedin").
        own = cast.at(root)
        return [own] if own in found and own is not None else found[:1]
    return found


def _is_by_the_way(name: Span, mention: Span, root: Token, cast: Cast) -> bool:
    doc = mention.doc
    before = doc[name.start - 1] if name.start > mention.start else None
    after = doc[name.end] if name.end < mention.end else None
    if after is not None and after.i == mention.end - 1 and after.text in POSSESSIVES:
        after = None  # "Ms Reyes's" is she.
    if before is not None and before.text == "-" and not before.whitespace_:
        return True  # "a pro-Reyes group"
    if any(token.lower_ in {"including", "like", "who", "whose", "whom"} for token in doc[mention.start : name.start]):
        return True
    if after is not None and after.text in POSSESSIVES:
        return True
    if after is not None and after.dep_ in {"case"}:
        return True
    if after is not None and (after.pos_ == "NOUN" or name.root.dep_ == "compound" and after.pos_ == "PROPN"):
        # "Trump campaign", "Clinton spokesman Brian Fallon", but not "Fallon spokesman": the noun after it rules.
        return True
    if root.lemma_.lower() in wordlists.terms("document_heads") and root.i < name.start and _made_it(name, root):
        return True  # "A study by the economists Paul Reyes and Ann Hale" is a study.
    ruler = name.root.head
    if name.root.dep_ in {"compound", "nmod", "poss"} and name.end <= ruler.i < mention.end and cast.at(ruler) is None:
        # "The Hale presidential campaign": so does a noun further on.
        return True
    position = _opening(name, mention) - 1
    before = doc[position] if position >= mention.start else None
    if before is not None and before.lower_ in BY_THE_WAY:
        # The "by" of a passive, or "of" in "those of Mr Peskov", opens the mention itself.
        return position > mention.start or before.lower_ not in {"by", "from"}
    for ancestor in (name.root, *name.root.ancestors):
        if ancestor == root or ancestor.i < mention.start or ancestor.i >= mention.end:
            break
        if ancestor.dep_ in {"relcl", "acl", "advcl"}:
            return True
    return False


def _made_it(name: Span, root: Token) -> bool:
    """Whether a name, or what it is joined to or explains, hangs on a paper by a preposition."""
    token = name.root
    while token.dep_ in {"appos", "conj", "compound", "nmod"} and token.head != token and token.head.i > root.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.i > root.i


def _opening(name: Span, mention: Span) -> int:
    """Where the words begin that go with a name: its titles, and what describes it ("candidate Ann Hale")."""
    titles, doc = wordlists.gendered("honorifics"), name.doc
    titled = start = name.start
    while start > mention.start:
        token = doc[start - 1]
        title = token.text.lower().rstrip(".") in titles
        if not title and not (token.dep_ in {"compound", "amod", "nmod"} and start <= token.head.i < name.end):
            break
        start -= 1
        # "For Political Affairs Ann Hale" is what she is under-secretary for.
        if title or any(is_role(other) for other in doc[start : name.start]):
            titled = start
    return titled


def _are_joined(mention: Span, persons: list[Person], cast: Cast) -> bool:
    """Whether "and" joins the names themselves: "Ms Reyes and Mr Ito", not two names with phrases between."""
    first, *others = persons
    own = {token.i for token in mention if cast.at(token) is first}
    for other in others:
        joined = False
        for token in mention:
            if cast.at(token) is other:
                ruler = token
                while ruler.dep_ in {"compound", "conj", "appos"} and ruler.head != ruler:
                    ruler = ruler.head
                    joined = joined or ruler.i in own
        if not joined:
            return False
    return True


def _has_other_members(mention: Span, root: Token, cast: Cast) -> bool:
    """ "Ms Reyes and her aides": the name is only one of those who speak, unless "and" goes on with what he is."""
    return any(child.dep_ == "conj" and child in mention and cast.at(child) is None and child.pos_ in {"NOUN", "PROPN"}
               and not any(cast.at(token) for token in child.subtree if token.dep_ == "appos")
               and not (is_role(child) and not _is_plural(child, mention) and _is_glossed(root, child))
               for child in root.children)  # fmt: skip


def _is_glossed(root: Token, child: Token) -> bool:
    """ "Ms Reyes, once a banker and now director of the fund": the second noun still describes her."""
    between = root.doc[root.i + 1 : child.i]
    return any(t.text == "," for t in between) and not any(t.text == "," for t in between[-3:])


def _is_government(mention: Span, root: Token) -> bool:
    """ "the Ukrainian government", "the government of Ukraine", "the government in Kyiv"."""
    if root.lower_ not in {"government", "regime", "authorities"}:
        return False
    return places.in_words(mention) is not None


def _is_plural(root: Token, mention: Span) -> bool:
    if any(child.dep_ == "conj" and child in mention for child in root.children):
        return True
    if root.pos_ == "NUM":
        return True
    if root.pos_ == "NOUN":
        return root.tag_ == "NNS" and root.lower_ != "police" or root.lower_ in COLLECTIVES
    if root.tag_ == "NNPS":
        return root.ent_type_ in {"NORP", "PERSON", ""} or root.lower_ in {"democrats", "republicans"}
    if root.ent_type_ == "NORP":
        # "The Utah Republican" is one man, "the French" are many.
        return root.lower_.endswith("s") or root.lower_.endswith(("ese", "ish", "ch"))
    return root.lower_ in QUANTIFIERS and root.lower_ not in {"one", "each", "any"} or root.lower_ in {"us", "we"}
