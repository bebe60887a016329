"""`manage.py screenshots`: every page of a running site as pictures, wide and narrow, light and dark."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from claims.models import Claim, Rebuttal, Speaker

WIDTHS = {"wide": 1280, "narrow": 390}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class Command(BaseCommand):
    help = "Pictures of every page of a running site, in screenshots/: to be looked at."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the site is served")
        parser.add_argument("--only", help="only the page of this name")
        parser.add_argument("--editor", nargs=2, metavar=("NAME", "PASSWORD"), help="look as this editor")

    def handle(self, *args: Any, **options: Any) -> None:
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if chromium is None:
            raise CommandError("There is no Chromium on PATH to take pictures with.")
        from playwright.sync_api import sync_playwright

        # Asked before playwright starts its event loop, in which Django refuses to use the database.
        pages = self.pages()
        folder = Path(settings.BASE_DIR) / "screenshots"
        folder.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for scheme in ("light", "dark"):
                for width, pixels in WIDTHS.items():
                    context = browser.new_context(
                        color_scheme=scheme, viewport={"width": pixels, "height": 900}, base_url=options["site"]
                    )
                    page = context.new_page()
                    if options["editor"]:
                        page.goto("/log-in/")
                        page.fill("#id_username", options["editor"][0])
                        page.fill("#id_password", options["editor"][1])
                        page.click("main button")
                    for name, address in pages.items():
                        if options["only"] in (None, name):
                            page.goto(address)
                            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                    context.close()
            browser.close()
        self.stdout.write(f"Pictures are in {folder}.")

    def pages(self) -> dict[str, str]:
        """A name and an address for every kind of page, with rows that show most."""
        listed = Claim.objects.listed().with_answer_count().order_by("-answer_count", "pk")
        speaker = Speaker.objects.standing().named().with_counts().most_heard().first()
        article = Article.objects.filter(headline__icontains="Kremlin").first() or Article.objects.first()
        pages = {
            "home": "/",
            "claims": "/claims/",
            "claims-filtered": "/claims/?q=drone&disputed=yes",
            "pairs": "/pairs/",
            "speakers": "/speakers/",
            "matches": "/speakers/matches/",
            "articles": "/articles/",
            "log-in": "/log-in/",
            "add": "/articles/new/",
            "not-found": "/no-such-page",
        }
        claim = listed.first()
        pair = Rebuttal.objects.live().exclude(phrase="").first()
        if pair:
            pages["pair"] = pair.get_absolute_url()
        if claim and speaker and article:
            pages |= {
                "claim": claim.get_absolute_url(),
                "speaker": speaker.get_absolute_url(),
                "article": article.get_absolute_url(),
            }
        return pages
