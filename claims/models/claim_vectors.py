"""Vectors of what claims say, and which of them are near: for workers, which look for the same claim elsewhere."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection, models
from pgvector.django import HalfVectorField, HnswIndex

from claims.sameness import Side
from claims.sameness.vectors import DIMENSIONS, MODEL

from .claims import Claim

# Of the whole archive, and of the same speaker's claims.
NEIGHBOURS = 48
OF_THE_SPEAKER = 16
# How many the index looks at for them: more finds more of what is there, and takes longer.
EFFORT = 64


# For each claim asked for: the nearest of all, by the index, and the nearest of its speaker's, with who says them.
_NEIGHBOURS = f"""
    SELECT mine.claim_id, near.claim_id, 1 - near.distance, c.speaker_id, s.name, s.kind, coalesce(body.name, ''),
        c.role, c.affiliation
    FROM claims_claimvector mine
    CROSS JOIN LATERAL (
        (SELECT claim_id, embedding <=> mine.embedding AS distance FROM claims_claimvector
            ORDER BY embedding <=> mine.embedding LIMIT {NEIGHBOURS})
        UNION
        (SELECT claim_id, embedding <=> mine.embedding AS distance FROM claims_claimvector
            WHERE speaker_id = mine.speaker_id ORDER BY embedding <=> mine.embedding LIMIT {OF_THE_SPEAKER})
    ) near
    JOIN claims_claim c ON c.id = near.claim_id
    JOIN articles_articleversion text ON text.id = c.version_id
    JOIN claims_speaker s ON s.id = c.speaker_id
    LEFT JOIN claims_speaker body ON body.id = s.part_of_id
    WHERE mine.claim_id = ANY(%s) AND near.distance <= %s AND text.article_id <> %s
        AND c.state = 'current' AND NOT c.headline AND text.is_current
    ORDER BY mine.claim_id, near.distance, near.claim_id
"""


class Neighbour(NamedTuple):
    """A claim of another article that is near `claim`, how near (the cosine), and who says it there."""

    claim: int
    other: int
    cosine: float
    side: Side


class ClaimVectorQuerySet(models.QuerySet["ClaimVector"]):
    def neighbours(self, claims: Sequence[int], *, article: int, least: float) -> list[Neighbour]:
        """What other articles than `article` hold near these claims, in one query. Needs a transaction.

        By the index, so a few may be missed; speakers are looked at by whoever asks.
        """
        with connection.cursor() as cursor:
            self.settle(cursor)
            cursor.execute(_NEIGHBOURS, [list(claims), 1 - least, article])
            return [Neighbour(row[0], row[1], row[2], Side(*row[3:])) for row in cursor.fetchall()]

    def plan(self, claims: Sequence[int], *, article: int, least: float) -> str:
        """How the database looks for them, as it says itself."""
        with connection.cursor() as cursor:
            self.settle(cursor)
            cursor.execute(
                f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {_NEIGHBOURS}", [list(claims), 1 - least, article]
            )
            return "\n".join(line for (line,) in cursor.fetchall())

    def settle(self, cursor: Any) -> None:
        """How thoroughly this transaction looks: it goes on where the first it finds are other speakers'."""
        cursor.execute(
            "SELECT set_config('hnsw.ef_search', %s, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),"
            " set_config('hnsw.max_scan_tuples', '4000', true)",
            [str(EFFORT)],
        )


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
