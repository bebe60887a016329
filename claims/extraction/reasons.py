"""Why a pair of claims is suggested as claim and answer, in words for an editor."""

from spacy.tokens import Span

from .reading import RebuttalType
from .ties import NEGATIONS, Said, just_before

DONE: dict[RebuttalType, str] = {
    "denial": "Denied",
    "dismissal": "Brushed aside",
    "correction": "Corrected",
    "counterclaim": "Countered",
}
MOST_WORDS = 4


def phrase(answer: Said, target: Said) -> Span | None:
    """The words of an answer that tell most: a judgement ("is a lie"), else what it takes up of the other claim."""
    if answer.judged:
        return answer.judged[0][0]
    shared = [token for token in answer.tokens if token.lemma_.lower() in target.words & answer.words]
    if not shared:
        return None
    first = shared[0]
    return first.doc[first.i : first.i + 1]


def reason(answer: Said, target: Said, kind: RebuttalType, tying: Span | None) -> str:
    """One sentence on what speaks for the pair, from most to least telling."""
    parts = [f"{DONE[kind]} by {answer.speaker.name}"]
    if tying is not None:
        parts.append(f"the {_words(tying)} {'points' if len(tying) == 1 else 'point'} to it")
    elif answer.judged:
        parts.append(f"by the {_words(answer.judged[0][0])}")
    elif any(token.lower_ in NEGATIONS for token in answer.tokens[:6]):
        parts.append("beginning with a negation")
    if shared := sorted(word for word in answer.words & target.words if not word.startswith("@"))[:MOST_WORDS]:
        parts.append("both speak of " + ", ".join(shared))
    parts.append(_place(answer, target))
    return ", ".join(part for part in parts if part) + "."


def _words(span: Span) -> str:
    return f"{'word' if len(span) == 1 else 'words'} “{span.text}”"


def _place(answer: Said, target: Said) -> str:
    if just_before(answer, target, [answer, target], reach=0) and answer.place - target.place == 1:
        return "right after it"
    apart = abs(answer.place - target.place)
    return f"{apart} claims {'after' if answer.place > target.place else 'before'} it" if apart > 1 else ""
