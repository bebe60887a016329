"""Claims, speakers and reviews as JSON. Offsets are code points into the text that `text_sha256` names."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.serializers import ArticleRefSerializer, VersionRefSerializer
from claims.models import GAP, Claim, Disputed, Evidence, EvidenceStatus, Hedge, Review, Speaker
from claims.models.claim_queries import CONTEXT
from claimtrack.accounts.rules import sees_suggestions
from claimtrack.api.fields import EditorsOnlyField, PageField
from claimtrack.api.serializers import Addressed, StrictSerializer

SpanList = serializers.ListField(
    child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2)
)


@extend_schema_field(SpanList)
class SpansField(serializers.Field[Any, Any, Any, Any]):
    """`[[start, end], …]`, end exclusive, in text order."""

    def to_representation(self, value: Any) -> Any:
        return value


class SpeakerRefSerializer(serializers.ModelSerializer[Speaker]):
    page = PageField()

    class Meta:
        model = Speaker
        fields = ("id", "slug", "name", "kind", "page")


class SpeakerSerializer(Addressed, SpeakerRefSerializer):
    api_view = "api-speaker"

    names: serializers.SlugRelatedField[Any] = serializers.SlugRelatedField("name", many=True, read_only=True)
    part_of = SpeakerRefSerializer(read_only=True, allow_null=True)
    merged_into = serializers.SerializerMethodField()
    article = serializers.PrimaryKeyRelatedField[Any](
        read_only=True, help_text="Set for a speaker who is known from this one article only."
    )
    claim_count = serializers.IntegerField(read_only=True)

    class Meta(SpeakerRefSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *SpeakerRefSerializer.Meta.fields,
            "names",
            "part_of",
            "merged_into",
            "article",
            "wikidata_id",
            "claim_count",
            "created_at",
            "updated_at",
        )

    @extend_schema_field(SpeakerRefSerializer(allow_null=True))
    def get_merged_into(self, speaker: Speaker) -> Any:
        """Who stands for them now, however many merges lie between."""
        if speaker.merged_into is None:
            return None
        return SpeakerRefSerializer(speaker.standing_for, context=self.context).data


class WordsSerializer(serializers.Serializer[Any]):
    """Words and where they stand; both empty where the article has none."""

    text = serializers.CharField(allow_blank=True)
    spans = SpansField()


class QuoteSerializer(serializers.Serializer[Any]):
    """A W3C text quote selector: the text from the first to the last of the words, and 32 characters around."""

    exact = serializers.CharField()
    prefix = serializers.CharField(allow_blank=True)
    suffix = serializers.CharField(allow_blank=True)


class SaidOnSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True, help_text="In the article's words, such as “Thursday”.")
    day = serializers.DateField(allow_null=True, help_text="Where the published day settles it.")


class ClaimSideSerializer(Addressed, serializers.ModelSerializer[Claim]):
    """A claim spelled out, as it stands on either side of a pair. Give it rows of `with_context()`."""

    api_view = "api-claim"

    page = PageField()
    text = serializers.CharField(source="words", help_text="The content; “ … ” between its pieces.")
    pieces = serializers.SerializerMethodField(help_text="What each of `spans` covers.")
    speaker = SpeakerRefSerializer(read_only=True, allow_null=True)
    source = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of that name
    cue = serializers.SerializerMethodField()
    spans = SpansField(source="content_spans")
    quoted_spans = SpansField()
    quote = serializers.SerializerMethodField()
    said_on = serializers.SerializerMethodField()
    article = ArticleRefSerializer(source="version.article", read_only=True)
    version = VersionRefSerializer(read_only=True)
    suggested_status = serializers.SerializerMethodField()
    confidence = EditorsOnlyField()

    class Meta:
        model = Claim
        fields: ClassVar[Any] = (
            "id",
            "page",
            "text",
            "pieces",
            "mode",
            "act",
            "speaker",
            "role",
            "affiliation",
            "source",
            "cue",
            "spans",
            "quoted_spans",
            "quote",
            "said_on",
            "venue",
            "audience",
            "channel",
            "place",
            "article",
            "version",
            "utterance",
            "headline",
            "inside",
            "restates",
            "continues",
            "state",
            "evidence_status",
            "suggested_status",
            "extractor_version",
            "confidence",
            "created_at",
            "updated_at",
        )

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_pieces(self, claim: Claim) -> list[str]:
        pieces, at = [], 0
        for start, end in claim.content_spans:
            pieces.append(claim.words[at : at + end - start])
            at += end - start + len(GAP)
        return pieces

    @extend_schema_field(WordsSerializer)
    def get_source(self, claim: Claim) -> dict[str, Any]:
        return {"text": claim.source, "spans": claim.source_spans}

    @extend_schema_field(WordsSerializer)
    def get_cue(self, claim: Claim) -> dict[str, Any]:
        return {"text": claim.cue, "spans": claim.cue_spans}

    @extend_schema_field(QuoteSerializer)
    def get_quote(self, claim: Any) -> dict[str, str]:
        before = min(claim.start, CONTEXT)
        after = before + claim.end - claim.start
        around = claim.text_around
        return {"exact": around[before:after], "prefix": around[:before], "suffix": around[after:]}

    @extend_schema_field(SaidOnSerializer)
    def get_said_on(self, claim: Claim) -> dict[str, Any]:
        return {"text": claim.said_on, "day": claim.said_day}

    @extend_schema_field(serializers.ChoiceField(choices=EvidenceStatus.choices, allow_null=True))
    def get_suggested_status(self, claim: Claim) -> str | None:
        return claim.suggested_status if sees_suggestions(self.context["request"]) else None


class ClaimSerializer(ClaimSideSerializer):
    """A claim as the lists show it, with what is computed from its links."""

    disputed = serializers.ChoiceField(
        choices=Disputed.choices, read_only=True, help_text="Whether a claim answers it, or the one that it restates."
    )
    answer_count = serializers.IntegerField(read_only=True)

    class Meta(ClaimSideSerializer.Meta):
        fields = (*ClaimSideSerializer.Meta.fields, "disputed", "answer_count")


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    class Meta:
        model = Evidence
        fields = ("url", "title", "shows", "archive_url")


class ReviewSerializer(serializers.ModelSerializer[Review]):
    reviewer = serializers.CharField(source="reviewer.__str__", read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta:
        model = Review
        fields = ("id", "claim", "before", "after", "reason", "reviewer", "evidence", "created_at")


class EvidenceInputSerializer(StrictSerializer, EvidenceSerializer):
    pass


# To have looked and not decided is no decision.
DECISIONS = [choice for choice in EvidenceStatus.choices if choice[0] != EvidenceStatus.UNREVIEWED]


class ReviewInputSerializer(StrictSerializer):
    """A decision on a claim. `supported`, `refuted`, `conflicting` and `withdrawn` need evidence."""

    status = serializers.ChoiceField(choices=DECISIONS)
    reason = serializers.CharField(max_length=10_000)
    evidence = EvidenceInputSerializer(many=True, required=False)

    def validate_evidence(self, items: list[dict[str, Any]]) -> list[Evidence]:
        return [Evidence(**item) for item in items]


class HedgeSerializer(serializers.ModelSerializer[Hedge]):
    """Words that leave open whether a thing is so, and whose they are."""

    text = serializers.CharField(source="words", help_text="Such as “alleged”.")
    spans = serializers.SerializerMethodField()

    class Meta:
        model = Hedge
        fields = ("text", "spans", "owner")

    @extend_schema_field(SpanList)
    def get_spans(self, hedge: Hedge) -> list[list[int]]:
        return [[hedge.start, hedge.end]]


class ClaimDetailSerializer(ClaimSerializer):
    """A claim with its hedges and decisions, where it went on, and where else its article's text was published."""

    hedges = HedgeSerializer(many=True, read_only=True)
    reviews = ReviewSerializer(many=True, read_only=True)
    also_published_by = ArticleRefSerializer(source="version.article.copies", many=True, read_only=True)
    continued_by = serializers.PrimaryKeyRelatedField[Claim](
        many=True, read_only=True, help_text="Claims of a later version of the article that have the same words."
    )

    class Meta(ClaimSerializer.Meta):
        fields = (*ClaimSerializer.Meta.fields, "hedges", "reviews", "also_published_by", "continued_by")
