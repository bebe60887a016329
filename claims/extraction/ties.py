"""What ties an answer to the claim it answers: the signals that `rebuttals` weighs, each a function of its own.

Every signal looks at one pair of claims and says how sure it is, which type of rebuttal it speaks for, and by which
words. How sure follows, roughly, the share of right pairs among those that the signal names in annotated news.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from . import camps, places, wording
from .reading import Claim, RebuttalType, Speaker

CLAIM_NOUNS = frozenset(
    "accusation allegation charge claim suggestion notion assertion insinuation argument criticism contention "
    "statement rumor rumour remark comment idea report story rationale contradiction".split()
)
DISOWNING = frozenset({"disown", "deny", "disavow", "disclaim", "denial"})
OWNING = frozenset("responsibility involvement wrongdoing role part guilt".split())
ANYTHING = frozenset("incident event affair matter case episode it this that".split())
AFTER = frozenset("after following response reaction answer reply".split())
REMARKS = frozenset({"remark", "comment", "statement", "response", "denial"})
REPLYING = frozenset("respond counter retort rebut refute reply rejoin".split())
HITTING_BACK = frozenset("shoot fire hit push strike clap tweet".split())
ATTACKING = frozenset(
    "slam blast mock criticize criticise attack ridicule condemn denounce deride decry call accuse".split()
)
POINTING = frozenset("that those this these such the".split())
NEGATIONS = frozenset("not n't n’t no never nothing none neither nobody nor without".split())
# The share of keywords from which two claims are taken to speak of the same thing.
SAME_WORDS = 0.5


@dataclass(frozen=True)
class Said:
    """A claim with what is compared: its tokens, its keywords, who says it, and its place among the claims."""

    claim: Claim
    tokens: tuple[Token, ...]
    cue: tuple[Token, ...]
    words: frozenset[str]
    judged: tuple[tuple[Span, str], ...]
    speaker: Speaker
    place: int

    @cached_property
    def paragraph(self) -> int:
        """How many line breaks stand before the claim."""
        first = (self.cue or self.tokens)[0]
        return wording.text_of(first.doc).count("\n", 0, first.idx)

    @cached_property
    def opposes(self) -> RebuttalType | None:
        """The type of rebuttal that the claim is by its own words, whatever it answers."""
        if self.claim.act == "denial":
            return "denial"
        if self.claim.act == "dismissal":
            return "dismissal"
        kinds = {kind for span, kind in self.judged if wording.is_predicated(span)}
        if "d" in kinds:
            return "denial"
        return "dismissal" if "r" in kinds else None


@dataclass(frozen=True)
class Tie:
    """Why one claim answers another: how sure that makes us, the type it speaks for, and the words that tell."""

    confidence: float
    type: RebuttalType
    phrase: Span | None = None


type Signal = Callable[[Doc, Said, Said, Sequence[Said]], Tie | None]


def by_named_noun(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """ "The Russian accusations", "the senator's claim": a noun for what was said, with its owner."""
    if answer.opposes is None:
        return None
    for token in answer.tokens:
        if token.lemma_.lower() not in CLAIM_NOUNS or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if names(other.speaker, list(token.subtree)):
            accused = other.claim.act == "accusation"
            fits = accused or token.lemma_ not in {"accusation", "allegation", "charge", "insinuation"}
            sure = (0.7 if fits else 0.4) - (0.0 if names(other.speaker, list(token.subtree), only_own=True) else 0.05)
            return Tie(sure + 0.2 * share(answer, other), answer.opposes, doc[token.left_edge.i : token.i + 1])
    return None


def by_pointing(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """ "That claim is false", "it's not true": the words point back to what was just said."""
    if answer.opposes is None or not just_before(answer, other, said, reach=2):
        return None
    for span, _ in answer.judged:
        ruler = span.root if span.root.pos_ in {"AUX", "VERB"} else span.root.head
        subject = next((child for child in ruler.children if child.dep_ == "nsubj"), None)
        if subject is not None and (subject.lower_ in {"that", "this", "it"} or _points(subject)):
            return Tie(0.6, answer.opposes, doc[subject.left_edge.i : span.end])
    for token in answer.tokens:
        if _points(token) and answer.claim.act in {"denial", "dismissal"}:
            return Tie(0.6, answer.opposes, doc[token.left_edge.i : token.i + 1])
    return None


def by_quoting(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """The answer holds what it answers: "called a report suggesting … outrageous"."""
    if other.claim.inside != answer.claim.id:
        return None
    attacking = any(token.lemma_.lower() in ATTACKING for token in answer.cue)
    own = [token for token in answer.tokens if token.i not in {inner.i for inner in other.tokens}]
    denying = any(token.lower_ in NEGATIONS for token in own)
    if answer.opposes is None and not attacking and not denying:
        return None
    return Tie(0.65, answer.opposes or ("dismissal" if attacking else "denial"))


def by_reply(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """ "Responded", "fired back": the verb itself says that this is an answer."""
    words = [token.lemma_.lower() for token in answer.cue]
    replies = bool(REPLYING.intersection(words)) or "back" in words and bool(HITTING_BACK.intersection(words))
    if not replies or not just_before(answer, other, said, reach=2) or not answer.words & other.words:
        return None
    return Tie(0.55, answer.opposes or "counterclaim", doc[answer.cue[0].i : answer.cue[-1].i + 1])


def by_words(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """A denial or dismissal that repeats the keywords of what it answers."""
    if answer.claim.act not in {"denial", "dismissal"} or abs(answer.place - other.place) > 8:
        return None
    shared = {word for word in answer.words & other.words if not word.startswith("@")}
    part = share(answer, other)
    if len(shared) < 2 or part < SAME_WORDS:
        return None
    return Tie(min(0.75, 0.3 + 0.5 * part), answer.opposes or "denial")


def by_frame(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """ "His remarks came after the spokesman alleged …": the reporter sets one after the other."""
    if answer.opposes is None or not other.cue or not answer.tokens:
        return None
    sentence = other.cue[0].sent
    before = [token for token in sentence if token.i < other.cue[0].i]
    remark = next((token for token in before if token.lemma_.lower() in REMARKS), None)
    if remark is None or not any(token.lower_ in AFTER for token in before if token.i > remark.i):
        return None
    # The remarks are those of the sentence before.
    end = max(token.i for token in answer.tokens)
    near = 0 < remark.i - end <= 8 and any(child.dep_ == "poss" for child in remark.children)
    return Tie(0.8, answer.opposes, doc[remark.left_edge.i : other.cue[0].i]) if near else None


def by_aim(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """A denial of responsibility answers whoever blames the one who denies, before or after."""
    if answer.claim.act != "denial" or other.claim.act != "accusation":
        return None
    owned = next((token for token in answer.tokens if token.lemma_.lower() in OWNING), None)
    if owned is None:
        return None
    # A denial of a part in "the raid" does not answer who speaks of something else; "the incident" may be anything.
    parts = [noun for child in owned.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
    elsewhere = any(noun.lemma_.lower() not in ANYTHING | other.words for noun in parts)
    if elsewhere or not names(answer.speaker, other.tokens):
        return None
    return Tie(0.7, "denial", doc[owned.left_edge.i : owned.i + 1])


def by_blame(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """Who is accused by name or by office, and denies something right after, denies that."""
    if answer.claim.act != "denial" or other.claim.act != "accusation" or not answer.cue:
        return None
    blamed = names(answer.speaker, other.tokens) or holds_office(answer.speaker, other.tokens)
    if not blamed or not just_before(answer, other, said, reach=2):
        return None
    return Tie(0.6, "denial", doc[answer.cue[0].i : answer.cue[-1].i + 1])


def by_disowning(doc: Doc, answer: Said, other: Said, said: Sequence[Said]) -> Tie | None:
    """ "Such attempts to disown this in Kyiv": brushes aside the denials of those it names."""
    if other.claim.act != "denial" or answer.claim.act != "dismissal":
        return None
    word = next((token for token in answer.tokens if token.lemma_.lower() in DISOWNING), None)
    if word is None:
        return None
    return Tie(0.75, "dismissal", doc[word.i : word.i + 1]) if names(other.speaker, answer.tokens) else None


SIGNALS: tuple[Signal, ...] = (
    by_named_noun, by_pointing, by_quoting, by_reply, by_words, by_frame, by_aim, by_blame, by_disowning,
)  # fmt: skip


def share(one: Said, other: Said) -> float:
    """The shared part of the poorer claim's keywords."""
    shared = len(one.words & other.words)
    return shared / max(1, min(len(one.words), len(other.words)))


