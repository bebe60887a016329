"""What an editor fills in to decide on a claim, on a pair, or on two speakers."""

from typing import Any

from django import forms

from claims.models import Evidence, EvidenceStatus, SuggestionState


class ReviewForm(forms.Form):
    """A status with its reason, and evidence where there is some. `Claim.review()` says what a status needs."""

    status = forms.ChoiceField(
        label="Status", choices=[choice for choice in EvidenceStatus.choices if choice[0] != EvidenceStatus.UNREVIEWED]
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stays on record beside the decision, with your name.",
        error_messages={"required": "Say why: the reason stays on record beside the decision."},
    )
    url = forms.URLField(
        label="Address of the evidence", required=False, assume_scheme="https", max_length=2000, empty_value=""
    )
    title = forms.CharField(label="Its title", required=False, max_length=300)
    shows = forms.CharField(label="What it shows", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Evidence is all of address, title and what it shows, or none of them."""
        data = super().clean() or {}
        parts = {name: data.get(name) for name in ("url", "title", "shows")}
        if any(parts.values()):
            for name, value in parts.items():
                if not value and name not in self.errors:
                    self.add_error(name, "Fill this in as well, or leave out the evidence altogether.")
        return data

    def evidence(self) -> list[Evidence]:
        """The evidence that was given, not yet saved."""
        data = self.cleaned_data
        if not data["url"]:
            return []
        return [Evidence(url=data["url"], title=data["title"], shows=data["shows"])]


class SpeakerMatchForm(forms.Form):
    """Two buttons: one speaker, or two."""

    state = forms.ChoiceField(
        choices=[(SuggestionState.CONFIRMED, "Same speaker"), (SuggestionState.REJECTED, "Not the same")],
        error_messages={"required": "Say whether they are the same speaker or not."},
    )


class PairForm(forms.Form):
    """Two buttons: an answer, or none."""

    state = forms.ChoiceField(
        choices=[(SuggestionState.CONFIRMED, "It is an answer"), (SuggestionState.REJECTED, "It is none")],
        error_messages={"required": "Say whether the one answers the other or not."},
    )
