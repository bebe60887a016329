"""What words do after a cue that leaves it open ("said"): their main clause tells, by mood, subject and predicate.

The order of the questions matters: a flat denial goes before ridicule, a command before a forecast, and what charges
somebody with a wrong comes last, since wrongs are also promised, feared and foreseen.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from . import wording, wordlists
from .reading import Act, Claim

SHORT, LONG = 10, 25  # tokens: a bare remark; more than anybody brushes aside with
FIRST_PERSON = frozenset({"i", "we"})
SINGULAR_SELF, PLURAL_SELF = frozenset({"he", "she", "it"}), frozenset({"they", "it"})
APPEALING = frozenset("call urge ask appeal demand implore beg request invite encourage plead".split())
PLEDGING = frozenset("promise pledge vow swear guarantee commit".split())
WORRYING = frozenset("worry concern alarm fear trouble frighten scare afraid scared worried concerned".split())
# As nouns these also name things: "the alarm went off", "engine trouble".
WORRYING_VERBS = frozenset({"alarm", "trouble", "scare"})
DISCLOSING = frozenset("release publish provide present disclose announce reveal share investigate repair hold".split())
BELIEVING = frozenset("think believe feel hope love hate wish guess doubt suppose like prefer".split())
CLAIM_NOUNS = frozenset(
    "accusation allegation charge claim suggestion notion assertion report rumor rumour insinuation involvement "
    "responsibility wrongdoing statement idea criticism argument attempt story remark comment".split()
)
FLAT_DENIAL = re.compile(
    r"^\W*(?:no[,.!]|absolutely not|not at all|never\b[!.,]|"
    r"that(?:['’]s| is| was) (?:just |simply |absolutely |totally )?"
    r"(?:not (?:true|so|correct|accurate|the case|what)|false|untrue|wrong|a lie)|(?:it|this)(?:['’]s| is) not true)|"
    r"\b(?:nothing to do with|nothing (?:wrong|improper|illegal)|no (?:truth|substance|basis) (?:to|in|for|whatsoever)|"
    r"no (?:wrongdoing|involvement|hand in|part in|role in|connection (?:to|with)|knowledge of|such thing|idea about)|"
    r"never happened|none of (?:it|that|this) (?:is|was) true)\b|"
    r"(?:\bnot|n['’]t) (?:happen\b|(?:been )?(?:involved|responsible|behind|guilty|to blame|aware)\b)",
    re.IGNORECASE,
)
AHEAD = frozenset({"will", "'ll", "’ll", "would", "wo", "shall", "'d", "’d"})
OWN_VIEW = re.compile(
    r"\b(?:in|to) my (?:own |humble |personal )?(?:view|opinion|mind|judgment|judgement|eyes)\b|\bmakes? no sense\b",
    re.IGNORECASE,
)
OWN_WORD = re.compile(r"\b(?:my|our) (?:word|promise|pledge|guarantee)\b", re.IGNORECASE)
# What nobody sets out to do: "we will lose" foresees, "we will fight" promises.
UNWILLED = frozenset("lose die suffer fail miss regret see know need become face win remember forget survive".split())
FORESEEN = frozenset("likely unlikely bound set poised certain sure due about".split())
AWAITED = frozenset("expect predict forecast project anticipate tip".split())
PERCEIVING = frozenset("see hear feel smell tell remember imagine understand".split())
WAYS_OUT = frozenset("way solution option choice hope answer path thing".split())
INTENDED = frozenset("deliberately knowingly intentionally wilfully willfully illegally unlawfully secretly".split())
# What befalls people without anybody's guilt, and what is done about wrongs.
DIRECTING = frozenset("make order plan direct decide organise organize finance command orchestrate stage".split())


class Words:
    """One claim's content, asked for what it does."""

    def __init__(self, doc: Doc, claim: Claim, cue: Sequence[Token], content: Sequence[Token]) -> None:
        self.claim, self.cue, self.content = claim, cue, content
        self.text = "".join(token.text_with_ws for token in content)
        source = wording.root_of(wording.tokens_of(doc, claim.source))
        plural = source is not None and (source.tag_ in {"NNS", "NNPS"} or source.lower_ in {"they", "we"})
        direct = claim.mode == "direct"
        self.selves = FIRST_PERSON if direct else FIRST_PERSON | (PLURAL_SELF if plural else SINGULAR_SELF)
        self.root = wording.root_of(content)
        if self.root is not None:
            self._read_clause(self.root)

    def _read_clause(self, root: Token) -> None:
        subjects = (child for child in root.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"})
        self.subject = next(subjects, None)
        self.own = self.subject is not None and self.subject.lower_ in self.selves
        self.clause = _main_clause(root, self.content)
        modals = (child.lower_ for child in root.children if child.dep_ == "aux" and child.tag_ == "MD")
        self.modal = next(modals, "")
        self.perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in root.children)

    def act(self, judged: set[str], *, called: bool) -> Act:
        """The act, given which judgements the words pass ("r", "d") and whether the cue gives a name to something."""
        root = self.root
        if FLAT_DENIAL.search(self.text) and not self._is_embedded_denial():
            return "denial"
        if "r" in judged and (called or _is_about_words(self.content) or len(self.content) < LONG):
            return "dismissal"
        if "d" in judged and (called or _is_about_words(self.content)):
            return "denial"
        if root is None:
            return "assertion"
        if called:
            wrong = any(token.lemma_.lower() in wordlists.terms("wrongdoing") for token in self.content)
            return "accusation" if wrong else "opinion"
        if self._asks(root):
            return "appeal"
        if self._worries(root):
            return "concern"
        if self.own and root.lemma_.lower() in PLEDGING or OWN_WORD.search(self.text):
            return "promise"
        if any(token.lemma_ == "assure" for token in self.cue) and self.modal in AHEAD:
            return "promise"
        if (ahead := self._of_future(root)) is not None:
            return ahead
        if self._judges(root):
            return "opinion"
        if self._denies(root):
            return "denial"
        return "accusation" if self._charges(root) else "assertion"

    def _is_embedded_denial(self) -> bool:
        """ "She said the police had no knowledge of …, so they came late": too long to be a flat denial."""
        return len(self.content) > LONG and self.root is not None and not self.own

    def _asks(self, root: Token) -> bool:
        lemma = root.lemma_.lower()
        if (
            self.own
            and lemma in APPEALING
            and not wording.is_negated(root)
            or lemma == "let"
            and root.tag_ == "VB"
            and self.subject is None
        ):
            return True
        if self.subject is None and root.tag_ == "VB" and root.dep_ in {"ROOT", "ccomp"}:
            helpers = [child for child in root.children if child.dep_ == "aux"]
            return all(helper.lower_ == "do" and helper.i <= self.content[0].i + 1 for helper in helpers)
        # "The government must act": what somebody is to do, not what must be so.
        acting = root.pos_ == "VERB" and root.tag_ == "VB" and not self.perfect
        return self.modal == "must" and acting and self.subject is not None and self.subject.lower_ not in {"i", "it"}

    def _worries(self, root: Token) -> bool:
        if root.lemma_.lower() in WORRYING and any(token.lemma_ in {"express", "voice", "raise"} for token in self.cue):
            return True
        for token in self.clause:
            lemma = token.lemma_.lower()
            if lemma not in WORRYING or lemma in WORRYING_VERBS and token.pos_ not in {"VERB", "ADJ"}:
                continue
            if wording.is_negated(token):
                continue
            if token in (root, *root.children) or token.head in (root, *root.children) or root.lemma_ == "be":
                return True
        return False

    def _of_future(self, root: Token) -> Act | None:
        lemma = root.lemma_.lower()
        going = root.lower_ == "going" and any(child.dep_ == "xcomp" for child in root.children)
        if going:
            lemma = next(child.lemma_.lower() for child in root.children if child.dep_ == "xcomp")
        if going or self.modal in AHEAD:
            if self.modal in {"would", "'d", "’d"} and (
                _is_condition(root)
                or self.perfect
                or (lemma == "be" and any(_is_valuing(token) for token in self.clause))
                or self.claim.mode == "direct"
                and self.own
            ):
                return None
            if self.own and lemma not in UNWILLED:
                return "promise"
            return "promise" if root.tag_ == "VBN" and lemma in DISCLOSING else "prediction"
        if self._awaits(root):
            return "prediction"
        if self.modal in {"may", "might"} and not self.perfect and self.own:
            return "prediction"
        possible = self.modal in {"may", "might", "could"} and not self.perfect and not self.own
        return "prediction" if possible and lemma not in PERCEIVING and self._has_noun_subject() else None

    def _has_noun_subject(self) -> bool:
        return self.subject is not None and self.subject.lower_ not in {"you", "they", "he", "she"}

    def _awaits(self, root: Token) -> bool:
        """ "Is likely to collapse", "was expected to rise": a future without "will"."""
        if self.own or not any(child.tag_ == "TO" for token in self.clause for child in token.children):
            return False
        infinitive = any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in root.children)
        if infinitive and root.tag_ == "VBN" and root.lemma_.lower() in AWAITED | {"set", "bind"}:
            return True
        if root.lemma_ != "be":
            return False
        return any(
            child.lower_ in FORESEEN and any(grand.tag_ == "VB" for grand in (*child.children, *root.children))
            for child in root.children
        )

    def _judges(self, root: Token) -> bool:
        lemma = root.lemma_.lower()
        if self.modal in {"should", "must", "ought"} or lemma in BELIEVING and self.own or OWN_VIEW.search(self.text):
            return True
        if any(
            token.lower_ == "too" and token.head.pos_ in {"ADJ", "ADV"} and token.i < token.head.i
            for token in self.clause
        ):
            return True
        if lemma in {"be", "remain", "seem", "look"} and any(_is_valuing(token) for token in self.clause):
            return True
        # "The best way *is leaving*": to the parser a progressive, to the reader "the best way is to leave".
        progressive = root.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in root.children)
        if progressive and self.subject is not None and any(_is_valuing(token) for token in self.subject.subtree):
            return True
        # "The best way out is leaving" is parsed in more ways than one.
        subjects = [c for token in self.clause if token.lemma_ == "be" for c in token.children if c.dep_ == "nsubj"]
        return any(_is_valuing(token) for one in subjects for token in one.subtree if not _is_deep(token, one))

    def _denies(self, root: Token) -> bool:
        """ "I never met the man": a deed of the speaker's own, or of theirs, that is said not to have been."""
        subject = self.subject
        if subject is None or not any(child.dep_ == "neg" for child in root.children):
            return False
        if any(child.lower_ in {"yet", "still"} for child in root.children):
            return False
        past = self.perfect or any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in root.children)
        never = any(child.lower_ == "never" for child in root.children)
        theirs = any(
            child.dep_ == "poss" and child.lower_ in {"my", "our", "his", "her", "its", "their"}
            for child in subject.children
        )
        deed = root.lemma_.lower() in wordlists.terms("deeds") or root.lemma_.lower() in wordlists.terms("wrongdoing")
        if never and (past or root.tag_ == "VBD"):
            return (self.own or theirs) and root.lemma_.lower() not in PERCEIVING - {"tell"} | {"think", "know", "be"}
        return (self.own or theirs) and past and deed

    def _charges(self, root: Token) -> bool:
        subject = self.subject
        # "We know that they lied": the one who is charged is the subject of what is known.
        known = next((token for token in self.clause if token.dep_ == "ccomp" and token != root), None)
        if self.own and known is not None:
            subject = next((child for child in known.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and subject.dep_ == "nsubjpass":
            # "He was tortured by the guards".
            agents = (grand for child in root.children if child.dep_ == "agent" for grand in child.children)
            subject = next(agents, subject)
        if subject is None or subject.lower_ in self.selves or subject.lemma_.lower() in wordlists.terms("blameless"):
            return False
        ruler = known if self.own and known is not None else root
        if any(child.lower_ in INTENDED and child.dep_ == "advmod" for child in ruler.children):
            return not wording.is_negated(ruler)
        # "They are covering it up".
        if ruler.lemma_.lower() == "cover" and any(child.lower_ == "up" for child in ruler.children):
            return True
        victim = subject.dep_ == "nsubjpass"  # and nobody is said to have done it
        # "Such attacks are ordered in the palace": the wrong is the subject, the charge is who directs it.
        named = set() if ruler.lemma_.lower() in DIRECTING else {token.i for token in subject.subtree}
        for token in self.clause:
            if token.lemma_.lower() not in wordlists.terms("wrongdoing") or token.i in named:
                continue
            if (
                wording.is_negated(token)
                or token.head.lemma_.lower() in wordlists.terms("pursuing")
                or _is_pursued(token, ruler)
            ):
                continue
            if not (victim and token == ruler):
                return True
        return False


def _is_pursued(token: Token, root: Token) -> bool:
    while token != root and token.head != token:
        if token.head.lemma_.lower() in wordlists.terms("pursuing"):
            return True
        token = token.head
    return False


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
    return any(
        token.lemma_.lower() in CLAIM_NOUNS
        or token.lower_ in {"that", "this", "it"}
        and token.dep_ in {"nsubj", "dobj"}
        for token in content
    )


def _is_condition(root: Token) -> bool:
    return any(child.dep_ == "advcl" and any(t.lower_ == "if" for t in child.subtree) for child in root.children)


def _is_valuing(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.lower_ == "only":
        return token.head.lemma_.lower() in WAYS_OUT
    if token.tag_ in {"JJS", "RBS"}:
        return not {lemma, token.lower_} & wordlists.terms("measured")
    # "In critical condition": a finding, whatever it is called.
    return lemma in wordlists.terms("evaluations") and token.head.lower_ not in {"condition", "injuries"}
