"""Claim, answer, answer to the answer: in the order of speaking, which is not the order of print."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Submission
from claims import tracking
from claims.models import Claim, Rebuttal
from claims.threads import thread_of, threads_of
from factories import make_claim, make_exchange, make_speaker, make_user, make_version
from readings import ReadingOf

pytestmark = pytest.mark.django_db

# In the order of print: the last word first, then the accusation, its twin, and the denial between them.
PRINTED = (
    "“Such attempts to disown this are ridiculous,” Dmitry Peskov said. He alleged that Kyiv obeys orders from "
    "abroad. He said the orders come from Washington. Ukraine denied responsibility for the incident."
)
RETORT, ACCUSATION, TWIN, DENIAL = (
    "Such attempts to disown this are ridiculous",
    "Kyiv obeys orders from abroad",
    "the orders come from Washington",
    "responsibility for the incident",
)


@pytest.fixture
def said():
    """The exchange of the report that began it all: Peskov, Ukraine, Peskov."""
    return exchange(make_version(PRINTED))


def exchange(version, **days):
    """The four claims by name; `denial=date(…)` says when the denial was made."""
    peskov, ukraine = make_speaker("Dmitry Peskov"), make_speaker("Ukraine", "government")
    claims = {}
    for name, words, speaker in (
        ("retort", RETORT, peskov),
        ("accusation", ACCUSATION, peskov),
        ("twin", TWIN, peskov),
        ("denial", DENIAL, ukraine),
    ):
        mode = "direct" if name == "retort" else "indirect"
        claims[name] = make_claim(version, words, speaker=speaker, mode=mode, said_day=days.get(name))
    claims["twin"].restates = claims["accusation"]
    claims["twin"].save()
    answer(claims["denial"], claims["twin"])
    answer(claims["retort"], claims["denial"], "dismissal")
    return claims


def answer(rebutting, target, kind="denial", **fields):
    return Rebuttal.objects.create(rebutting=rebutting, target=target, type=kind, **fields)


def words_of(thread):
    return [[claim.words for claim in turn.claims] for turn in thread.turns]


def chain(length):
    """That many claims in one article, each the answer to the one printed after it."""
    version = make_version(" ".join(f"Speaker{n} said thing {n} is so." for n in range(length)))
    claims = [
        make_claim(version, f"thing {n} is so", speaker=make_speaker(f"Speaker{n}", "organisation"))
        for n in range(length)
    ]
    for earlier, later in zip(claims[1:], claims, strict=False):
        answer(later, earlier)
    return claims


def test_it_goes_from_the_claim_to_its_answer_and_to_the_answer_to_that(said):
    thread = thread_of(said["denial"])
    assert words_of(thread) == [[TWIN, ACCUSATION], [DENIAL], [RETORT]]
    assert [str(turn.claim.speaker) for turn in thread.turns] == ["Dmitry Peskov", "Ukraine", "Dmitry Peskov"]
    assert [[(each.to.number, each.link.type) for each in turn.answers] for turn in thread.turns] == [
        [],
        [(1, "denial")],
        [(2, "dismissal")],
    ]


def test_it_is_the_same_from_whichever_claim_one_comes_and_begins_a_turn_with_ones_own(said):
    for claim in said.values():
        thread = thread_of(claim)
        assert [len(turn.claims) for turn in thread.turns] == [2, 1, 1]
        assert thread.turn_of(claim.pk).claim == claim


def test_the_days_said_go_before_who_answers_whom(said):
    days = {"accusation": date(2024, 3, 6), "twin": date(2024, 3, 6), "denial": date(2024, 3, 5)}
    dated = exchange(make_version(PRINTED), **days)
    thread = thread_of(dated["accusation"])
    assert [turn.claim.words for turn in thread.turns] == [DENIAL, ACCUSATION, RETORT]
    [[link]] = [turn.answers for turn in thread.turns if turn.claim.words == DENIAL]
    assert link.against_the_days


def test_a_point_that_may_have_been_made_earlier_is_not_put_after_its_answer():
    # "Thursday" is told of the twin only, "Wednesday" of the denial: the point itself may be older than either.
    dated = exchange(make_version(PRINTED), twin=date(2024, 3, 6), denial=date(2024, 3, 5), retort=date(2024, 3, 6))
    thread = thread_of(dated["twin"])
    assert [turn.claim.words for turn in thread.turns] == [TWIN, DENIAL, RETORT]
    assert [each.against_the_days for turn in thread.turns for each in turn.answers] == [True, False]


def test_the_day_of_publication_tells_only_by_when_something_was_said():
    # The answer was said the day before the paper came out that also has the claim, whose day it does not give.
    dated = exchange(make_version(PRINTED), retort=date(2024, 3, 6))
    assert [turn.claim.words for turn in thread_of(dated["retort"]).turns] == [TWIN, DENIAL, RETORT]


def test_what_was_in_print_before_a_claim_was_made_goes_before_it():
    early, late = (make_version(published_on=date(2024, 3, day)) for day in (1, 7))
    answering = make_claim(early, speaker=make_speaker("Bo Lind"))
    claim = make_claim(late, said_day=date(2024, 3, 5))
    answer(answering, claim)
    assert [turn.claim for turn in thread_of(claim).turns] == [answering, claim]


def test_of_several_answers_that_nothing_else_orders_the_earlier_published_goes_first():
    claim = make_claim(make_version(published_on=date(2024, 3, 1)))
    later, sooner = (
        make_claim(make_version(published_on=date(2024, 3, day)), speaker=make_speaker(name))
        for day, name in ((9, "Bo Lind"), (8, "Cy Moss"))
    )
    answer(later, claim)
    answer(sooner, claim)
    assert [turn.claim for turn in thread_of(claim).turns] == [claim, sooner, later]


def test_a_rejected_link_leads_nowhere(said):
    Rebuttal.objects.get(rebutting=said["retort"]).reject(make_user())
    assert words_of(thread_of(said["accusation"])) == [[ACCUSATION, TWIN], [DENIAL]]
    assert words_of(thread_of(said["retort"])) == [[RETORT]]


@pytest.mark.parametrize("state", ["superseded", "discarded"])
def test_a_claim_that_no_longer_stands_leads_nowhere(said, state):
    Claim.objects.filter(pk=said["denial"].pk).update(state=state)
    for claim in said.values():
        assert len(thread_of(claim).turns) == 1


def test_an_older_text_of_the_article_leads_nowhere(said):
    version = said["denial"].version
    Article.objects.take(Submission(text=version.text + " More.", url=version.article.url))
    assert len(thread_of(said["denial"]).turns) == 1


def test_those_who_answer_each_other_in_a_circle_come_to_an_end():
    claims = chain(4)
    answer(claims[-1], claims[0])
    twins = chain(2)
    for one, two in ((0, 1), (1, 0)):
        Claim.objects.filter(pk=twins[one].pk).update(restates=twins[two])
    assert [turn.number for turn in thread_of(claims[2]).turns] == [1, 2, 3, 4]
    assert len(thread_of(twins[0]).turns) == 1


def test_a_circle_of_answers_that_the_days_contradict_comes_to_an_end_too():
    first, second, third = chain(3)
    Claim.objects.filter(pk=third.pk).update(said_day=date(2024, 3, 5))
    Claim.objects.filter(pk=first.pk).update(said_day=date(2024, 3, 3))
    assert [turn.claim for turn in thread_of(second).turns] == [first, third, second]


def test_a_claim_by_itself_is_a_thread_of_one_turn():
    claim = make_claim()
    assert words_of(thread_of(claim)) == [[claim.words]]


def test_however_deep_it_is_it_takes_two_queries():
    def queries(number):
        claims = chain(number)
        with CaptureQueriesContext(connection) as captured:
            thread = thread_of(claims[0])
            assert [turn.claim for turn in thread.turns] == claims[::-1]
            assert str(thread.turns[-1].answers[0].to.claim.speaker)
        with CaptureQueriesContext(connection) as at_once:
            assert len(threads_of(claim.pk for claim in claims)) == number
        return len(captured), len(at_once)

    assert queries(2) == queries(30) == (2, 2)


def test_one_that_is_too_long_is_cut_where_it_is_farthest_away(monkeypatch):
    monkeypatch.setattr("claims.threads.MOST_CLAIMS", 4)
    claims = chain(9)
    thread = thread_of(claims[-1])
    assert thread.cut
    assert claims[0] not in [turn.claim for turn in thread.turns]
    assert thread.turns[0].claim == claims[-1]


def test_of_two_links_between_the_same_turns_the_confirmed_one_is_named(said):
    answer(said["denial"], said["accusation"], "correction").confirm(make_user())
    [link] = thread_of(said["twin"]).turn_of(said["denial"].pk).answers
    assert (link.link.type, link.link.state) == ("correction", "confirmed")


def test_the_seed_articles_exchange_is_read_tracked_and_threaded():
    version = make_version(PRINTED)
    reading = (
        ReadingOf(version.text)
        .says("russia", ACCUSATION, cue="alleged", act="accusation")
        .says("lind", DENIAL, cue="denied", act="denial")
        .says("russia", RETORT, act="dismissal")
        .answers("c2", "c1")
        .answers("c3", "c2", "dismissal")
    )
    tracking.track(version, reading=reading.done())
    for claim in Claim.objects.all():
        assert [turn.claim.words for turn in thread_of(claim).turns] == [ACCUSATION, DENIAL, RETORT]


def test_threads_of_many_claims_are_kept_apart(said):
    link = make_exchange()
    threads = threads_of([said["retort"].pk, link.target_id])
    assert threads[said["twin"].pk] is threads[said["retort"].pk]
    assert len(threads[link.rebutting_id].turns) == 2
    assert threads[said["twin"].pk].turn_of(said["retort"].pk).number == 3