def just_before(answer: Said, other: Said, said: Sequence[Said], reach: int) -> bool:
    """Whether the one claim is the last that the other side made before the other, a few claims away at most."""
    if not 0 < answer.place - other.place <= reach + 1 or answer.paragraph - other.paragraph > 4:
        return False
    between = said[other.place + 1 : answer.place]
    return not any(not camps.same(answer.speaker, one.speaker) for one in between if one.claim.inside is None)


def names(speaker: Speaker, tokens: Sequence[Token], *, only_own: bool = False) -> bool:
    """Whether some tokens name a speaker, or (if not only the own name counts) the body that the speaker speaks for."""
    found = {token.lower_ for token in tokens if token.pos_ == "PROPN" or token.ent_type_ == "NORP"}
    found |= {where.lower() for token in tokens if token.text[:1].isupper() and (where := places.country(token.text))}
    own = set(camps.surnames(speaker))
    if only_own:
        return bool(found & own)
    own |= {
        where.lower()
        for text in (speaker.affiliation, speaker.part_of, speaker.name)
        if (where := places.country(text))
    }
    if office := places.office(speaker.affiliation):
        own.add(office.part_of.lower())
    return bool(found & own)


def holds_office(speaker: Speaker, tokens: Sequence[Token]) -> bool:
    """Whether some tokens speak of "the mayor", and the speaker is one."""
    offices = {role.split()[-1].lower() for role in speaker.role.split(",") if role.split()}
    return any(
        token.lemma_.lower() in offices and any(child.lower_ == "the" for child in token.children) for token in tokens
    )


def _points(token: Token) -> bool:
    """ "That claim", "the accusations": a noun for what was said with nothing that names its owner."""
    if token.lemma_.lower() not in CLAIM_NOUNS or token.pos_ != "NOUN":
        return False
    if any(word.text[:1].isupper() and word.i > word.sent.start for word in token.subtree):
        return False
    if any(child.lower_ in POINTING and child.dep_ == "det" for child in token.children):
        return True
    # "Said that claim was false": a single thing needs a determiner, so "that" is one, whatever the parser says.
    determined = any(child.dep_ in {"det", "poss"} for child in token.children)
    return token.tag_ == "NN" and not determined and token.i > 0 and token.nbor(-1).lower_ in POINTING
