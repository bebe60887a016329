"""Threads: claim, answer, answer to the answer, in the order in which they were said.

A turn is one point, with the claims of the article that make it again joined to it. Links that were rejected lead
nowhere, circles end, and however long a thread is, it takes two queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from claims.models import Claim, Rebuttal, SuggestionState

# More than anybody reads as one exchange. What is cut off is farthest away.
MOST_CLAIMS = 200
# For the threads of many claims at once, a page of pairs, say.
MOST_AT_ONCE = 5000


@dataclass(slots=True, eq=False)
class Turn:
    """One point: the claim that makes it, and those of the same article that make it again."""

    claims: list[Claim]
    number: int = 0
    answers: list["Answer"] = field(default_factory=list)

    @property
    def claim(self) -> Claim:
        return self.claims[0]

    @property
    def again(self) -> list[Claim]:
        return self.claims[1:]


@dataclass(frozen=True, slots=True)
class Answer:
    """A link, from the turn that answers to the one that is answered."""

    link: Rebuttal
    to: Turn

    @property
    def against_the_days(self) -> bool:
        """Whether by the article's days these very words were said before those that they answer."""
        return _before(_Days.of([self.link.rebutting]), _Days.of([self.link.target]))


@dataclass(frozen=True, slots=True)
class Thread:
    """Turns in the order of speaking. Where `cut` is true there was more, and the order is that of what is here."""

    turns: list[Turn]
    cut: bool = False

    def turn_of(self, claim_id: int) -> Turn:
        return next(turn for turn in self.turns if any(claim.pk == claim_id for claim in turn.claims))


def thread_of(claim: Claim) -> Thread:
    """The thread that a claim stands in, if only by itself. Its own words go before those that restate them."""
    found = list(Claim.objects.linked_with([claim.pk], most=MOST_CLAIMS + 1).for_list().with_context())
    links = list(Rebuttal.objects.live().among(each.pk for each in found))
    threads = _threads(found, links, cut=len(found) > MOST_CLAIMS, first=claim.pk)
    # More than one where a link went in between the two queries.
    return next(thread for thread in threads if any(claim in turn.claims for turn in thread.turns))


def threads_of(claims: Iterable[int]) -> dict[int, Thread]:
    """The threads that these claims stand in, by claim; only whose turn it is and in which order is known of theirs."""
    wanted = Claim.objects.linked_with(set(claims), most=MOST_AT_ONCE + 1).select_related("version__article")
    found = list(
        wanted.only("restates", "headline", "said_day", "start", "version__article__published_on", "version__number")
    )
    links = list(Rebuttal.objects.live().among(each.pk for each in found).only("rebutting", "target", "state"))
    threads = _threads(found, links, cut=len(found) > MOST_AT_ONCE)
    return {claim.pk: thread for thread in threads for turn in thread.turns for claim in turn.claims}


def _threads(claims: list[Claim], links: list[Rebuttal], *, cut: bool, first: int | None = None) -> list[Thread]:
    """Claims joined to turns, and turns that are tied to each other to a thread, numbered in the order of speaking."""
    by_id = {claim.pk: claim for claim in claims}
    restated = [(claim.pk, claim.restates_id) for claim in claims if claim.restates_id in by_id]
    linked = {pk for link in links for pk in (link.rebutting_id, link.target_id)}

    turns: dict[int, Turn] = {}
    for members in _joined(by_id, restated):
        # First the words one came for, then what is answered or answers, then what the others restate.
        members.sort(
            key=lambda pk: (pk != first, pk not in linked, by_id[pk].headline, bool(by_id[pk].restates_id), pk)
        )
        turns |= dict.fromkeys(members, Turn([by_id[pk] for pk in members]))

    # The surest link first, and of those the one between the words that are shown.
    links.sort(
        key=lambda link: (link.state != SuggestionState.CONFIRMED, turns[link.target_id].claim.pk != link.target_id)
    )
    for link in links:
        link.rebutting, link.target = by_id[link.rebutting_id], by_id[link.target_id]
        answering, answered = turns[link.rebutting_id], turns[link.target_id]
        if answering is not answered and all(answer.to is not answered for answer in answering.answers):
            answering.answers.append(Answer(link, answered))

    threads = []
    for members in _joined(by_id, [*restated, *((link.rebutting_id, link.target_id) for link in links)]):
        together = list(dict.fromkeys(turns[pk] for pk in members))
        too_many = len(members) > MOST_CLAIMS + 1
        ordered = together if too_many else _in_order_of_speaking(together)
        for number, turn in enumerate(ordered, 1):
            turn.number = number
        for turn in ordered:
            turn.answers.sort(key=lambda answer: answer.to.number)
        threads.append(Thread(ordered, cut or too_many))
    return threads


def _joined(ids: Iterable[int], pairs: Iterable[tuple[int, int | None]]) -> list[list[int]]:
    """The ids in groups that the pairs hold together, each group and all of them in the order of the ids given."""
    heads = {each: each for each in ids}

    def head(each: int) -> int:
        while heads[each] != each:
            heads[each] = heads[heads[each]]
            each = heads[each]
        return each

    for one, two in pairs:
        if two is not None:
            heads[head(one)] = head(two)
    groups: dict[int, list[int]] = defaultdict(list)
    for each in heads:
        groups[head(each)].append(each)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Days:
    """When something was said as far as that is known: on `first`, or only not after `last`."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, claims: list[Claim]) -> "_Days":
        """When a point was first made. While one of its claims may be older than all the others, so may the point."""
        said = [claim.said_day for claim in claims if claim.said_day]
        latest = [day for claim in claims if (day := claim.said_day or claim.version.article.published_on)]
        return cls(min(said) if len(said) == len(claims) else None, min(latest, default=None))


def _before(one: _Days, two: _Days) -> bool:
    """Whether the days leave no other order. That of publication says only by when something had been said."""
    return one.last is not None and two.first is not None and one.last < two.first


def _in_order_of_speaking(turns: list[Turn]) -> list[Turn]:
    """By the days said where these tell, else an answer after what it answers, else by the day of publication.

    The place in the text decides only between turns of which nothing else is known.
    """
    days = {turn: _Days.of(turn.claims) for turn in turns}
    earlier = {turn: {other for other in turns if _before(days[other], days[turn])} for turn in turns}
    answered = {
        turn: {answer.to for answer in turn.answers if not _before(days[turn], days[answer.to])} for turn in turns
    }
    # How many answers deep each turn is that has its place.
    depth: dict[Turn, int] = {}

    def rank(turn: Turn) -> tuple[date, int, int, int]:
        steps = 1 + max((depth.get(each, 0) for each in answered[turn]), default=0)
        return days[turn].last or date.max, steps, turn.claim.start, turn.claim.pk

    while len(depth) < len(turns):
        allowed = [turn for turn in turns if turn not in depth and earlier[turn] <= depth.keys()]
        # In a circle of answers none is the first: then whichever the days allow.
        following = [turn for turn in allowed if answered[turn] <= depth.keys()] or allowed
        turn = min(following, key=rank)
        depth[turn] = rank(turn)[1]
    return list(depth)
