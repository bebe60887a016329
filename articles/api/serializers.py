"""Articles as JSON, and what is sent in."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article, ArticleVersion, Extraction, Outcome, Outlet
from claimtrack.accounts.rules import asked_by_editor
from claimtrack.api.fields import PageField
from claimtrack.api.serializers import Addressed


class OutletSerializer(serializers.ModelSerializer[Outlet]):
    class Meta:
        model = Outlet
        fields = ("slug", "name")


class VersionRefSerializer(serializers.ModelSerializer[ArticleVersion]):
    text_sha256 = serializers.CharField(source="sha256", help_text="Of the UTF-8 text that all offsets refer to.")

    class Meta:
        model = ArticleVersion
        fields = ("id", "number", "text_sha256")


class VersionSerializer(VersionRefSerializer):
    class Meta(VersionRefSerializer.Meta):
        fields = (*VersionRefSerializer.Meta.fields, "seen_at", "is_current", "extraction")  # type: ignore[assignment]


class ArticleRefSerializer(serializers.ModelSerializer[Article]):
    outlet = OutletSerializer(read_only=True)
    page = PageField()

    class Meta:
        model = Article
        fields = ("id", "url", "headline", "outlet", "published_on", "page")


class ArticleSerializer(Addressed, ArticleRefSerializer):
    api_view = "api-article"

    class Meta(ArticleRefSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *ArticleRefSerializer.Meta.fields,
            "byline",
            "published_time",
            "language",
            "language_certain",
            "source_id",
            "copy_of",
            "created_at",
            "updated_at",
        )


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its versions, and its current text where the site shows whole texts."""

    text = serializers.SerializerMethodField()
    versions = VersionSerializer(many=True, read_only=True)

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "text", "versions")  # type: ignore[assignment]

    @extend_schema_field(serializers.CharField(allow_null=True, help_text="Null where only excerpts are public."))
    def get_text(self, article: Article) -> str | None:
        if settings.ARTICLE_TEXT == "excerpt" and not asked_by_editor(self.context["request"]):
            return None
        return next((version.text for version in article.versions.all() if version.is_current), None)


class ArticleInputSerializer(serializers.Serializer[Any]):
    """One of `text` and `html` is needed. `title`, `publisher`, `date` and `author` will do as names as well."""

    text = serializers.CharField(required=False)
    html = serializers.CharField(required=False)
    url = serializers.URLField(required=False)
    headline = serializers.CharField(required=False)
    outlet = serializers.CharField(required=False)
    published = serializers.CharField(required=False, help_text="A day, or a moment with its zone, in ISO 8601.")
    byline = serializers.CharField(required=False)
    id = serializers.CharField(required=False, help_text="What the sender calls it; kept as `source_id`.")


class TakenSerializer(serializers.Serializer[Any]):
    """What became of an article that was sent in."""

    outcome = serializers.ChoiceField(choices=[outcome.value for outcome in Outcome])
    extraction = serializers.ChoiceField(choices=Extraction.choices)
    article = ArticleSerializer()
    version = VersionRefSerializer()
