"""What a speaker does by saying it: assert, accuse, deny, dismiss, appeal, promise, predict, judge, worry.

The reporting verb decides where it can ("denied", "urged"); after "said" the words themselves do, and of those the main
clause of the first sentence. (Searle's classes of speech acts, split and joined as editors need them: what cannot be
checked is told apart from what can.)
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from . import wording, wordlists
from .reading import Act, Claim

FIRST_PERSON = frozenset({"i", "we"})
APPEALING = frozenset("call urge ask appeal demand implore beg request invite encourage plead".split())
WORRYING = frozenset("worry concern alarm fear trouble frighten scare afraid worried concerned".split())
DISCLOSING = frozenset("release publish provide present disclose announce reveal share investigate repair hold".split())
BELIEVING = frozenset("think believe feel hope love hate wish guess".split())
NAMING = frozenset({"call", "describe", "label", "brand", "dub", "term"})
OWN = frozenset("i we he she they it".split())
CLAIM_NOUNS = frozenset(
    "accusation allegation charge claim suggestion notion assertion report rumor rumour insinuation involvement "
    "responsibility wrongdoing statement idea criticism argument".split()
)
FLAT_DENIAL = re.compile(
    r"^\W*(?:no[,.!]|absolutely not|not at all|never\b|that(?:['’]s| is| was) (?:just |simply |absolutely |totally )?"
    r"(?:not (?:true|so|correct|accurate|the case|what)|false|untrue|wrong|a lie)|(?:it|this)(?:['’]s| is) not true)",
    re.IGNORECASE,
)


def classify(doc: Doc, claims: list[Claim]) -> list[Claim]:
    """The claims with their acts, in the order given."""
    acts: dict[str, Act] = {claim.id: act_of(doc, claim) for claim in claims}
    before = _cues_before(doc, claims)
    for claim in claims:
        # "alleged that …, and suggested …": what goes on from an accusation is one, unless its own words say otherwise.
        if acts[claim.id] == "assertion" and acts.get(before.get(claim.id, "")) == "accusation":
            acts[claim.id] = "accusation"
    return [replace(claim, act=acts[claim.id]) for claim in claims]


@cache
def _by_cue() -> dict[str, Act]:
    return {verb: act for (verb, *_), (act, *_) in wordlists.table("act_cues")}  # type: ignore[misc]


def act_of(doc: Doc, claim: Claim) -> Act:
    """The act of one claim, by its cue and its own words."""
    cue, content = wording.tokens_of(doc, claim.cue), wording.tokens_of(doc, claim.content)
    called = any(token.lemma_ in NAMING for token in cue)
    judged = {kind for span, kind in wording.judgements(content) if called or wording.is_predicated(span)}
    by_cue = _of_cue(cue, content)
    if by_cue is not None:
        if by_cue == "opinion" and "r" in judged:
            return "dismissal"
        if by_cue == "denial" and "r" in judged:
            return "dismissal" if not any(token.lemma_ in {"deny"} for token in cue) else "denial"
        return by_cue
    return _of_words(cue, content, judged)


def _of_cue(cue: Sequence[Token], content: Sequence[Token]) -> Act | None:
    lemmas = [token.lemma_.lower() for token in cue]
    # "Called on them to leave": the preposition may stand outside the cue.
    if cue and cue[-1].i + 1 < len(cue[-1].doc) and cue[-1].nbor(1).lower_ in {"on", "upon", "for"}:
        lemmas.append(cue[-1].nbor(1).lower_)
    for first, second in pairwise([*lemmas, ""]):
        act = _by_cue().get(f"{first} {second}") or _by_cue().get(first)
        if act is None:
            continue
        if first == "ask" and any(token.text == "?" for token in content):
            return None
        if act in {"denial", "dismissal"} or first not in {"charge", "order", "press", "offer", "challenge", "project"}:
            return act
        return act if second not in {"by"} else None
    if any(lemma == "tell" for lemma in lemmas) and _is_infinitive(content):
        return "appeal"
    return None


def _is_infinitive(content: Sequence[Token]) -> bool:
    """ "told the crowd to go home": the content is what is to be done."""
    root = wording.root_of(content)
    return bool(content) and (
        content[0].lower_ == "to" or root is not None and root.tag_ == "VB" and root.dep_ == "xcomp"
    )


def _of_words(cue: Sequence[Token], content: Sequence[Token], judged: set[str]) -> Act:
    text = "".join(token.text_with_ws for token in content)
    if FLAT_DENIAL.match(text):
        return "denial"
    called = any(token.lemma_ in NAMING for token in cue)
    root = wording.root_of(content)
    if "r" in judged and (called or _is_about_words(content) or len(content) < 25):
        return "dismissal"
    if "d" in judged and (called or _is_about_words(content)):
        return "denial"
    if root is None:
        return "assertion"
    if called:
        wrong = any(token.lemma_.lower() in wordlists.terms("wrongdoing") for token in content)
        return "accusation" if wrong else "opinion"
    subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    lemma, own = root.lemma_.lower(), subject is not None and subject.lower_ in FIRST_PERSON
    clause = _main_clause(root, content)
    if own and lemma in APPEALING or lemma in {"let"} and root.tag_ == "VB" or _is_command(root, subject):
        return "appeal"
    if any(token.lemma_.lower() in WORRYING and token.head in (root, *root.children) for token in clause):
        return "concern"
    if lemma in WORRYING or lemma == "be" and any(token.lemma_.lower() in WORRYING for token in clause):
        return "concern"
    modal = next((child.lower_ for child in root.children if child.dep_ == "aux" and child.tag_ == "MD"), "")
    if modal in {"will", "'ll", "’ll", "would", "wo", "shall", "'d"} or _is_going_to(root):
        if own or subject is not None and subject.lower_ in OWN or root.tag_ == "VBN" and lemma in DISCLOSING:
            return "promise"
        return "prediction" if modal != "would" or not _is_condition(root) else "assertion"
    if modal in {"should", "must", "ought"} or lemma in BELIEVING and own:
        return "opinion"
    if lemma in {"be", "remain", "seem", "look"} and any(_is_valuing(token) for token in clause):
        return "opinion"
    if _is_equated(root) and subject is not None and any(_is_valuing(token) for token in subject.subtree):
        return "opinion"
    # "The best way out is leaving" is parsed in more ways than one.
    subjects = [child for token in clause if token.lemma_ == "be" for child in token.children if child.dep_ == "nsubj"]
    if any(_is_valuing(token) for one in subjects for token in one.subtree if not _is_deep(token, one)):
        return "opinion"
    if any(token.lemma_.lower() in wordlists.terms("wrongdoing") and not wording.is_negated(token) for token in clause):
        # "We know that they lied": the one who is charged is the subject of what is known.
        known = next((token for token in clause if token.dep_ == "ccomp" and token != root), None)
        if own and known is not None:
            subject = next((child for child in known.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        return "accusation" if subject is not None and subject.lower_ not in FIRST_PERSON else "assertion"
    return "assertion"


def _main_clause(root: Token, content: Sequence[Token]) -> list[Token]:
    """The tokens of the content under its main verb, without the clauses that hang on other words."""
    inside = {token.i for token in content}
    return [token for token in root.subtree if token.i in inside and not _is_deep(token, root)]


def _is_deep(token: Token, root: Token) -> bool:
    while token not in (root, token.head):
        if token.dep_ in {"relcl", "advcl", "acl"} or token.dep_ == "prep" and token.lower_ in wording.FRAMING:
            return True
        token = token.head
    return False


def _is_about_words(content: Sequence[Token]) -> bool:
    """Whether the content speaks of what others say: "the accusations", "that story", "this"."""
    for token in content:
        if token.lemma_.lower() in CLAIM_NOUNS or token.lower_ in {
            "attempts",
            "story",
            "stories",
            "remarks",
            "comments",
        }:
            return True
        if token.lower_ in {"that", "this", "it"} and token.dep_ in {"nsubj", "dobj"}:
            return True
    return False


def _is_command(root: Token, subject: Token | None) -> bool:
    return (
        subject is None
        and root.tag_ == "VB"
        and root.dep_ in {"ROOT", "ccomp"}
        and not any(c.dep_ == "aux" for c in root.children)
    )


def _is_going_to(root: Token) -> bool:
    return root.lower_ == "going" and any(child.dep_ == "xcomp" for child in root.children)


def _is_equated(root: Token) -> bool:
    """ "The best way *is leaving*": to the parser a progressive, to the reader "the best way is to leave"."""
    return root.tag_ == "VBG" and any(child.dep_ == "aux" and child.lemma_ == "be" for child in root.children)


def _is_condition(root: Token) -> bool:
    return any(child.dep_ == "advcl" and any(t.lower_ == "if" for t in child.subtree) for child in root.children)


def _is_valuing(token: Token) -> bool:
    return (
        token.lemma_.lower() in wordlists.terms("evaluations") or token.tag_ in {"JJS", "RBS"} or token.lower_ == "only"
    )


def _cues_before(doc: Doc, claims: list[Claim]) -> dict[str, str]:
    """For each claim whose cue is joined to another claim's cue by "and", the id of that other claim."""
    cues = {claim.id: wording.tokens_of(doc, claim.cue) for claim in claims}
    owner = {token.i: claim.id for claim in reversed(claims) for token in cues[claim.id]}
    before = {}
    for claim in claims:
        heads = (token.head.i for token in cues[claim.id] if token.dep_ == "conj")
        others = [owner[head] for head in heads if owner.get(head, claim.id) != claim.id]
        if others:
            before[claim.id] = others[0]
    return before
