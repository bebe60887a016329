"""What single records say: claims in pieces, tombstones, drafts, excerpts."""

import json

import pytest

from articles.models import Article, Submission
from claims.models import Claim, Rebuttal
from factories import make_claim, make_exchange, make_hedge, make_speaker, make_user, make_version

pytestmark = pytest.mark.django_db

SPLIT = "“The bridge is safe,” Ana Ruiz said, “for ten years.” Nobody else spoke."


@pytest.fixture
def split():
    """A claim whose words the article interrupts."""
    return make_claim(make_version(SPLIT), "The bridge is safe,", "for ten years.", mode="direct")


def test_pieces_are_what_the_spans_cover_and_the_quote_is_found_in_the_text(get, split):
    found, text = get(f"claims/{split.pk}/"), split.version.text
    assert found["pieces"] == [text[start:end] for start, end in found["spans"]]
    quote = found["quote"]
    assert quote["exact"] == "The bridge is safe,” Ana Ruiz said, “for ten years."
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_offsets_count_code_points_not_bytes_or_code_units(get):
    claim = make_claim(make_version("🙂 Zoë Ruiz sagte: ok. Ana Ruiz said the bridge is safe."))
    found = get(f"claims/{claim.pk}/")
    [[start, end]] = found["spans"]
    assert claim.version.text[start:end] == found["quote"]["exact"] == "the bridge is safe"


def test_a_claim_of_nobody_has_no_speaker(get):
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(speaker=None)
    assert get(f"claims/{claim.pk}/")["speaker"] is None


def test_a_claim_says_where_it_went_on_and_who_else_published_it(get):
    old = make_claim(make_version(url="https://packet.example/bridge"))
    text = old.version.text + " More follows."
    version, _ = Article.objects.take(Submission(text=text, url="https://packet.example/bridge"))
    new = make_claim(version, continues=old)
    Article.objects.take(Submission(text=text, outlet="The Echo"))
    assert get(f"claims/{old.pk}/")["continued_by"] == [new.pk]
    assert [copy["outlet"]["name"] for copy in get(f"claims/{new.pk}/")["also_published_by"]] == ["The Echo"]


def test_a_claim_has_its_hedges_with_their_place_and_owner(get):
    claim = make_claim(make_version("Ana Ruiz denied the alleged theft."), "the alleged theft")
    hedge = make_hedge(claim, "alleged")
    expected = {"text": "alleged", "spans": [[hedge.start, hedge.end]], "owner": "reporter"}
    assert get(f"claims/{claim.pk}/")["hedges"] == [expected]


def test_drafts_are_nobodys_to_read(get):
    claim, editor = make_claim(), make_user()
    claim.review(reviewer=editor, status="unsupported", reason="None found.")
    claim.reviews.create(reviewer=editor, before="unsupported", after="refuted", reason="Not yet.", state="draft")
    assert [review["reason"] for review in get(f"claims/{claim.pk}/")["reviews"]] == ["None found."]


def test_editors_see_what_a_tombstone_hides(client, get):
    claim = make_claim(state="discarded")
    assert get(f"claims/{claim.pk}/", 410)["state"] == "discarded"
    client.force_login(make_user())
    assert get(f"claims/{claim.pk}/")["state"] == "discarded"


@pytest.mark.parametrize("state", ["rejected", "superseded", "discarded"])
def test_a_pair_that_does_not_stand_leaves_a_tombstone(get, state):
    link = make_exchange()
    if state == "rejected":
        link.decide("rejected", by=make_user())
    else:
        Claim.objects.filter(pk=link.target_id).update(state=state)
    assert get(f"rebuttals/{link.pk}/", 410)["state"] == state


def test_what_does_not_stand_takes_no_decision(client):
    claim = make_claim(state="superseded")
    client.force_login(make_user())
    body = json.dumps({"status": "unsupported", "reason": "None found."})
    answer = client.post(f"/api/v1/claims/{claim.pk}/review/", body, content_type="application/json")
    assert answer.status_code == 410


def test_the_words_that_tie_a_pair_are_given_with_their_place(get):
    link = make_exchange()
    start = link.rebutting.version.text.index("denied")
    Rebuttal.objects.filter(pk=link.pk).update(phrase="denied", phrase_spans=[[start, start + 6]])
    assert get(f"rebuttals/{link.pk}/")["phrase"] == {"text": "denied", "spans": [[start, start + 6]]}


def test_a_speaker_merged_twice_leads_to_whoever_stands_now(get):
    first, second, last = (make_speaker(name) for name in ("D Peskov", "Dmitry S. Peskow", "Dmitry Peskov"))
    for wrong, right in ((first, second), (second, last)):
        wrong.merged_into = right
        wrong.save()
    assert get("speakers/d-peskov/")["merged_into"]["id"] == last.pk


def test_where_only_excerpts_are_public_the_paragraphs_of_claims_keep_their_offsets(client, get, settings):
    settings.ARTICLE_TEXT = "excerpt"
    version = make_version("Nothing here.\n\nAna Ruiz said the bridge is safe.\n\nNor here.")
    make_claim(version)
    article = get(f"articles/{version.article_id}/")
    [excerpt] = article["excerpts"]
    assert article["text"] is None
    assert excerpt["text"] == version.text[excerpt["start"] : excerpt["end"]] == "Ana Ruiz said the bridge is safe."
    client.force_login(make_user())
    assert get(f"articles/{version.article_id}/")["text"] == version.text


def test_a_refused_field_is_named_as_its_sender_named_it(client):
    client.force_login(make_user())
    body = json.dumps({"text": "Ana Ruiz said the bridge is safe.", "date": "soon"})
    answer = client.post("/api/v1/articles/", body, content_type="application/json")
    assert answer.json()["errors"][0]["pointer"] == "/date"
