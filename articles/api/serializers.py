"""Articles as JSON, and what is sent in."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article, ArticleVersion, Extraction, Outcome, Outlet
from articles.passages import Paragraph
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
    outlet = OutletSerializer(read_only=True, allow_null=True)
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


class ExcerptSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0)
    text = serializers.CharField()


def current_version(article: Article) -> ArticleVersion:
    return next(version for version in article.versions.all() if version.is_current)


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its versions and its text, or the paragraphs around its claims where only they are public.

    The context holds `passages`: the paragraphs to show, or nothing where the whole text may be shown.
    """

    text = serializers.SerializerMethodField()
    excerpts = serializers.SerializerMethodField(
        help_text="Where only excerpts are public: the paragraphs that hold claims, with their offsets. Else null."
    )
    versions = VersionSerializer(many=True, read_only=True)

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "text", "excerpts", "versions")  # type: ignore[assignment]

    @extend_schema_field(serializers.CharField(allow_null=True, help_text="Null where only excerpts are public."))
    def get_text(self, article: Article) -> str | None:
        return current_version(article).text if self.context["passages"] is None else None

    @extend_schema_field(ExcerptSerializer(many=True, allow_null=True))
    def get_excerpts(self, article: Article) -> list[dict[str, Any]] | None:
        passages: list[Paragraph] | None = self.context["passages"]
        if passages is None:
            return None
        return [
            {"start": each.start, "end": each.end, "text": "".join(segment.text for segment in each.segments)}
            for each in passages
        ]


class ArticleInputSerializer(serializers.Serializer[Any]):
    """One of `text` and `html` is needed, the rest helps. For the schema: `articles.ingestion` checks what is sent."""

    text = serializers.CharField(required=False)
    html = serializers.CharField(required=False)
    url = serializers.URLField(required=False)
    headline = serializers.CharField(required=False)
    title = serializers.CharField(required=False, help_text="The same as `headline`.")
    outlet = serializers.CharField(required=False)
    publisher = serializers.CharField(required=False, help_text="The same as `outlet`.")
    published = serializers.CharField(required=False, help_text="A day, or a moment with its zone, in ISO 8601.")
    date = serializers.CharField(required=False, help_text="The same as `published`.")
    byline = serializers.CharField(required=False)
    author = serializers.CharField(required=False, help_text="The same as `byline`.")
    id = serializers.CharField(required=False, help_text="What the sender calls it; kept as `source_id`.")


class TakenSerializer(serializers.Serializer[Any]):
    """What became of an article that was sent in."""

    outcome = serializers.ChoiceField(choices=[outcome.value for outcome in Outcome])
    extraction = serializers.ChoiceField(choices=Extraction.choices)
    article = ArticleSerializer()
    version = VersionRefSerializer()
