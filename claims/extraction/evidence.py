"""How the reporter says a claim stands to the evidence: "offered no proof", "could not be verified", "records show".

A note is a clause in the reporter's own voice, outside of what anybody is reported to have said. It reaches back: to
the claims of the one it names ("his claims"), else to what was said just before. What it proposes, a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from . import camps, wording
from .reading import Claim, EvidenceNote, NoteStatus, Speaker, TextSpan

SAYING = (
    r"sa(?:ys?|id|ying)|claim\w*|stat\w+|assert\w*|accus\w+|suggest\w*|call\w*|identif\w+|describ\w+|impl\w+|report\w*"
)
EVIDENCE = r"(?:evidence|proof|basis|facts|documentation|substantiation|sources?|citations?)"
DETAILS = r"(?:details?|specifics|explanations?|information|examples?|particulars)"
GIVE = r"(?:provid|offer|g[ia]v|giving|cit|present|produc|suppl|show|furnish|disclos|releas)\w*"
CLAIM = (
    r"(?:claims?|assertions?|statements?|allegations?|accusations?|charges?|rumou?rs?|notion|theory|theories|"
    r"stor(?:y|ies)|comments?)"
)
BE = r"(?:is|was|are|were|proved)"
UNTRUE = r"(?:false|untrue|not true|incorrect|inaccurate|wrong|baseless|unfounded|a lie)"
RECORD = r"(?:records?|data|documents?|transcripts?|video|footage|figures|statistics|filings|e-?mails)"
NOT = (
    r"(?:(?:did|has|have|had|does|do|is|are|could|would)(?: not|n['’]t)|without|never|nor|"
    r"(?:declined|refused|failed|was unable|were unable) to)"
)
FEW = r"(?:no|little|scant|few|any)"
WORDS = r"(?:\w+\s+){0,3}?"
# In the order in which they are tried: a clause gets one status, the first that fits.
PATTERNS: tuple[tuple[NoteStatus, str], ...] = (
    ("no_evidence_given", rf"\b{NOT}\s+{WORDS}{GIVE}\s+{WORDS}{EVIDENCE}\b"),
    ("no_evidence_given", rf"\b{GIVE}\s+{FEW}\s+{WORDS}{EVIDENCE}\b"),
    ("no_evidence_given", rf"\b(?:without|with no|with little|there (?:is|was) no)\s+{WORDS}(?:evidence|proof)\b"),
    (
        "no_evidence_given",
        r"\b(?:could|did|would)(?: not|n['’]t) (?:explain|elaborate|substantiate|back (?:\w+ )?up)\b",
    ),
    ("no_details_given", rf"\b{NOT}\s+{WORDS}{GIVE}\s+{WORDS}{DETAILS}\b"),
    ("no_details_given", rf"\b{GIVE}\s+{FEW}\s+{WORDS}{DETAILS}\b"),
    ("no_details_given", rf"\bnor\s+(?:any\s+)?(?:\w+\s+){{0,2}}?{DETAILS}\b"),
    ("no_details_given", r"\bwithout elaborating\b"),
    (
        "unverified",
        r"\b(?:could|can|has|have|had)(?: ?not|n['’]t) (?:\w+ ){0,3}?(?:verif|confirm|authenticat|corroborat)\w+",
    ),
    ("unverified", r"\bno (?:independent|immediate|official) (?:confirmation|verification)\b"),
    ("unverified", rf"\b(?:unverified|unconfirmed) (?:\w+ )?(?:{CLAIM}|reports?)\b"),
    ("supported", rf"\b{BE} (?:\w+ )?(?:not (?:false|unfounded|baseless|wrong)|right about|correct that)\b"),
    ("false", rf"\b(?:falsely|wrongly|incorrectly|erroneously|inaccurately|mistakenly)\s+(?:\w+\s+)?(?:{SAYING})\b"),
    ("false", rf"(?<!what )\b{BE} (?:\w+ )?{UNTRUE}\b"),
    ("false", rf"\b(?:false|debunked|discredited|unfounded|baseless|bogus|erroneous) (?:\w+ )?{CLAIM}\b"),
    ("false", r"\b(?:has|have|had|was|were) (?:been )?(?:\w+ )?(?:debunked|discredited|disproved|disproven)\b"),
    ("false", r"\b(?:exaggerat(?:es|ed)|overstat(?:es|ed)|misstat(?:es|ed))\b"),
    ("disputed_by_record", r"\b(?:in fact|in reality|in actuality)\b"),
    ("disputed_by_record", rf"\b{RECORD}\b[^.,]{{0,30}}\b(?:shows?|suggests?|indicates?|contradicts?|reveals?)\b"),
    ("disputed_by_record", rf"\b(?:contradict(?:s|ed)|contrary to)\b[^.]{{0,60}}\b{CLAIM}\b"),
    ("supported", rf"\b{RECORD}\b[^.,]{{0,20}}\b(?:confirm|corroborate|bear out)\w*"),
)
# A sentence without any of these fits no pattern: looking for them is fifty times faster than trying.
HINTS = tuple(
    "evidence proof basis fact document substantiat source citation detail specific expla information example "
    "particular elaborat back verif confirm authentic corroborat false true correct accurate wrong baseless founded "
    "lie debunk credited bogus erroneous mistaken disprove exaggerat overstat misstat realit actualit record data "
    "transcript video footage figures statistics filings mail contradict contrary right".split()
)
COMPILED = tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in PATTERNS)
PROMISED = re.compile(
    r"\b(?:information|evidence|proof|details|documents|results|findings)\b[^.]{0,40}\b(?:will|would)\b[^.]{0,30}"
    r"\b(?:release|publish|present|provide|share|disclose|show|follow|come)\w*",
    re.IGNORECASE,
)
CLAIM_NOUNS = frozenset({"claim", "allegation", "accusation", "assertion", "charge", "statement"})
# A note without a name reaches back so many paragraphs, and one with a name to so many claims.
NEAR, MOST = 2, 3
CONTRASTS = frozenset("but however yet nevertheless actually still".split())
CHECKABLE = frozenset({"assertion", "accusation"})
NOT_CHECKABLE = frozenset({"appeal", "promise", "prediction", "opinion", "concern", "dismissal"})
PROPOSED: dict[NoteStatus, str] = {
    "no_evidence_given": "no_evidence_given",
    "unverified": "unverifiable",
    "disputed_by_record": "conflicting",
    "false": "refuted",
    "supported": "supported",
}


@dataclass(frozen=True)
class Found:
    """A clause that is a note, before its reach is known."""

    span: Span
    status: NoteStatus


def find(doc: Doc, claims: list[Claim], speakers: list[Speaker]) -> tuple[list[EvidenceNote], list[Claim]]:
    """The notes of an article with the claims they reach, and the claims with the status that is suggested for them."""
    notes: list[EvidenceNote] = []
    ordered = sorted((claim for claim in claims if not claim.headline), key=wording.text_order)
    for found in _clauses(doc, claims):
        reach = _reach(doc, found, ordered, speakers)
        if reach:
            span = TextSpan(found.span.start_char, found.span.end_char)
            notes.append(EvidenceNote(span=span, claims=tuple(claim.id for claim in reach), status=found.status))
    notes.extend(_promises(doc, ordered))
    return notes, [replace(claim, suggested_status=_suggested(claim, notes)) for claim in claims]


def _suggested(claim: Claim, notes: Sequence[EvidenceNote]) -> str | None:
    if claim.act in NOT_CHECKABLE:
        return "not_checkable"
    for note in notes:
        if claim.id in note.claims and note.status in PROPOSED:
            return PROPOSED[note.status]
    return None


def _clauses(doc: Doc, claims: Sequence[Claim]) -> Iterator[Found]:
    """Clauses of the reporter that match a pattern, one status each, in the order of the text."""
    reported: set[int] = set()
    for claim in claims:
        reported.update(token.i for token in wording.tokens_of(doc, (*claim.content, *claim.cue)))
    for quotation in doc.spans.get("quotations", ()):
        reported.update(range(quotation.start, quotation.end))
    headline = doc._.headline.end if doc.has_extension("headline") and doc._.headline else 0
    for sentence in doc.sents:
        if sentence.start_char < headline:
            continue
        taken: list[tuple[int, int]] = []
        text = sentence.text
        lowered = text.lower()
        for status, pattern in COMPILED if any(hint in lowered for hint in HINTS) else ():
            for match in pattern.finditer(text):
                span = doc.char_span(
                    sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand"
                )
                if span is None or any(token.i in reported for token in span):
                    continue
                clause = _clause(span, sentence, reported)
                if any(clause.start < end and start < clause.end for start, end in taken):
                    continue
                taken.append((clause.start, clause.end))
                yield Found(clause, status)
        if not taken and _sets_against(sentence, reported):
            yield Found(_clause(sentence, sentence, reported), "disputed_by_record")


def _sets_against(sentence: Span, reported: set[int]) -> bool:
    """A whole sentence of the reporter's that opens with a contrast right after a reported one, and gives a figure."""
    words = [token for token in sentence if not token.is_punct and not token.is_space]
    if not words or words[0].lower_ not in CONTRASTS or any(token.i in reported for token in sentence):
        return False
    before = [token.i in reported for token in sentence.doc[max(0, sentence.start - 12) : sentence.start]]
    return any(before) and any(token.like_num or token.ent_type_ in {"PERCENT", "MONEY", "CARDINAL"} for token in words)


