import pytest

from factories import make_claim, make_exchange, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db


def test_the_register_lists_those_who_are_heard_with_their_number_of_claims(client):
    claim = make_claim()
    make_speaker("Silent Observer")
    page = client.get("/speakers/").text
    assert claim.speaker.name in page
    assert "Silent Observer" not in page


def test_a_speaker_is_found_by_another_name(client):
    speaker = make_speaker("Russia", "government", aliases=["Moscow"])
    make_claim(speaker=speaker)
    assert "Russia" in client.get("/speakers/?q=mosc").text
    assert "No speaker goes by that name" in client.get("/speakers/?q=atlantis").text


def test_a_speakers_page_gives_roles_names_claims_and_answers(client):
    link = make_exchange()
    speaker = link.target.speaker
    speaker.also_called(["the mayor"])
    link.target.role, link.target.affiliation = "mayor", "Port Elm"
    link.target.save()
    page = client.get(speaker.get_absolute_url()).text
    for words in (
        "mayor, Port Elm",
        "Also called the mayor",
        "the bridge is safe",
        "the crossing is sound",
        "7 March 2024",
    ):
        assert words in page


def test_what_was_decided_is_counted_and_never_turned_into_a_score(client):
    claim = make_claim()
    make_claim(claim.version, "bridge is safe")
    claim.review(reviewer=make_user(), status="unsupported", reason="None found.")
    page = client.get(claim.speaker.get_absolute_url()).text
    assert "Unsupported</span> 1" in page
    assert "Unreviewed</span> 1" in page
    assert "%" not in page.partition("<main")[2].partition("</main>")[0].replace("%20", "")


def test_a_merged_speaker_leads_to_where_it_went(client):
    wrong, right = make_speaker("D. Peskov"), make_speaker("Dmitry Peskov")
    wrong.merged_into = right
    wrong.save()
    answer = client.get(wrong.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, right.get_absolute_url())


def test_only_the_speakers_own_claims_are_listed(client):
    claim = make_claim()
    other = make_claim(
        make_version("Bo Lind said the ferry is late."), "the ferry is late", speaker=make_speaker("Bo Lind")
    )
    page = client.get(claim.speaker.get_absolute_url()).text
    assert other.words not in page


def test_a_speaker_that_never_was_is_not_found(client):
    assert client.get("/speakers/nobody/").status_code == 404
