"""Look for claims that are told in several articles: for archives older than the comparing of claims."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models import ArticleVersion
from claims.grouping import group
from claims.models import ClaimVector, GroupMember


class Command(BaseCommand):
    help = (
        "Look for the claims that are here already in each other's articles, and suggest which are one. New claims are "
        "compared as they come in. May be run again, and suggests nothing twice."
    )

    def handle(self, **options: Any) -> None:
        before, vectors = GroupMember.objects.count(), ClaimVector.objects.count()
        versions = ArticleVersion.objects.filter(is_current=True).select_related("article").order_by("pk")
        for version in versions.defer("text").iterator(chunk_size=200):
            group(version)
        self.stdout.write(f"Claims looked for: {ClaimVector.objects.count() - vectors:,}")
        self.stdout.write(f"New suggestions: {GroupMember.objects.count() - before:,}")