def _clause(span: Span, sentence: Span, reported: set[int]) -> Span:
    """The whole sentence if nothing in it is reported; else the clause around a match, out to reported words."""
    doc, start, end = span.doc, span.start, span.end
    if not any(token.i in reported for token in sentence):
        start, end = sentence.start, sentence.end
    while start > sentence.start and doc[start - 1].i not in reported and not _parts(doc, start - 1):
        start -= 1
    while end < sentence.end and doc[end].i not in reported and not _parts(doc, end):
        end += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return doc[start:end]


def _parts(doc: Doc, place: int) -> bool:
    token = doc[place]
    if token.text in {";", "—", "–", "--"}:
        return True
    if token.text != "," or place + 1 >= len(doc):
        return False
    following = doc[place + 1]
    return (
        following.lower_ in {"nor", "but", "and", "saying", "although", "though", "while", "who", "which"}
        or following.tag_ == "VBG"
    )


def _reach(doc: Doc, found: Found, ordered: Sequence[Claim], speakers: Sequence[Speaker]) -> list[Claim]:
    """The claims that a note is about: those before it, of the one it names, or else what was said last."""
    start = found.span.start_char
    before = [c for c in ordered if c.content and c.content[0].start < start and c.act in CHECKABLE]
    sentence = found.span[0].sent
    beside = [c for c in ordered if c.content and c.act in CHECKABLE and _is_in(c, sentence)]
    named = _named_speaker(found.span, speakers)
    if named is None and found.status in {"no_evidence_given", "no_details_given"}:
        # "…, nor any details": the one who gives none is the subject of the sentence.
        named = _named_speaker(doc[sentence.start : found.span.end], speakers)
    own = [claim for claim in before if named is not None and claim.speaker == named.key]
    if own and any(token.lemma_.lower() in CLAIM_NOUNS and token.tag_ == "NNS" for token in found.span):
        # "His claims": the accusations, if he made any.
        return [claim for claim in own if claim.act == "accusation"] or own[-MOST:]
    if own and found.status in {"no_evidence_given", "no_details_given"} and not beside:
        return [claim for claim in own if claim.act == "accusation"][-MOST:] or own[-1:]
    if beside:
        return beside[:1]
    words = wording.keywords(found.span)
    near = [claim for claim in own or before if _paragraphs(doc, claim, start) <= NEAR]
    near.sort(
        key=lambda claim: (len(words & wording.keywords(wording.tokens_of(doc, claim.content))), claim.content[0].start)
    )
    return sorted(near[-2:], key=wording.text_order)


