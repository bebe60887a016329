"""The form for sending in one article."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.ingestion import ALIASES, Refused, address, submission
from articles.ingestion.dates import published
from articles.ingestion.decoding import MAX_BYTES
from articles.ingestion.files import fields_of, looks_like_html
from articles.models import Submission


class ArticleForm(forms.Form):
    """An article pasted as text or HTML, or uploaded as a file.

    Once `is_valid()`, `form.submission` is the article. The view stores it and asks for its claims, in one transaction:
    `version, outcome = Article.objects.take(form.submission)`, then `claims.tasks.request_extraction(version)`. A field
    that is left empty takes what the page or the file's header says. Render it as multipart: it has a file.
    """

    text = forms.CharField(
        # Offsets count from the first character that was sent: only ingestion decides what is stripped.
        strip=False,
        required=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="The whole article, with a blank line between paragraphs. The HTML of its page will do as well.",
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
        help_text="A .txt or .html file, instead of the text.",
    )
    headline = forms.CharField(required=False, max_length=1000, label="Headline")
    outlet = forms.CharField(required=False, max_length=200, label="Outlet", help_text="Who published it.")
    url = forms.CharField(
        required=False, max_length=2000, label="Address", widget=forms.URLInput(attrs={"placeholder": "https://"})
    )
    published = forms.CharField(
        required=False, label="Published on", widget=forms.DateInput(attrs={"type": "date"}), help_text="The day."
    )
    byline = forms.CharField(required=False, max_length=500, label="Byline", help_text="Who wrote it.")

    submission: Submission

    @classmethod
    def prefilled(cls, query: Mapping[str, Any]) -> "ArticleForm":
        """An empty form with what a link names: `?url=…&title=…&text=…`, under any of the accepted names."""
        initial = {}
        for name in cls.base_fields:
            values = [query[alias] for alias in ALIASES.get(name, ()) if query.get(alias)]
            if values:
                # A NUL would be refused on the way back; here it is only a link that somebody made up.
                initial[name] = str(values[0]).replace("\0", "")
        if "published" in initial:
            try:
                initial["published"] = published(initial["published"])[0].isoformat()
            except Refused:
                del initial["published"]
        return cls(initial=initial)

    def clean_url(self) -> str:
        return str(self._checked(address, "url"))

    def clean_published(self) -> str:
        # A day stays as it was written; what it means is read again with the rest.
        self._checked(published, "published")
        return str(self.cleaned_data["published"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        try:
            self.submission = submission(self._fields(data))
        except Refused as refusal:
            self.add_error(self._field_of(refusal), refusal.reason)
        return data

    def _fields(self, data: dict[str, Any]) -> dict[str, Any]:
        typed = {name: value for name, value in data.items() if name not in {"text", "file"} and value}
        text, file = data.get("text") or "", data.get("file")
        if file and text.strip():
            raise Refused("Send a text or a file, not both: empty one of them.", field="file")
        if file:
            return {**fields_of(file.name, _content(file)), **typed}
        if not text.strip():
            raise Refused("Paste the article's text here, or choose a file.", field="text")
        return {"html" if looks_like_html(text) else "text": text, **typed}

    def _field_of(self, refusal: Refused) -> str:
        """The field that shows it: what is wrong with a text is said where the text came from."""
        if refusal.field in self.fields and refusal.field not in {"text", "file"}:
            return refusal.field
        return "file" if self.files.get(self.add_prefix("file")) else "text"

    def _checked(self, check: Callable[[str], Any], name: str) -> Any:
        value = self.cleaned_data[name]
        try:
            return check(value) if value.strip() else ""
        except Refused as refusal:
            raise ValidationError(refusal.reason) from refusal


def _content(file: "UploadedFile[Any]") -> bytes:
    if (file.size or 0) > MAX_BYTES:
        raise Refused(f"This file is over {MAX_BYTES // 1_000_000} MB: no article is that long.", field="file")
    return bytes(file.read())
