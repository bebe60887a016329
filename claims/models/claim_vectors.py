"""Vectors of what claims say, and which of them are near: for workers, which look for the same claim elsewhere."""

import hashlib
from collections.abc import Sequence
from typing import Any, Self, cast

from django.db import connection, models
from pgvector.django import CosineDistance, HalfVectorField, HnswIndex

from claims.sameness.vectors import DIMENSIONS, MODEL

from .claims import Claim

# Of the whole archive, and of the same speaker's claims.
NEIGHBOURS = 48
OF_THE_SPEAKER = 16
# How many the index looks at for them: more finds more of what is there, and takes longer.
EFFORT = 64


class ClaimVectorQuerySet(models.QuerySet["ClaimVector"]):
    def nearest(self, vector: Sequence[float], number: int) -> Self:
        """The nearest first, each with its `distance` (1 less the cosine). By the index, so a few may be missed."""
        near: Any = self.annotate(distance=CosineDistance("embedding", vector))
        return cast(Self, near.order_by("distance")[:number])

    def settle(self) -> None:
        """How thoroughly this transaction's searches look."""
        with connection.cursor() as cursor:
            # Goes on looking where the first it finds are other speakers'.
            cursor.execute(
                "SELECT set_config('hnsw.ef_search', %s, true),"
                " set_config('hnsw.iterative_scan', 'relaxed_order', true),"
                " set_config('hnsw.max_scan_tuples', '4000', true)",
                [str(EFFORT)],
            )

    def neighbours(self, claim: Claim, vector: Sequence[float]) -> dict[int, float]:
        """Ids of the claims that may be this one told again, each with its cosine. Needs a transaction."""
        self.settle()
        others = self.exclude(claim=claim)
        near: list[Any] = [*cast(Any, others.nearest(vector, NEIGHBOURS)).values_list("claim", "distance")]
        own = others.filter(speaker=claim.speaker_id)
        near += cast(Any, own.nearest(vector, OF_THE_SPEAKER)).values_list("claim", "distance")
        return {pk: 1.0 - float(distance) for pk, distance in near}


class ClaimVector(models.Model):
    """What a claim says, as a point. Computed from its words; a row of its own, since claims change and it does not."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="vector")
    embedding = HalfVectorField(dimensions=DIMENSIONS)
    # The claim's, beside the vector, so that one scan finds the speaker's nearest.
    speaker = models.ForeignKey("Speaker", models.CASCADE, null=True, related_name="+")
    # Of the words and the model: where it differs, the vector is computed anew.
    digest = models.CharField(max_length=32)

    objects = ClaimVectorQuerySet.as_manager()

    class Meta:
        indexes = [
            HnswIndex(
                name="claim_vector_near",
                fields=["embedding"],
                m=16,
                ef_construction=64,
                opclasses=["halfvec_cosine_ops"],
            )
        ]

    def __str__(self) -> str:
        return f"vector of claim {self.pk}"


def digest_of(words: str) -> str:
    """What a vector of these words is stored with."""
    return hashlib.blake2b(f"{MODEL}\n{words}".encode(), digest_size=16).hexdigest()
