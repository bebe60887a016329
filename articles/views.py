"""Pages about articles. Being the outermost ring, they show the claims that were found in them."""

from itertools import count
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView, FormView

from articles.filters import ArticleFilter
from articles.forms import ArticleForm
from articles.models import Article, ArticleVersion, Outcome
from articles.passages import Mark, Paragraph, marks_of, paragraphs
from claims.models import Claim, EvidenceNote, Hedge, SuggestionState, Worker
from claims.tasks import request_extraction
from claimtrack.accounts.rules import may_ingest, may_review, sees_suggestions
from claimtrack.lists import FilteredListView

ANSWERS = {
    Outcome.NEW: "Stored. Its claims are being looked for.",
    Outcome.UNCHANGED: "This article was here already; nothing has changed.",
    Outcome.NEW_VERSION: "Stored as a new version. The earlier text and its claims stay.",
    Outcome.COPY: "Stored as a copy: another article has the same text, and its claims stand for this one.",
}


class ArticleListView(FilteredListView):
    template_name = "articles/article_list.html"
    context_object_name = "articles"
    filterset_class = ArticleFilter
    twin = "api-articles"
    queryset = Article.objects.for_list()


class ArticleDetailView(DetailView[Article]):
    """The full text with its claims marked in place and listed beside."""

    template_name = "articles/article_detail.html"
    queryset = Article.objects.select_related("outlet", "copy_of__outlet")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.object.versions.defer("text"))
        version = self._version()
        # A copy shows the claims of the article whose text it is.
        claims = list(
            Claim.objects.for_list()
            .filter(version__article=self.object.original, version__sha256=version.sha256, state="current")
            .in_text_order()
        )
        notes = EvidenceNote.objects.filter(
            version__article=self.object.original, version__sha256=version.sha256
        ).exclude(state=SuggestionState.REJECTED)
        shown_notes = list(notes) if sees_suggestions(self.request) else []
        marks = [mark for claim in claims for mark in marks_of(claim.content_spans, claim)]
        marks += [mark for note in shown_notes for mark in marks_of([[note.start, note.end]], note)]
        hedges = list(Hedge.objects.filter(version__article=self.object.original, version__sha256=version.sha256))
        marks += [Mark(hedge.start, hedge.end, hedge, opens=False, over=True) for hedge in hedges]
        numbers = number_speakers(claims)
        passages = paragraphs(version.text, marks)
        # The text begins with the headline, which the page sets as its own heading.
        heading = passages[0].end if passages else 0
        headline = passages.pop(0) if version.text[:heading].strip() == self.object.headline else None
        return super().get_context_data(
            version=version,
            versions=versions,
            claims=claims,
            hedges=hedges,
            headline=headline,
            paragraphs=self._shown(passages),
            excerpt=self._is_excerpt,
            numbers=numbers,
            speakers={numbers[claim.speaker_id]: claim.speaker for claim in claims if claim.speaker}.items(),
            workers=version.extraction == "pending" and Worker.objects.alive().exists(),
            copies=self.object.copies.select_related("outlet"),
            json_twin=reverse("api-article", args=[self.object.pk]),
            **kwargs,
        )

    def _version(self) -> ArticleVersion:
        number = self.request.GET.get("version")
        if number is None:
            return self.object.current_version
        found = self.object.versions.filter(number=number).first() if number.isdecimal() and len(number) < 9 else None
        if found is None:
            raise Http404(f"This article has no version {number}.")
        return found

    @property
    def _is_excerpt(self) -> bool:
        return settings.ARTICLE_TEXT == "excerpt" and not may_review(self.request.user)

    def _shown(self, passages: list[Paragraph]) -> list[Paragraph]:
        if not self._is_excerpt:
            return passages
        return [passage for passage in passages if passage.marked]


class ArticleCreateView(LoginRequiredMixin, UserPassesTestMixin, FormView[ArticleForm]):
    """Paste or upload one article. A GET may fill the form in, as a bookmarklet does; only a POST stores."""

    template_name = "articles/article_form.html"
    form_class = ArticleForm
    permission_denied_message = "Only editors send in articles. Ask an administrator for the role."

    def test_func(self) -> bool:
        return may_ingest(self.request.user)

    def handle_no_permission(self) -> Any:
        # Somebody who is logged in gains nothing from the log-in page.
        self.raise_exception = self.request.user.is_authenticated
        return super().handle_no_permission()

    def get_form(self, form_class: type[ArticleForm] | None = None) -> ArticleForm:
        return (
            super().get_form(form_class) if self.request.method == "POST" else ArticleForm.prefilled(self.request.GET)
        )

    def form_valid(self, form: ArticleForm) -> HttpResponse:
        with transaction.atomic():
            version, outcome = Article.objects.take(form.submission)
            request_extraction(version)
        messages.success(self.request, ANSWERS[outcome])
        return redirect(version.article)

    def form_invalid(self, form: ArticleForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def number_speakers(claims: list[Claim]) -> dict[int | None, int]:
    """1, 2, 3 … for the speakers of an article in the order in which they are first heard; none for nobody."""
    numbers: dict[int | None, int] = {}
    fresh = count(1)
    for claim in claims:
        if claim.speaker_id not in numbers:
            numbers[claim.speaker_id] = next(fresh)
    return numbers
