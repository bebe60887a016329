"""A claim's thread over the API: who answered whom, in the order of speaking."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.serializers import ClaimSerializer
from claims.models import Claim, RebuttalType, SuggestionState
from claims.threads import thread_of
from claimtrack.accounts.rules import asked_by_editor
from claimtrack.api.problems import Gone
from claimtrack.api.schema import answers


class AnswerSerializer(serializers.Serializer[Any]):
    """One of a turn's answers: to which turn, and the pair that says so."""

    turn = serializers.IntegerField(source="to.number", help_text="The number of the turn that is answered.")
    pair = serializers.IntegerField(source="link.pk", help_text="The pair's id.")
    claim = serializers.IntegerField(source="link.target_id", help_text="The id of the claim that is answered.")
    type = serializers.ChoiceField(source="link.type", choices=RebuttalType.choices)
    state = serializers.ChoiceField(source="link.state", choices=SuggestionState.choices)


class TurnSerializer(serializers.Serializer[Any]):
    """One point of the exchange: the claim that makes it, and others of the article that make it again."""

    number = serializers.IntegerField()
    claim = ClaimSerializer()
    again = ClaimSerializer(many=True)
    answers = AnswerSerializer(many=True)


class ThreadSerializer(serializers.Serializer[Any]):
    """Turns in the order of speaking: by the days said where these tell, else answers after what they answer."""

    turn = serializers.IntegerField(help_text="The number of the turn that the claim one asked for belongs to.")
    turns = TurnSerializer(many=True)
    cut = serializers.BooleanField(
        help_text="Whether claims were left out, those farthest away, as there were too many."
    )


@extend_schema_view(retrieve=extend_schema(responses=answers(200, ThreadSerializer, 400, 404, 410)))
class ThreadViewSet(viewsets.GenericViewSet[Claim]):
    """The exchange that a claim stands in; one turn where nobody answers it and it answers nobody."""

    queryset = Claim.objects.defer("search")
    serializer_class = ThreadSerializer

    def retrieve(self, request: Request, pk: str) -> Response:
        claim = self.get_object()
        if not claim.stands and not asked_by_editor(request):
            raise Gone(pk=claim.pk, state=claim.state)
        thread = thread_of(claim)
        shown = {"turn": thread.turn_of(claim.pk).number, "turns": thread.turns, "cut": thread.cut}
        return Response(self.get_serializer(shown).data)
