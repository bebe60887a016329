"""Which speakers, and who a name means across articles: the adjectives that chain, and `resolve`."""

import unicodedata
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.utils.text import slugify

from articles.models import Article
from claims import naming
from claims.naming import Likeness, Named, Verdict, name_key
from claimtrack import locks

from .vocabulary import ClaimState, SpeakerKind

if TYPE_CHECKING:
    from .speakers import Speaker

# Held together by all who find or make speakers, alone by whoever merges two: a claim must not go to one that is gone.
MERGES = "speakers are merged"
# Taken by other addresses below /speakers/.
RESERVED_SLUGS = frozenset(["matches"])


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def named(self) -> Self:
        """Without the unnamed sources of single articles."""
        return self.exclude(kind=SpeakerKind.ANONYMOUS)

    def with_counts(self) -> Self:
        """`claim_count`: current claims in current texts, headline twins left out."""
        counted = models.Q(claims__state=ClaimState.CURRENT, claims__headline=False, claims__version__is_current=True)
        return self.annotate(claim_count=models.Count("claims", filter=counted))

    def most_heard(self) -> Self:
        """Those with most claims first; asks for `with_counts()` before."""
        return self.order_by("-claim_count", "name", "pk")

    def search(self, words: str) -> Self:
        """By name or any other name, in part."""
        from .speakers import SpeakerName

        key = name_key(words)
        if not key:
            return self
        return self.filter(models.Exists(SpeakerName.objects.filter(speaker=models.OuterRef("pk"), key__contains=key)))

    def resolve(
        self,
        *,
        name: str,
        kind: str,
        aliases: Iterable[str] = (),
        part_of: str = "",
        article: Article | None = None,
        role: str = "",
        affiliation: str = "",
    ) -> "Speaker":
        """The speaker of that name and kind, made if nobody has it yet; its aliases are remembered.

        Another spelling of a full name is the same speaker, whatever the role. Where that is uncertain a new speaker is
        made, and an editor is asked (`SpeakerMatch`). A name that does not tell who it is outside its article, such as
        a surname or "a senior official", stays with `article`; role and affiliation then say whom to ask about.
        """
        aliases = list(aliases)
        scope = None if naming.stands_alone(name, kind, part_of) else article
        found = self._called(name, kind, part_of, scope)
        if found is None:
            parent = self.resolve(name=part_of, kind=SpeakerKind.GOVERNMENT) if part_of else None
            with transaction.atomic():
                locks.hold(MERGES, shared=True)
                # One maker at a time, who looks again: two workers must not both make Dmitry Peskov.
                locks.hold("speakers")
                found = self._called(name, kind, part_of, scope)
                if found is None:
                    wanted = Named((name,), kind, part_of, naming.short_names(aliases))
                    found = self._recognise_or_make(wanted, scope, parent, role, affiliation)
        speaker = found.standing_for
        speaker.also_called(aliases)
        return speaker

    def _called(self, name: str, kind: str, part_of: str, article: Article | None) -> "Speaker | None":
        """Who has exactly this name."""
        known = models.Q(article=article)
        if article is not None:
            # Two of different articles that an editor found to be one belong to neither alone.
            known |= models.Q(article=None, claims__version__article=article)
        wanted = Named((name,), kind, part_of)
        kinds = naming.BODIES if kind in naming.BODIES else [kind]
        rows = self.filter(known, kind__in=kinds, names__key=name_key(name)[:300], names__decides=True).distinct()
        found = rows.select_related("merged_into", "part_of").order_by("pk")
        for row in sorted(found, key=lambda row: row.kind != kind):
            # Every country has a Foreign Ministry.
            namesake = Named((name,), row.kind, row.part_of.name if row.part_of else "")
            if kind not in naming.BODIES or naming.compare(wanted, namesake).verdict == Verdict.SAME:
                return row
        return None

    def _recognise_or_make(
        self, wanted: Named, article: Article | None, parent: "Speaker | None", role: str, affiliation: str
    ) -> "Speaker":
        """Who is known by another spelling of the name; else a new speaker, with what an editor should look at."""
        [name] = wanted.names
        # "The Defence Ministry" may be any country's: to ask whose would be to ask about every article.
        alike = self.alike(wanted) if article is None else []
        same = [speaker for speaker, likeness in alike if likeness.verdict == Verdict.SAME]
        if len(same) == 1:
            same[0].decidedly_called(name)
            return same[0]
        speaker = self._make(name=name, kind=wanted.kind, article=article, part_of=parent)
        doubts = [(other, naming.ONE_OF_SEVERAL if other in same else likeness) for other, likeness in alike]
        if wanted.kind == SpeakerKind.PERSON and role:
            doubts += self._with_that_surname(name, role, affiliation)
        speaker.may_be(doubts)
        return speaker

    def alike(self, wanted: Named) -> list[tuple["Speaker", Likeness]]:
        """Those known across articles whom such names may mean, the likeliest first."""
        keys = [key for name in wanted.names for key in naming.blocks(name, wanted.kind)]
        known = self._with_key(keys).filter(article=None) if keys else self.none()
        compared = [(speaker, naming.compare(wanted, speaker.as_named())) for speaker in known]
        found = [pair for pair in compared if pair[1].verdict > Verdict.DIFFERENT]
        return sorted(found, key=lambda pair: (-pair[1].verdict, -pair[1].score, pair[0].pk))

    def _with_that_surname(self, name: str, role: str, affiliation: str) -> list[tuple["Speaker", Likeness]]:
        """Those whom only surname, role and affiliation join: full names for a surname, surnames for a full name."""
        said = models.Q(claims__role__iexact=role, claims__state=ClaimState.CURRENT)
        if affiliation:
            said &= models.Q(claims__affiliation__iexact=affiliation) | models.Q(claims__affiliation="")
        keys = naming.blocks(naming.surname(name), SpeakerKind.PERSON)
        reason = f"The same surname, and both are called {', '.join(filter(None, (role, affiliation)))}."
        heard = self._with_key(keys).filter(said).annotate(heard=models.Count("claims"))
        found: list[Any] = [
            speaker
            for speaker in heard
            if any(naming.are_surname_and_full(name, known) for known in speaker.as_named().names)
        ]
        # Not whoever was once misread to be president, beside the one who is.
        most = max((speaker.heard for speaker in found), default=0)
        return [(speaker, naming.uncertain(0.4, reason)) for speaker in found if speaker.heard * 2 >= most]

    def _with_key(self, keys: Iterable[str]) -> Self:
        """Those who stand and have a name with one of these keys, with all their names."""
        from .speakers import SpeakerName

        named = SpeakerName.objects.filter(speaker=models.OuterRef("pk"), blocks__overlap=list(keys))
        return (
            self.standing()
            .filter(models.Exists(named))
            .select_related("part_of")
            .prefetch_related("names")
            .order_by("pk")
        )

    def _make(self, *, name: str, kind: str, article: Article | None, part_of: "Speaker | None") -> "Speaker":
        plain = unicodedata.normalize("NFKD", name)
        base = slugify(plain)[:80].strip("-") or "speaker"
        taken = RESERVED_SLUGS | set(self.model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        slug = base if base not in taken else next(s for n in count(2) if (s := f"{base}-{n}") not in taken)
        speaker = self.create(name=name[:300], slug=slug, kind=kind, article=article, part_of=part_of)
        speaker.decidedly_called(name)
        return speaker
