"""What a speaker does by saying it: assert, accuse, deny, dismiss, appeal, promise, predict, judge, worry.

The reporting verb decides where it can ("denied", "urged"); after "said" the words themselves do (`act_words.py`).
(Searle's classes of speech acts, split and joined as editors need them: what cannot be checked is told apart from what
can.)
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from . import act_words, wording, wordlists
from .reading import Act, Claim

NAMING = frozenset({"call", "describe", "label", "brand", "dub", "term"})
CONDEMNING = frozenset("condemn denounce slam blast criticise criticize attack lambast castigate".split())
# Of these the sense hangs on more than the verb: "charged by the state", "pressed by reporters".
LOOSE = frozenset({"charge", "order", "press", "offer", "challenge", "project"})


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
    fragment = len(content) < act_words.SHORT and not any(token.pos_ in {"VERB", "AUX"} for token in content)
    judged = {kind for span, kind in wording.judgements(content) if called or fragment or wording.is_predicated(span)}
    by_cue = _of_cue(cue, content)
    if by_cue is None:
        return act_words.Words(doc, claim, cue, content).act(judged, called=called)
    if by_cue == "opinion":
        if "r" in judged:
            return "dismissal"
        # "Criticised the board for ignoring the warnings": what is done is a charge, what is felt about it an opinion.
        blamed = any(token.lower_ in {"for", "over"} and _leads_to_deed(token) for token in content)
        return "accusation" if blamed and any(token.lemma_ in CONDEMNING for token in cue) else "opinion"
    if by_cue == "denial" and "r" in judged:
        return "dismissal" if not any(token.lemma_ == "deny" for token in cue) else "denial"
    return by_cue


def _leads_to_deed(preposition: Token) -> bool:
    return any(child.dep_ == "pcomp" and child.tag_ == "VBG" for child in preposition.children)


def _of_cue(cue: Sequence[Token], content: Sequence[Token]) -> Act | None:
    lemmas = [token.lemma_.lower() for token in cue]
    # "Called on them to leave": the preposition may stand outside the cue.
    if cue and cue[-1].i + 1 < len(cue[-1].doc) and cue[-1].nbor(1).lower_ in {"on", "upon", "for", "against"}:
        lemmas.append(cue[-1].nbor(1).lower_)
    first_words = [token.lower_ for token in content[:2]]
    for first, second in pairwise([*lemmas, ""]):
        act = _by_cue().get(f"{first} {second}") or _by_cue().get(first)
        if first == "hold" and any(token.lower_ in {"responsible", "accountable"} for token in (*cue, *content)):
            return "accusation"
        if first == "plead" and "guilty" in first_words:
            return "denial" if "not" in first_words else "assertion"
        if first == "agree" and _is_infinitive(content):
            return "promise"
        if act is None:
            continue
        if first == "ask" and any(token.text == "?" for token in content):
            return None
        if act == "concern" and _is_to_be_done(cue, content):
            return "appeal"
        if act in {"denial", "dismissal"} or first not in LOOSE:
            return act
        return act if second not in {"by"} else None
    if any(lemma == "tell" for lemma in lemmas) and (_is_infinitive(content) or _is_to_be_done(cue, content)):
        return "appeal"
    return None


def _is_infinitive(content: Sequence[Token]) -> bool:
    """ "Told the crowd to go home": the content is what is to be done."""
    root = wording.root_of(content)
    return bool(content) and (
        content[0].lower_ == "to" or root is not None and root.tag_ == "VB" and root.dep_ == "xcomp"
    )


def _is_to_be_done(cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """ "Warned residents to stay indoors": who is spoken to stands in the content with what is to be done."""
    own = {token.i for token in cue}
    return any(
        token.tag_ == "VB"
        and token.dep_ in {"xcomp", "ccomp"}
        and token.head.i in own
        and any(child.tag_ == "TO" for child in token.children)
        for token in content
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
