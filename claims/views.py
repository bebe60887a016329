"""Pages about claims and speakers. Each list has the filters of its twin under /api/v1/."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import DetailView, TemplateView

from articles.models import Article
from articles.passages import Mark, marks_of, paragraphs
from claims.filters import ClaimFilter, SpeakerFilter
from claims.forms import ReviewForm, SpeakerMatchForm
from claims.group_views import told_elsewhere
from claims.match_filters import SpeakerMatchFilter
from claims.models import Claim, EvidenceStatus, Rebuttal, Speaker, SpeakerMatch, SuggestionState
from claims.models.claim_queries import ClaimQuerySet
from claims.threads import thread_of
from claimtrack.accounts.models import User
from claimtrack.accounts.rules import may_review, sees_suggestions
from claimtrack.lists import FilteredListView


class HomeView(TemplateView):
    """What is new and disputed, and the ways in."""

    template_name = "claims/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        without_evidence = Q(evidence_status=EvidenceStatus.NO_EVIDENCE_GIVEN)
        if sees_suggestions(self.request):
            without_evidence |= Q(suggested_status=EvidenceStatus.NO_EVIDENCE_GIVEN)
        return super().get_context_data(
            exchanges=Rebuttal.objects.live().for_list().latest_first()[:3],
            without_evidence=Claim.objects.listed().for_list().filter(without_evidence)[:4],
            articles=Article.objects.for_list()[:6],
            speakers=Speaker.objects.standing().named().with_counts().filter(claim_count__gt=0).most_heard()[:10],
            reviewed=Claim.objects.listed().review_counts(),
            json_twin=reverse("api-claims"),
            **kwargs,
        )


class ClaimListView(FilteredListView):
    template_name = "claims/claim_list.html"
    context_object_name = "claims"
    filterset_class = ClaimFilter
    twin = "api-claims"
    queryset = Claim.objects.for_list()
    # Who asks by one of these has said whether what cannot be checked is wanted.
    telling = ("checkable", "act", "open", "status", "suggested")

    def asked(self) -> QueryDict:
        """The query; without a word on it, what is not checkable is set aside, as the page says."""
        query = super().asked()
        if any(name in query for name in self.telling):
            return query
        query = query.copy()
        query.update(self.filterset_class.on_pages)
        return query

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listed = cast("ClaimQuerySet", self.object_list)
        return super().get_context_data(reviewed=listed.review_counts(), **kwargs)


class ClaimDetailView(DetailView[Claim]):
    """One claim with its proof: words, paragraph, answers, evidence, decisions. Editors decide here."""

    template_name = "claims/claim_detail.html"
    queryset = Claim.objects.for_page()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if not self.object.stands:
            return render(request, "claims/claim_gone.html", {"claim": self.object}, status=410)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_review(request.user):
            raise PermissionDenied("Only editors decide on claims.")
        self.object = self.get_object()
        form = ReviewForm(request.POST)
        if form.is_valid():
            try:
                review = self.object.review(
                    reviewer=request.user,
                    status=form.cleaned_data["status"],
                    reason=form.cleaned_data["reason"],
                    evidence=form.evidence(),
                )
            except ValidationError as refusal:
                for name, problems in refusal.message_dict.items():
                    form.add_error(
                        {"evidence": "url"}.get(name, name) if name in {"evidence", *form.fields} else None, problems
                    )
            else:
                messages.success(request, f"Marked as “{review.get_after_display()}”.")
                return redirect(self.object)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claim = self.object
        links = Rebuttal.objects.live().for_list()
        notes = claim.evidence_notes.exclude(state=SuggestionState.REJECTED)
        hedges = list(claim.hedges.all())
        marks = marks_of(claim.content_spans, claim)
        marks += [Mark(hedge.start, hedge.end, hedge, opens=False, over=True) for hedge in hedges]
        shown = [item for item in paragraphs(claim.version.text, marks) if item.marked]
        siblings = (
            Claim.objects.for_list()
            .filter(Q(restates=claim) | Q(pk=claim.restates_id) | claim.same_utterance() | Q(inside=claim))
            .filter(version=claim.version, state="current")
            .exclude(pk=claim.pk)
        )
        if may_review(self.request.user):
            kwargs.setdefault("form", ReviewForm())
        return super().get_context_data(
            paragraphs=shown,
            answered_by=links.filter(target=claim),
            answers_to=links.filter(rebutting=claim),
            thread=thread_of(claim),
            hedges=hedges,
            notes=notes if sees_suggestions(self.request) else notes.filter(state=SuggestionState.CONFIRMED),
            siblings=siblings,
            copies=claim.version.article.copies.select_related("outlet"),
            reviews=claim.reviews.select_related("reviewer").prefetch_related("evidence"),
            newer=Claim.objects.current().filter(continues=claim).first(),
            json_twin=reverse("api-claim", args=[claim.pk]),
            **told_elsewhere(claim, self.request),
            **kwargs,
        )


class SpeakerListView(FilteredListView):
    template_name = "claims/speaker_list.html"
    context_object_name = "speakers"
    filterset_class = SpeakerFilter
    twin = "api-speakers"
    queryset = Speaker.objects.standing().with_counts().filter(claim_count__gt=0).order_by("name", "pk")
    paginate_by = 60

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if may_review(self.request.user):
            kwargs["match_count"] = SpeakerMatch.objects.undecided().count()
        return super().get_context_data(**kwargs)


class SpeakerDetailView(ClaimListView):
    """One speaker: roles as the articles gave them, other names, claims and the answers to them."""

    template_name = "claims/speaker_detail.html"

    def asked(self) -> QueryDict:
        """Of one speaker all is listed: opinions and promises are a part of the picture."""
        return self.request.GET

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        speakers = Speaker.objects.select_related("part_of", "merged_into", "article")
        self.speaker = get_object_or_404(speakers, slug=kwargs["slug"])
        if self.speaker.merged_into is not None:
            return redirect(self.speaker.standing_for, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Claim]:
        return cast("QuerySet[Claim]", super().get_queryset().filter(speaker=self.speaker))

    def json_twin(self, **more: str) -> str:
        return super().json_twin(speaker=self.speaker.slug, **more)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = Claim.objects.listed().filter(speaker=self.speaker)
        links = Rebuttal.objects.live().for_list().latest_first()
        roles = said.exclude(role="", affiliation="").values("role", "affiliation")
        if may_review(self.request.user):
            asked = SpeakerMatch.objects.undecided().of(self.speaker).select_related("left", "right")
            kwargs["matches"] = [(match, match.other_than(self.speaker)) for match in asked.likeliest_first()]
        counts = dict(said.values_list("evidence_status").annotate(number=Count("pk")).order_by())
        return super().get_context_data(
            speaker=self.speaker,
            names=self.speaker.names.exclude(name=self.speaker.name),
            roles=roles.annotate(
                first=Min("version__article__published_on"), last=Max("version__article__published_on")
            ).order_by("-last", "role"),
            counts=[(status, counts[status.value]) for status in EvidenceStatus if status.value in counts],
            answered_by=links.filter(target__speaker=self.speaker)[:4],
            answers_to=links.filter(rebutting__speaker=self.speaker)[:4],
            **kwargs,
        )


class EditorsOnly(AccessMixin):
    """A page that readers do not see; whoever is not logged in is asked to."""

    permission_denied_message = "Only editors decide whether two speakers are one."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_review(request.user):
            self.raise_exception = request.user.is_authenticated
            return self.handle_no_permission()
        return cast(HttpResponseBase, super().dispatch(request, *args, **kwargs))


class SpeakerMatchListView(EditorsOnly, FilteredListView):
    """Pairs of speakers who may be one, the likeliest first."""

    template_name = "claims/speaker_match_list.html"
    context_object_name = "matches"
    filterset_class = SpeakerMatchFilter
    twin = "api-speaker-matches"
    queryset = SpeakerMatch.objects.for_list().likeliest_first()
    paginate_by = 10


class SpeakerMatchDetailView(EditorsOnly, DetailView[SpeakerMatch]):
    """One such pair; here an editor decides."""

    template_name = "claims/speaker_match_detail.html"
    context_object_name = "match"
    queryset = SpeakerMatch.objects.for_list()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form = SpeakerMatchForm(request.POST)
        if form.is_valid():
            try:
                self.object.decide(form.cleaned_data["state"], by=cast(User, request.user))
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, DECIDED[SuggestionState(self.object.state)].format(match=self.object))
                return redirect("speaker-matches")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(json_twin=reverse("api-speaker-match", args=[self.object.pk]), **kwargs)


DECIDED = {
    SuggestionState.CONFIRMED: "{match} are one speaker now: {match.heir}.",
    SuggestionState.REJECTED: "{match} stay two. Nobody will be asked about them again.",
}
