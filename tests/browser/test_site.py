"""The site in a real browser: the newcomer's path, and what axe finds on every live."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims.models import Claim, ClaimGroup, GroupMember, Rebuttal, Speaker, SpeakerMatch
from factories import make_claim, make_exchange, make_note, make_speaker, make_user, make_version, spans_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses():
    """One page of each kind, with every part on it."""
    link = make_exchange(phrase="crossing", reason="It denies the same.", confidence=0.7, extractor_version="test")
    claim = link.target
    text = claim.version.text
    Rebuttal.objects.update(phrase_spans=spans_of(text, "crossing"))
    # A third turn, so that there is a thread, and two who dispute each other.
    retort = make_claim(claim.version, "crossing is sound", speaker=claim.speaker, cue="said")
    Rebuttal.objects.create(rebutting=retort, target=link.rebutting, type="dismissal")
    make_claim(claim.version, "bridge is safe", speaker=claim.speaker, restates=claim)
    make_note(claim, "Ana Ruiz said the bridge is safe.")
    Claim.objects.filter(pk=claim.pk).update(suggested_status="no_evidence_given", role="mayor")
    version = make_version("“It is safe,” Dmitry Peskov said.")
    make_claim(version, "It is safe", speaker=make_speaker("Dmitry Peskov"), mode="direct", cue="said")
    claim.review(reviewer=make_user(), status="unsupported", reason="None found.")
    make_claim(version, "It is safe", speaker=make_speaker("D. Peskov", aliases=["Peskov"]), mode="direct")
    group = ClaimGroup.objects.create()
    for told in (claim, make_exchange().target):
        GroupMember.objects.create(group=group, claim=told, confidence=0.9, reason="The same said in other words.")
    return {
        "home": "/",
        "claims": "/claims/",
        "filtered": "/claims/?q=bridge&disputed=yes",
        "wrong": "/claims/?status=x",
        "speakers": "/speakers/",
        "groups": "/groups/",
        "group": group.get_absolute_url(),
        "articles": "/articles/",
        "log in": "/log-in/",
        "missing": "/no-such-page",
        "claim": claim.get_absolute_url(),
        "speaker": claim.speaker.get_absolute_url(),
        "pairs": "/pairs/",
        "no pairs": "/pairs/?q=ferry",
        "pair": link.get_absolute_url(),
        "article": claim.version.get_absolute_url(),
        # For editors; anybody else is led to the log-in.
        "matches": "/speakers/matches/",
        "match": SpeakerMatch.objects.get().get_absolute_url(),
    }


def test_a_newcomer_finds_peskovs_claims_in_two_clicks(live, addresses):
    live.goto("/")
    live.click("text=Dmitry Peskov")
    assert live.locator("h1").inner_text() == "Dmitry Peskov"
    live.click("text=It is safe")
    assert "Claim by" in live.locator("h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(live, addresses, scheme):
    live.emulate_media(color_scheme=scheme)
    for name, address in addresses.items():
        live.goto(address)
        found = Axe().run(live)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_what_an_editor_sees(live, addresses, scheme):
    live.emulate_media(color_scheme=scheme)
    log_in(live)
    asked_about = Speaker.objects.get(name="D. Peskov").get_absolute_url()
    for address in (
        addresses["claim"],
        "/articles/new/",
        addresses["matches"],
        addresses["match"],
        addresses["pair"],
        addresses["group"],
        asked_about,
    ):
        live.goto(address)
        for summary in live.locator("summary:visible").all():
            summary.click()
        found = Axe().run(live)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_no_page_scrolls_sideways_on_the_smallest_phone(live, addresses):
    live.set_viewport_size({"width": 320, "height": 640})
    for name, address in addresses.items():
        live.goto(address)
        assert live.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_what_an_editor_sees_does_not_scroll_sideways_either(live, addresses):
    live.set_viewport_size({"width": 320, "height": 640})
    log_in(live)
    for name in ("matches", "match", "pairs", "pair", "group"):
        live.goto(addresses[name])
        assert live.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_an_editor_finds_two_to_be_one_by_keyboard(live, addresses):
    log_in(live)
    live.goto(addresses["match"])
    live.focus("text=Same speaker")
    live.keyboard.press("Enter")
    live.wait_for_selector(".messages")
    assert "are one speaker now: Dmitry Peskov" in live.locator(".messages").inner_text()
    live.goto("/speakers/d-peskov/")
    assert live.locator("h1").inner_text() == "Dmitry Peskov"


def test_an_editor_marks_a_claim_as_unsupported_by_keyboard(live, addresses):
    claim = make_claim()
    log_in(live)
    live.goto(claim.get_absolute_url())
    live.focus("#id_reason")
    live.keyboard.type("None given, none found.")
    live.keyboard.press("Tab")
    live.keyboard.press("Enter")
    live.wait_for_selector(".messages")
    assert "Unsupported" in live.locator(".claim .standing").first.inner_text()
    assert "None given, none found." in live.locator("#history").inner_text()


def test_an_editor_confirms_a_pair_by_keyboard(live, addresses):
    log_in(live)
    live.goto("/pairs/?state=suggested")
    live.focus('a.tie-type:has-text("denies it")')
    live.keyboard.press("Enter")
    live.wait_for_selector("text=Does the one claim answer the other?")
    live.focus("button.confirm")
    live.keyboard.press("Enter")
    live.wait_for_selector(".messages")
    assert "Confirmed" in live.locator(".messages").inner_text()
    assert "Confirmed by an editor" in live.locator("#history").inner_text()


def test_the_thread_is_walked_by_keyboard(live, addresses):
    live.goto(addresses["claim"])
    live.focus("text=turn 2, Bo Lind")
    live.keyboard.press("Enter")
    assert live.evaluate("document.querySelector(':target').id") == "turn-2"


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_who_disputes_whom_is_drawn_for_every_pair_of_eyes(live, addresses, look):
    live.emulate_media(**look)
    live.goto("/pairs/")
    picture = live.get_by_role("img", name="Who disputes whom")
    assert picture.locator(".dispute-arc").count() == 2
    ground = live.evaluate("getComputedStyle(document.body).backgroundColor")
    for part, colour in ((".dispute-name", "fill"), (".dispute-arc", "stroke"), (".dispute-head", "fill")):
        drawn = picture.locator(part).first.evaluate(f"element => getComputedStyle(element).{colour}")
        assert drawn not in {ground, "none", "rgba(0, 0, 0, 0)"}, part
    live.locator(".disputes summary").press("Enter")
    assert live.locator(".disputes table").is_visible()


def test_the_documentation_of_the_api_is_drawn_without_outside_help(live):
    elsewhere = []
    live.on("request", lambda request: elsewhere.append(request.url) if "//localhost" not in request.url else None)
    live.goto("/api/docs/")
    live.wait_for_selector("text=/api/v1/rebuttals/")
    assert not [url for url in elsewhere if not url.startswith("data:")]


def log_in(live):
    user = make_user()
    live.goto("/log-in/")
    live.fill("#id_username", user.username)
    live.fill("#id_password", "correct horse")
    live.click("main button")
    live.wait_for_selector("text=Log out")


def test_a_waiting_article_shows_its_claims_once_they_are_found(live):
    version = make_version()
    live.goto(version.get_absolute_url())
    assert "waits to be read" in live.locator("main").inner_text()
    make_claim(version)
    type(version).objects.filter(pk=version.pk).update(extraction="done")
    live.wait_for_selector("mark.voice")
