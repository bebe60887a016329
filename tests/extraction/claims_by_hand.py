"""Claims written down by hand, so that a test of what they mean does not depend on finding them."""

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from claims.extraction import acts, mentions, twins
from claims.extraction.reading import Claim, Mode, Speaker, TextSpan

type Triple = tuple[str, str, str]
type Parse = Callable[[str], Doc]


def nearest(text: str, words: str, place: int) -> TextSpan:
    """Where some words stand nearest to a place."""
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert found, f"{words!r} is not in the text"
    start = min(found, key=lambda at: min(abs(at - place), abs(at + len(words) - place)))
    return TextSpan(start, start + len(words))


def by_hand(text: str, *triples: Triple, headline: int = 0) -> list[Claim]:
    """Claims from (source, cue, content) in the words of the text; "" where there is none.

    The first `headline` of them are the headline's. A content in quotation marks is direct, one with marks inside mixed.
    """
    made: list[Claim] = []
    for number, (source, cue, words) in enumerate(triples, 1):
        start = text.index(words)
        content = TextSpan(start, start + len(words))
        cued = nearest(text, cue, start) if cue else None
        inside = next(
            (c for c in reversed(made) if c.content[0].start <= start and content.end <= c.content[0].end), None
        )
        made.append(
            Claim(
                id=f"c{number}",
                attribution=f"a{number}",
                content=(content,),
                cue=(cued,) if cued else (),
                source=(nearest(text, source, cued.start if cued else start),) if source else (),
                mode=mode_of(text, content),
                quoted=(content,) if mode_of(text, content) == "direct" else (),
                utterance=f"u{cued.start}" if cued else None,
                inside=inside.id if inside else None,
                headline=number <= headline,
            )
        )
    return made


def mode_of(text: str, content: TextSpan) -> Mode:
    """By the quotation marks around and in a content."""
    if text[max(0, content.start - 1)] in '“"' and content.start:
        return "direct"
    return "mixed" if set('“"') & set(content.of(text)) else "indirect"


def understood(parse: Parse, text: str, *triples: Triple, headline: int = 0) -> tuple[Doc, list[Claim], list[Speaker]]:
    """The document, the claims with speakers, acts and twins, and the speakers."""
    doc = parse(text)
    speakers, claims = mentions.resolve(doc, by_hand(text, *triples, headline=headline))
    claims, _ = twins.find(doc, acts.classify(doc, claims), speakers)
    return doc, claims, speakers


def who(claims: Sequence[Claim], speakers: Sequence[Speaker]) -> list[str]:
    """The name of each claim's speaker, "" for nobody."""
    names = {speaker.key: speaker.name for speaker in speakers}
    return [names.get(claim.speaker or "", "") for claim in claims]
