"""Rows for tests, each with just enough around it to be valid. Claims are made from words that stand in the text."""

from datetime import date
from itertools import count
from typing import Any

from articles.models import Article, ArticleVersion, Submission
from claims.models import GAP, Claim, EvidenceNote, Hedge, Rebuttal, Speaker
from claimtrack.accounts.models import Role, User

_number = count(1)


def make_user(role: str = Role.EDITOR, **fields: Any) -> User:
    """A person who may log in with the password "correct horse"."""
    name = fields.pop("username", f"{role}{next(_number)}")
    return User.objects.create_user(name, password="correct horse", role=role, **fields)


def make_version(
    body: str = "Ana Ruiz said the bridge is safe.",
    *,
    headline: str = "",
    outlet: str = "The Packet",
    published_on: date | None = date(2024, 3, 7),
    **fields: Any,
) -> ArticleVersion:
    """The current version of a new article whose text is `headline` and `body`."""
    headline = headline or f"Report number {next(_number)}"
    fields.setdefault("url", f"https://packet.example/{next(_number)}")
    version, _ = Article.objects.take(
        Submission(text=f"{headline}\n\n{body}", headline=headline, outlet=outlet, published_on=published_on, **fields)
    )
    return version


def make_speaker(name: str = "Ana Ruiz", kind: str = "person", **fields: Any) -> Speaker:
    return Speaker.objects.resolve(name=name, kind=kind, **fields)


def spans_of(text: str, *pieces: str) -> list[list[int]]:
    """Where each of `pieces` first stands in `text`."""
    return [[text.index(piece), text.index(piece) + len(piece)] for piece in pieces]


def make_claim(
    version: ArticleVersion | None = None,
    *pieces: str,
    speaker: Speaker | None = None,
    cue: str = "",
    source: str = "",
    mode: str = "indirect",
    **fields: Any,
) -> Claim:
    """A claim whose content are these pieces of the version's text ("the bridge is safe" if none are named)."""
    version = version or make_version()
    pieces = pieces or ("the bridge is safe",)
    spans = spans_of(version.text, *pieces)
    if mode != "indirect":
        fields.setdefault("quoted_spans", spans)
    return Claim.objects.create(
        version=version,
        speaker=speaker or make_speaker(),
        content_spans=spans,
        start=spans[0][0],
        end=spans[-1][1],
        words=GAP.join(pieces),
        cue=cue,
        cue_spans=spans_of(version.text, cue) if cue else [],
        source=source,
        source_spans=spans_of(version.text, source) if source else [],
        mode=mode,
        extractor_version="test",
        **fields,
    )


def make_exchange(**fields: Any) -> Rebuttal:
    """A claim and another speaker's denial of it, in one article."""
    version = make_version("Ana Ruiz said the bridge is safe. Bo Lind denied that the crossing is sound.")
    claim = make_claim(version, cue="said", source="Ana Ruiz")
    answer = make_claim(
        version,
        "the crossing is sound",
        speaker=make_speaker("Bo Lind"),
        cue="denied",
        source="Bo Lind",
        act="denial",
    )
    return Rebuttal.objects.create(rebutting=answer, target=claim, type="denial", **fields)


def make_note(claim: Claim, words: str, status: str = "no_evidence_given") -> EvidenceNote:
    """The reporter's sentence `words` of the claim's text, about that claim."""
    [[start, end]] = spans_of(claim.version.text, words)
    note = EvidenceNote.objects.create(version=claim.version, start=start, end=end, words=words, status=status)
    note.claims.add(claim)
    return note


def make_hedge(claim: Claim, words: str, owner: str = "reporter") -> Hedge:
    """The words of the claim's text as a hedge that stands in the claim."""
    [[start, end]] = spans_of(claim.version.text, words)
    hedge = Hedge.objects.create(version=claim.version, start=start, end=end, words=words, owner=owner)
    hedge.claims.add(claim)
    return hedge
