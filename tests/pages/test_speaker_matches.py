"""An editor says whether two speakers are one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Speaker, SpeakerMatch
from factories import make_claim, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db

LIST = "/speakers/matches/"


@pytest.fixture
def editor(client):
    user = make_user(display_name="Edith Desk")
    client.force_login(user)
    return user


@pytest.fixture
def match():
    return make_match("Smith")


def make_match(surname):
    """John and J. of that surname, with a claim each in an outlet each."""
    for given, role, outlet in (("John", "mayor", "The Packet"), ("J.", "engineer", "The Echo")):
        speaker = make_speaker(f"{given} {surname}", aliases=[f"{role} {surname}"])
        make_claim(make_version(outlet=outlet), speaker=speaker, role=role, affiliation="Port Elm")
    return SpeakerMatch.objects.get(right=speaker)


def test_the_list_shows_both_side_by_side_with_what_tells_them_apart(client, editor, match):
    page = client.get(LIST).text
    for words in (
        "John Smith and J. Smith",
        "one is an initial",
        "mayor, Port Elm",
        "engineer, Port Elm",
        "engineer Smith",
        "The Packet",
        "The Echo",
        "the bridge is safe",
        "Same speaker",
        "Not the same",
    ):
        assert words in page


def test_the_same_speaker_takes_one_button_and_old_links_lead_on(client, editor, match):
    answer = client.post(match.get_absolute_url(), {"state": "confirmed"}, follow=True)
    assert "John Smith and J. Smith are one speaker now: John Smith." in answer.text
    assert "1 pair" not in answer.text
    assert client.get(match.right.get_absolute_url()).url == match.left.get_absolute_url()
    page = client.get(match.left.get_absolute_url()).text
    assert "engineer, Port Elm" in page
    assert "J. Smith" in page
    decided = client.get(f"{LIST}?state=confirmed").text
    assert "The same speaker: decided by Edith Desk" in decided
    assert "Not the same</button>" not in decided


def test_not_the_same_leaves_both_and_can_be_thought_better_of(client, editor, match):
    answer = client.post(match.get_absolute_url(), {"state": "rejected"}, follow=True)
    assert "stay two" in answer.text
    assert "No pair waits for a decision here" in answer.text
    page = client.get(match.get_absolute_url()).text
    assert "Not the same: decided by Edith Desk" in page
    assert "Same speaker</button>" in page
    assert Speaker.objects.standing().count() == 2


@pytest.mark.parametrize("state", ["", "suggested", "nonsense"])
def test_what_is_no_decision_is_refused_on_the_page(client, editor, match, state):
    answer = client.post(match.get_absolute_url(), {"state": state})
    assert answer.status_code == 422
    assert "Not recorded" in answer.text


def test_what_cannot_be_undone_says_so(client, editor, match):
    client.post(match.get_absolute_url(), {"state": "confirmed"})
    answer = client.post(match.get_absolute_url(), {"state": "rejected"})
    assert answer.status_code == 422
    assert "they were merged" in answer.text


def test_the_list_is_narrowed_by_state_speaker_and_kind(client, editor, match):
    other = make_match("Lind")
    assert "J. Lind" not in client.get(f"{LIST}?speaker={match.left.slug}").text
    assert "J. Lind" in client.get(f"{LIST}?speaker={other.right.slug}").text
    assert "No pair waits" in client.get(f"{LIST}?state=rejected").text
    assert "No pair waits" in client.get(f"{LIST}?kind=organisation").text
    assert "could not be understood" in client.get(f"{LIST}?state=perhaps").text


def test_an_editor_is_told_on_the_speakers_page_and_in_the_register(client, editor, match):
    page = client.get(match.right.get_absolute_url()).text
    assert f'May be the same as <a href="{match.left.get_absolute_url()}">John Smith</a>' in page
    assert match.get_absolute_url() in page
    assert "1 pair of speakers may be one" in client.get("/speakers/").text


@pytest.mark.parametrize("role", [None, "reader"])
def test_a_reader_sees_nothing_of_it(client, match, role):
    if role:
        client.force_login(make_user(role))
    assert "May be the same" not in client.get(match.right.get_absolute_url()).text
    assert "may be one" not in client.get("/speakers/").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_is_refused_and_a_stranger_asked_to_log_in(client, match, method):
    for address in (LIST, match.get_absolute_url()):
        asked = getattr(client, method)(address, {"state": "confirmed"})
        assert asked.status_code == 302
        assert asked.url.startswith("/log-in/")
    client.force_login(make_user("reader"))
    assert getattr(client, method)(match.get_absolute_url(), {"state": "confirmed"}).status_code == 403
    assert SpeakerMatch.objects.undecided().exists()


def test_a_pair_that_never_was_is_not_found(client, editor):
    assert client.get(f"{LIST}999/").status_code == 404


def test_a_speaker_named_as_the_list_still_has_a_page(client):
    speaker = make_speaker("Matches", "organisation")
    assert client.get(speaker.get_absolute_url()).status_code == 200


def test_the_pages_ask_no_more_for_more_rows(client, editor):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    match = make_match("Smith")
    addresses = (LIST, match.get_absolute_url(), match.left.get_absolute_url())
    few = [queries(address) for address in addresses]
    for surname in ("Lind", "Okafor", "Berger"):
        make_match(surname)
    make_speaker("J. K. Smith")
    assert [queries(address) for address in addresses] == few
    assert few[0] <= 10


def test_reading_never_writes(client, editor, match):
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
        client.get(match.get_absolute_url())
    asked = {query["sql"].split()[0] for query in captured}
    assert not {"INSERT", "UPDATE", "DELETE"} & asked


def test_the_page_has_a_twin(client, editor, match):
    for address in (LIST, match.get_absolute_url()):
        page = client.get(address).text
        twin = page.partition('rel="alternate"')[0].rpartition('href="')[2].partition('"')[0]
        assert client.get(twin.replace("&amp;", "&")).headers["Content-Type"] == "application/json"