def _is_in(claim: Claim, sentence: Span) -> bool:
    span = claim.cue[0] if claim.cue else claim.content[0]
    return sentence.start_char <= span.start < sentence.end_char


def _paragraphs(doc: Doc, claim: Claim, position: int) -> int:
    """How many paragraphs end between a claim and a place after it."""
    return len(re.findall(r"\n\s*", wording.text_of(doc)[claim.content[-1].end : position]))


def _named_speaker(words: Span, speakers: Sequence[Speaker]) -> Speaker | None:
    """The first speaker whom the words name, by full name or surname."""
    for token in words:
        if token.text[:1].isupper():
            for speaker in speakers:
                if token.lower_ in camps.surnames(speaker):
                    return speaker
    return None


def _promises(doc: Doc, ordered: Sequence[Claim]) -> Iterator[EvidenceNote]:
    """A speaker's own word that evidence will follow: shown, and proposes nothing."""
    for claim in ordered:
        if claim.act != "promise" or not claim.content:
            continue
        words = wording.text_of(doc)[claim.content[0].start : claim.content[-1].end]
        if PROMISED.search(words):
            start = (
                claim.cue[0].start
                if claim.cue and claim.cue[0].start < claim.content[0].start
                else claim.content[0].start
            )
            about = [
                c for c in ordered if c.speaker == claim.speaker and c.act in CHECKABLE and c.content < claim.content
            ]
            if about:
                span = TextSpan(start, claim.content[-1].end)
                yield EvidenceNote(span=span, claims=tuple(c.id for c in about), status="evidence_promised")
