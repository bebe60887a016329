import pytest

from articles.models import Article, Submission
from claims.models import Worker
from factories import make_claim, make_hedge, make_note, make_user, make_version

pytestmark = pytest.mark.django_db


def done(version):
    type(version).objects.filter(pk=version.pk).update(extraction="done")
    return version


def test_the_text_is_whole_and_its_claims_are_marked_in_place(client):
    claim = make_claim(cue="said", source="Ana Ruiz")
    page = client.get(f"/articles/{claim.version.article_id}/").text
    assert f'id="claim-{claim.pk}"' in page
    assert '<mark class="voice voice-1">the bridge is safe</mark>' in page
    assert "Ana Ruiz said " in page


def test_each_speaker_has_a_number_beside_the_colour(client):
    claim = make_claim(make_version("Ana Ruiz said the bridge is safe. She said the road is closed."))
    make_claim(claim.version, "the road is closed")
    page = client.get(claim.version.get_absolute_url()).text
    assert page.count('<span class="sign voice-1">1</span>') == 2


def test_a_hedge_is_underlined_within_its_claim_and_named_in_the_legend(client):
    claim = make_claim(make_version("Ana Ruiz denied the alleged theft."), "the alleged theft")
    make_hedge(claim, "alleged")
    page = client.get(claim.version.get_absolute_url()).text
    assert (
        '<mark class="voice voice-1"><span class="hedge" title="Hedge: the reporter’s word">alleged</span></mark>'
        in page
    )
    assert "a hedge, which leaves open whether it is so" in page
    assert "hedge" not in client.get(make_claim().version.get_absolute_url()).text


def test_a_hedge_alone_is_no_reason_to_show_a_paragraph_of_an_excerpt(client, settings):
    settings.ARTICLE_TEXT = "excerpt"
    claim = make_claim(make_version("Ana Ruiz said the bridge is safe.\n\nThe alleged theft went on."))
    make_hedge(claim, "alleged")
    assert "theft" not in client.get(claim.version.get_absolute_url()).text


def test_the_reporters_note_on_evidence_is_underlined(client):
    version = make_version("Ana Ruiz said the bridge is safe. She offered no evidence.")
    make_note(make_claim(version), "She offered no evidence")
    page = client.get(version.get_absolute_url()).text
    assert "evidence-note" in page
    assert "no evidence given" in page


def test_an_article_that_waits_looks_again_and_says_whether_somebody_will_read_it(client):
    version = make_version()
    page = client.get(version.get_absolute_url()).text
    assert "waiting.js" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "no background worker is running" in page

    Worker.objects.create(name="w1")
    assert "are being looked for" in client.get(version.get_absolute_url()).text

    done(version)
    assert "waiting.js" not in client.get(version.get_absolute_url()).text


def test_a_copy_shows_the_claims_of_the_text_that_it_shares(client):
    claim = make_claim()
    copy, _ = Article.objects.take(Submission(text=claim.version.text, outlet="The Echo", url="https://echo.example/1"))
    page = client.get(copy.get_absolute_url()).text
    assert f'id="claim-{claim.pk}"' in page
    assert "The same text as" in page


def test_an_older_version_can_still_be_read_with_its_claims(client):
    claim = make_claim()
    Article.objects.take(Submission(text="Something else entirely is said.", url=claim.version.article.url))
    page = client.get(f"/articles/{claim.version.article_id}/?version=1").text
    assert "This is an earlier version" in page
    assert f'id="claim-{claim.pk}"' in page


@pytest.mark.parametrize("version", ["7", "x", "-1", "99999999999999999999"])
def test_a_version_that_never_was_is_not_found(client, version):
    assert client.get(f"/articles/{make_version().article_id}/?version={version}").status_code == 404


def test_where_only_excerpts_are_public_readers_see_the_paragraphs_around_claims(client, settings):
    settings.ARTICLE_TEXT = "excerpt"
    claim = make_claim(make_version("Ana Ruiz said the bridge is safe.\n\nIt rained all day."))
    assert "It rained" not in client.get(claim.version.get_absolute_url()).text

    client.force_login(make_user())
    assert "It rained" in client.get(claim.version.get_absolute_url()).text


def test_the_list_is_narrowed_by_outlet(client):
    make_version(headline="Ours", outlet="The Packet")
    make_version(headline="Theirs", outlet="The Echo")
    page = client.get("/articles/?outlet=the-echo").text
    assert "Theirs" in page
    assert "Ours" not in page


def test_an_editor_sends_in_an_article_and_lands_on_it(client, monkeypatch):
    asked = []
    monkeypatch.setattr("articles.views.request_extraction", lambda version: asked.append(version.pk))
    client.force_login(make_user())
    answer = client.post(
        "/articles/new/",
        {
            "text": "The mayor of Port Elm said on Monday that the old bridge is safe.",
            "headline": "A bridge",
            "outlet": "Packet",
        },
    )
    article = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, article.get_absolute_url())
    assert asked == [article.current_version.pk]


def test_what_cannot_be_taken_is_explained_and_what_was_typed_stays(client):
    client.force_login(make_user())
    answer = client.post("/articles/new/", {"text": "", "headline": "A bridge"})
    assert answer.status_code == 422
    assert "Not stored yet" in answer.text
    assert 'value="A bridge"' in answer.text
    assert not Article.objects.exists()


def test_a_link_may_fill_the_form_in_but_stores_nothing(client):
    client.force_login(make_user())
    page = client.get("/articles/new/?url=https://packet.example/1&headline=A+bridge").text
    assert "https://packet.example/1" in page
    assert not Article.objects.exists()


def test_readers_are_refused_and_strangers_asked_to_log_in(client):
    assert client.get("/articles/new/").status_code == 302
    client.force_login(make_user("reader"))
    answer = client.get("/articles/new/")
    assert answer.status_code == 403
    assert "Only editors send in articles" in answer.text
