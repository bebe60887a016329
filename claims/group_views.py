"""Pages about claims that several articles tell: the list, and one of them, where editors decide what belongs."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView

from claims.group_filters import ClaimGroupFilter
from claims.models import Claim, ClaimGroup, GroupMember
from claimtrack.accounts.models import User
from claimtrack.accounts.rules import may_review, sees_suggestions
from claimtrack.lists import FilteredListView


class GroupListView(FilteredListView):
    """What several articles tell, that which most of them do first."""

    template_name = "claims/group_list.html"
    context_object_name = "groups"
    filterset_class = ClaimGroupFilter
    twin = "api-groups"
    paginate_by = 20

    @property
    def queryset(self) -> QuerySet[ClaimGroup]:  # type: ignore[override]  # depends on who asks
        shown = sees_suggestions(self.request)
        groups = ClaimGroup.objects.standing().with_counts(suggestions=shown).with_members(suggestions=shown)
        return groups.most_told_first()


class GroupDecisionForm(forms.Form):
    """What an editor does with some of a group's claims, or with the whole of it."""

    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in ("confirm", "reject", "split", "merge")],
        error_messages={"required": "Choose one of the buttons.", "invalid_choice": "Choose one of the buttons."},
    )
    claims = forms.TypedMultipleChoiceField(coerce=int, required=False)
    into = forms.ModelChoiceField(
        ClaimGroup.objects.standing(),
        required=False,
        error_messages={"invalid_choice": "No group has this number."},
        widget=forms.NumberInput(attrs={"min": 1}),
    )

    def __init__(self, data: Any, *, members: list[GroupMember]) -> None:
        super().__init__(data)
        cast(forms.TypedMultipleChoiceField, self.fields["claims"]).choices = [
            (member.claim_id, str(member)) for member in members
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verb") == "merge":
            if not data.get("into") and "into" not in self.errors:
                self.add_error("into", "Give the number of the other group.")
        elif data.get("verb") and not data.get("claims") and "claims" not in self.errors:
            self.add_error("claims", "Choose at least one claim.")
        return data


class GroupDetailView(DetailView[ClaimGroup]):
    """One claim as each outlet put it, in the order in which it was told. Editors decide here what belongs."""

    template_name = "claims/group_detail.html"
    context_object_name = "group"

    def get_queryset(self) -> QuerySet[ClaimGroup]:
        shown, editor = sees_suggestions(self.request), may_review(self.request.user)
        groups = ClaimGroup.objects.with_counts(suggestions=shown).select_related("merged_into", "split_from")
        return groups.with_members(suggestions=shown, editor=editor)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.merged_into is not None:
            return redirect(self.object.standing_for, permanent=True)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_review(request.user):
            raise PermissionDenied("Only editors decide what is the same claim.")
        self.object = self.get_object()
        form = GroupDecisionForm(request.POST, members=cast(Any, self.object).told)
        if form.is_valid():
            try:
                where, done = self._do(form.cleaned_data, request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
            else:
                messages.success(request, done)
                return redirect(where)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _do(self, asked: dict[str, Any], by: User) -> tuple[ClaimGroup, str]:
        """Carry out a decision; where to go on, and what to say there."""
        group, claims = self.object, asked["claims"]
        number = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
        match asked["verb"]:
            case "confirm":
                group.confirm(by=by, claims=claims)
                return group, f"{number} confirmed to be this claim."
            case "reject":
                group.reject(by=by, claims=claims)
                return group, f"{number} taken out. It will not be suggested here again."
            case "split":
                apart = group.split(claims, by=by)
                return apart, f"{number} of group {group.pk} are a group of their own now."
        group.merge_into(asked["into"], by=by)
        return asked["into"], f"Group {group.pk} is part of this one now."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members: list[GroupMember] = cast(Any, self.object).told
        here = [member for member in members if member.is_likely]
        first = next((member.claim for member in here if member.claim.version.article.published_on), None)
        return super().get_context_data(
            here=here,
            questions=[m for m in members if m.state == "suggested" and not m.is_likely],
            rejected=[m for m in members if m.state == "rejected"],
            first=first,
            title=here[0].claim if here else None,
            editor=may_review(self.request.user),
            json_twin=reverse("api-group", args=[self.object.pk]),
            **kwargs,
        )


def told_elsewhere(claim: Claim, request: HttpRequest) -> dict[str, Any]:
    """For a claim's page: `group`, where it is told elsewhere, and `elsewhere`, the members of other articles."""
    keys = [claim.pk, *([claim.restates_id] if claim.headline and claim.restates_id else [])]
    shown = GroupMember.objects.told(suggestions=sees_suggestions(request)).order_by("pk")
    own = shown.filter(claim__in=keys).select_related("group").first()
    if own is None:
        return {"group": None, "elsewhere": []}
    others = shown.filter(group=own.group).exclude(claim__version__article=claim.version.article_id)
    elsewhere = list(others.for_list().in_order())
    return {"group": own.group if elsewhere else None, "elsewhere": elsewhere}
