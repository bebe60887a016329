"""Pages about pairs: a claim and the claim that answers it, side by side, and who disputes whom."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import DetailView

from articles.models import ArticleVersion
from articles.passages import Mark, Paragraph, marks_of, paragraphs
from claims.disputes import MOST_ROWS, Row, disputes_of
from claims.forms import PairForm
from claims.models import Rebuttal, SuggestionState
from claims.models.rebuttals import RebuttalQuerySet
from claims.pair_filters import PairFilter
from claims.threads import thread_of
from claimtrack.accounts.rules import may_review
from claimtrack.lists import FilteredListView

DECIDED = {
    SuggestionState.CONFIRMED: "Confirmed: the one answers the other.",
    SuggestionState.REJECTED: "Rejected: it is no answer. No later reading of the article will suggest it again.",
}


class PairListView(FilteredListView):
    template_name = "claims/pair_list.html"
    context_object_name = "pairs"
    filterset_class = PairFilter
    twin = "api-rebuttals"
    queryset = Rebuttal.objects.for_list().latest_first()
    paginate_by = 15

    def get_paginator(self, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Paginator[Any]:
        paginator = super().get_paginator(queryset, per_page, *args, **kwargs)
        self.counts = queryset.decision_counts()
        # In an archive counting takes longer than all else on the page, so it is done once.
        paginator.count = self.counts["all"]
        return paginator

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["counts"] = self.counts
        if context["page_obj"].number == 1:
            listed = cast("RebuttalQuerySet", self.object_list)
            disputes = disputes_of(listed.by_speakers()[: MOST_ROWS + 1])
            context["disputes"] = disputes
            context["disputes_rows"] = [(row, self.narrowed_to(row)) for row in disputes.rows]
        return context

    def narrowed_to(self, row: Row) -> str:
        """The address of the list with these two only; none for somebody without a name."""
        if not row.said_slug or not row.answered_slug:
            return ""
        query = self.request.GET.copy()
        query.pop("page", None)
        query["speaker"], query["opponent"] = row.said_slug, row.answered_slug
        return f"?{query.urlencode()}"


class PairDetailView(DetailView[Rebuttal]):
    """One pair with its proof: both claims in their places, what ties them, who decided. Editors decide here."""

    template_name = "claims/pair_detail.html"
    context_object_name = "pair"
    queryset = Rebuttal.objects.for_page()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if not self.object.stands and not may_review(request.user):
            return render(request, "claims/pair_gone.html", {"pair": self.object}, status=410)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_review(request.user):
            raise PermissionDenied("Only editors decide on pairs.")
        self.object = self.get_object()
        if not self.may_be_decided:
            return render(request, "claims/pair_gone.html", {"pair": self.object}, status=410)
        form = PairForm(request.POST)
        if form.is_valid():
            state = SuggestionState(form.cleaned_data["state"])
            try:
                self.object.decide(state, by=request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, DECIDED[state])
                return redirect(self.object)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @property
    def may_be_decided(self) -> bool:
        return self.object.target.stands and self.object.rebutting.stands

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pair = self.object
        if may_review(self.request.user) and self.may_be_decided:
            kwargs.setdefault("form", PairForm())
        return super().get_context_data(
            places=self.places(),
            thread=thread_of(pair.target),
            decisions=decisions_on(pair),
            json_twin=reverse("api-rebuttal", args=[pair.pk]),
            **kwargs,
        )

    def places(self) -> list[tuple[ArticleVersion, list[tuple[Paragraph, bool]]]]:
        """The texts with the paragraphs that hold a claim or what ties them, each with whether some are left out
        before it. Both claims mostly stand in the same text."""
        pair = self.object
        target, answer = pair.target.version, pair.rebutting.version
        marks: dict[int, list[Mark]] = {target.pk: [], answer.pk: []}
        marks[target.pk] += marks_of(pair.target.content_spans, "claim")
        marks[answer.pk] += marks_of(pair.rebutting.content_spans, "answer") + marks_of(pair.phrase_spans, "tie")
        return [
            (version, self.excerpt(version, marks[version.pk]))
            for version in {target.pk: target, answer.pk: answer}.values()
        ]

    def excerpt(self, version: ArticleVersion, marks: list[Mark]) -> list[tuple[Paragraph, bool]]:
        # Where only the paragraphs of claims are public, a tie elsewhere is named but not shown in its place.
        claims_only = settings.ARTICLE_TEXT == "excerpt" and not may_review(self.request.user)
        shown: list[tuple[Paragraph, bool]] = []
        skipped = False
        for paragraph in paragraphs(version.text, marks):
            here = {mark.of for segment in paragraph.segments for mark in segment.marks}
            if here - ({"tie"} if claims_only else set()):
                shown.append((paragraph, skipped and bool(shown)))
                skipped = False
            else:
                skipped = True
        return shown


def decisions_on(pair: Rebuttal) -> list[Any]:
    """What people decided, the latest first, as the history that the database keeps has it."""
    decided = pair.events.exclude(decided_at=None).select_related("decided_by")  # type: ignore[attr-defined]
    return list(decided.order_by("-decided_at", "pgh_id").distinct("decided_at"))
