"""What several articles tell: the list, each group's page, and what a claim's own page says of it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ClaimGroup, GroupMember
from factories import make_claim, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db

LIST = "/groups/"


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


@pytest.fixture
def group():
    return make_group("bridge")


def make_group(thing, speaker="Ana Ruiz", confidence=0.9):
    """One claim as three outlets put it: indirectly, directly, and in a headline as well."""
    who = make_speaker(speaker)
    told = [
        ("The Packet", date(2024, 3, 9), f"{speaker} alleged the {thing} is safe.", "alleged", "indirect"),
        ("The Echo", date(2024, 3, 7), f"“Yes, the {thing} is safe,” {speaker} said.", "said", "direct"),
        ("The Brass", None, f"{speaker} claimed the {thing} is safe.", "claimed", "indirect"),
    ]
    group = ClaimGroup.objects.create()
    for outlet, day, body, cue, mode in told:
        version = make_version(
            body, outlet=outlet, published_on=day, headline=f"Ruiz: the {thing} is sound, says {outlet}"
        )
        claim = make_claim(version, f"the {thing} is safe", speaker=who, cue=cue, mode=mode)
        make_claim(version, f"the {thing} is sound", speaker=who, headline=True, restates=claim)
        GroupMember.objects.create(
            group=group, claim=claim, confidence=confidence, reason="The same said in other words."
        )
    return group


def claims_of(group):
    return [member.claim for member in group.members.order_by("pk")]


def test_the_list_shows_who_what_and_how_often(client, group):
    page = client.get(LIST).text
    for words in ("Ana Ruiz", "the bridge is safe", "Told by 3 articles", "3 outlets", "7 March 2024", "1 claim"):
        assert words in page


def test_the_page_shows_how_each_outlet_put_it_in_the_order_of_publication(client, group):
    page = client.get(group.get_absolute_url()).text
    assert page.index("The Echo</strong>") < page.index("The Packet</strong>") < page.index("The Brass</strong>")
    for words in ("put as <em>alleged</em>", "put as <em>said</em>", "direct speech", "indirect speech", "undated"):
        assert words in page
    assert "Appeared first" in page
    assert "7 March 2024</time> in The Echo" in page
    assert "Also in its headline" in page


def test_an_indirect_claim_is_never_between_quotation_marks(client, group):
    for address in (LIST, group.get_absolute_url(), claims_of(group)[0].get_absolute_url()):
        page = client.get(address).text
        for words in re.findall(r'<p class="words words-indirect">.*?</p>', page, re.S):
            assert not set('“”"') & set(re.sub(r"<[^>]*>", "", words))
    page = client.get(group.get_absolute_url()).text
    assert page.count("“the bridge is safe”") == 1


def test_a_claims_page_says_where_else_it_is_told(client, group):
    claim, other, _ = claims_of(group)
    page = client.get(claim.get_absolute_url()).text
    assert "Told elsewhere" in page
    assert group.get_absolute_url() in page
    assert other.get_absolute_url() in page
    headline = claim.restatements.get()
    assert group.get_absolute_url() in client.get(headline.get_absolute_url()).text


def test_a_claim_that_is_told_once_says_nothing_of_it(client):
    assert "Told elsewhere" not in client.get(make_claim().get_absolute_url()).text


def test_a_mere_question_is_for_editors(client):
    group = make_group("bridge", confidence=0.3)
    claim = claims_of(group)[0]
    assert "Told elsewhere" not in client.get(claim.get_absolute_url()).text
    assert "the bridge is safe" not in client.get(group.get_absolute_url()).text
    assert group.get_absolute_url() not in client.get(LIST).text
    client.force_login(make_user())
    assert "May be the same" in client.get(group.get_absolute_url()).text
    assert group.get_absolute_url() in client.get(f"{LIST}?undecided=yes").text


def test_suggestions_are_marked_and_can_be_kept_from_readers(client, group, settings):
    assert "by-machine" in client.get(group.get_absolute_url()).text
    settings.SHOW_SUGGESTIONS = False
    claim = claims_of(group)[0]
    assert "Told elsewhere" not in client.get(claim.get_absolute_url()).text
    assert group.get_absolute_url() not in client.get(LIST).text
    group.confirm(by=make_user())
    assert "Told elsewhere" in client.get(claim.get_absolute_url()).text


def test_an_editor_confirms_and_rejects_what_is_chosen(client, editor, group):
    first, second, third = claims_of(group)
    decide(client, group, "confirm", first, second)
    answer = decide(client, group, "reject", third)
    assert "will not be suggested here again" in answer.text
    assert "Not the same, as editors decided" in answer.text
    assert "decided by Edith Desk" in answer.text
    states = dict(group.members.values_list("claim", "state"))
    assert states == {first.pk: "confirmed", second.pk: "confirmed", third.pk: "rejected"}


def test_an_editor_splits_and_joins(client, editor, group):
    third = claims_of(group)[2]
    answer = decide(client, group, "split", third)
    apart = ClaimGroup.objects.latest("pk")
    assert f'took it out of <a href="{group.get_absolute_url()}"' in answer.text
    joined = client.post(apart.get_absolute_url(), {"verb": "merge", "into": group.pk}, follow=True)
    assert "is part of this one now" in joined.text
    assert client.get(apart.get_absolute_url()).url == group.get_absolute_url()
    assert group.members.live().count() == 3


def decide(client, group, verb, *claims):
    data = {"verb": verb, "claims": [claim.pk for claim in claims]}
    return client.post(group.get_absolute_url(), data, follow=True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose one of the buttons"),
        ({"verb": "praise"}, "Choose one of the buttons"),
        ({"verb": "confirm"}, "Choose at least one claim"),
        ({"verb": "confirm", "claims": [999]}, "999"),
        ({"verb": "merge"}, "Give the number"),
        ({"verb": "merge", "into": 999}, "No group has this number"),
    ],
)
def test_what_is_no_decision_is_refused_on_the_page(client, editor, group, data, said):
    answer = client.post(group.get_absolute_url(), data)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_reader_is_refused_and_a_stranger_asked_to_log_in(client, group):
    data = {"verb": "confirm", "claims": [claims_of(group)[0].pk]}
    assert client.post(group.get_absolute_url(), data).url.startswith("/log-in/")
    client.force_login(make_user("reader"))
    assert client.post(group.get_absolute_url(), data).status_code == 403
    assert '<button name="verb"' not in client.get(group.get_absolute_url()).text
    assert group.members.undecided().count() == 3


def test_the_list_is_narrowed_by_its_address(client, group):
    other = make_group("tunnel", speaker="Bo Lind")
    packet = claims_of(group)[0].version.article
    group.confirm(by=make_user())
    for query, shown in {
        "q=tunnel": {other},
        "speaker=ana-ruiz": {group},
        "speaker=bo-lind&q=bridge": set(),
        f"outlet={packet.outlet.slug}": {group, other},
        f"article={packet.pk}": {group},
        "state=confirmed": {group},
        "state=suggested": {other},
        "articles=4": set(),
        "first_after=2024-03-08": set(),
        "first_before=2024-03-07": {group, other},
    }.items():
        page = client.get(f"{LIST}?{query}").text
        assert {each for each in (group, other) if f'"{each.get_absolute_url()}"' in page} == shown, query
    assert "could not be understood" in client.get(f"{LIST}?articles=many").text


def test_the_list_has_pages(client):
    for n in range(21):
        make_group(f"bridge {n}")
    assert "Page 1 of 2" in client.get(LIST).text
    assert client.get(f"{LIST}?page=2").text.count('class="card"') == 1


def test_a_group_that_never_was_is_not_found(client):
    assert client.get(f"{LIST}999/").status_code == 404


def test_the_pages_ask_no_more_for_more_rows(client, group):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = (LIST, group.get_absolute_url(), claims_of(group)[0].get_absolute_url())
    few = [queries(address) for address in addresses]
    for member in list(group.members.all()):
        more = make_claim(make_version(f"{member.pk}: Ana Ruiz said the bridge is safe."), cue="said")
        GroupMember.objects.create(group=group, claim=more, confidence=0.9, reason="The same.")
    make_group("tunnel")
    assert [queries(address) for address in addresses] == few
    assert few[0] <= 7
    assert few[1] <= 5


def test_reading_never_writes(client, editor, group):
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
        client.get(group.get_absolute_url())
    assert not {"INSERT", "UPDATE", "DELETE"} & {query["sql"].split()[0] for query in captured}


def test_the_page_has_a_twin(client, group):
    for address in (LIST, f"{LIST}?q=bridge", group.get_absolute_url()):
        page = client.get(address).text
        twin = page.partition('rel="alternate"')[0].rpartition('href="')[2].partition('"')[0]
        assert client.get(twin.replace("&amp;", "&")).headers["Content-Type"] == "application/json"
