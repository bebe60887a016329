"""The network: MiniLM's encoder with two more embeddings at its input and three heads over its words.

The encoder is BERT's (Devlin et al., NAACL 2019) with the sizes and weights of all-MiniLM-L6-v2 (Wang et al., NeurIPS
2020; Apache-2.0). It is uncased, so a word's shape is told to it, and whether the word stands between quotation marks.
The heads are a linear-chain CRF over seven labels and two biaffine ones (Dozat and Manning, ICLR 2017).
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from ..decoding import allowed
from ..windows import FARTHEST, LABELS

WIDTH, HEADS, INNER, LAYERS, EPSILON = 384, 12, 1536, 6, 1e-12
VOCABULARY, POSITIONS, SHAPES, QUOTED = 30522, 512, 7, 3
ARC = 128  # width of what is compared by a biaffine head
DROPOUT = 0.1
ENCODER = ("pieces", "positions", "shapes", "quoted", "entered", "layers")  # the parts that every word goes through


def dropped(states: Tensor, training: bool) -> Tensor:
    """Dropout with one mask for all words of a window (Gal and Ghahramani, NeurIPS 2016): drawing more costs a lot."""
    if not training:
        return states
    keep = torch.rand(states.shape[0], 1, states.shape[2]) > DROPOUT
    return states * keep.to(states.dtype) / (1 - DROPOUT)


class Layer(nn.Module):
    """One block of the encoder: attention, then two linear maps, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.merge = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attended, self.done = nn.LayerNorm(WIDTH, eps=EPSILON), nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """`(windows, pieces, WIDTH)` in and out; `mask` is false where a window has ended."""
        windows, pieces, _ = states.shape

        def heads(projected: Tensor) -> Tensor:
            return projected.view(windows, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(states)), heads(self.key(states)), heads(self.value(states))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(windows, pieces, WIDTH)
        states = self.attended(states + dropped(self.merge(seen), self.training))
        return self.done(states + dropped(self.narrow(functional.gelu(self.widen(states))), self.training))


class Network(nn.Module):
    """Windows of word pieces in; for each word the weights of labels, of cues for contents, of sources for cues."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes, self.quoted = nn.Embedding(SHAPES, WIDTH), nn.Embedding(QUOTED, WIDTH)
        self.entered = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.labels = nn.Linear(WIDTH, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.content, self.cue = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.asking, self.source = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arcs = nn.Parameter(torch.randn(2, ARC, ARC) * 0.05)
        self.none = nn.Parameter(torch.zeros(2, ARC))
        self.distance = nn.Parameter(torch.zeros(2, 2 * FARTHEST + 1))
        for embedding in (self.shapes, self.quoted):  # to begin with, the encoder reads as it was taught to
            nn.init.zeros_(embedding.weight)
        pairs, begin = allowed()
        self.register_buffer("forbidden_pairs", torch.from_numpy(pairs))
        self.register_buffer("forbidden_begin", torch.from_numpy(begin))

    def load_encoder(self, folder: Path) -> None:
        """Take over the weights of a sentence-transformers folder of MiniLM, for as many layers as there are here."""
        weights = load_file(folder / "model.safetensors")
        self.pieces.weight.data = weights["embeddings.word_embeddings.weight"]
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data = weights["embeddings.position_embeddings.weight"] + kind
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "merge": "attention.output.dense",
            "attended": "attention.output.LayerNorm",
            "widen": "intermediate.dense",
            "narrow": "output.dense",
            "done": "output.LayerNorm",
        }
        parts = {"embeddings.LayerNorm": self.entered}
        for number, layer in enumerate(self.layers):
            parts |= {f"encoder.layer.{number}.{theirs}": getattr(layer, ours) for ours, theirs in names.items()}
        for name, part in parts.items():
            part.weight.data, part.bias.data = weights[f"{name}.weight"], weights[f"{name}.bias"]

    def enter(self, ids: Tensor, shapes: Tensor, quoted: Tensor) -> Tensor:
        """The state of each piece before the first layer."""
        states = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes) + self.quoted(quoted)
        return dropped(self.entered(states), self.training)

    def read(self, ids: Tensor, shapes: Tensor, quoted: Tensor, first: Tensor, mask: Tensor | None) -> Tensor:
        """The state of each word's first piece, `(windows, words, WIDTH)`."""
        states = self.enter(ids, shapes, quoted)
        for layer in self.layers:
            states = layer(states, None if mask is None else mask[:, None, None, :])
        return states.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def links(self, words: Tensor, relation: int) -> Tensor:
        """The weights of a relation (0 content to cue, 1 cue to source), `(windows, words, 1 + words)`; 0 is none."""
        asking, asked = (self.content, self.cue) if relation == 0 else (self.asking, self.source)
        left = functional.relu(asking(words)) @ self.arcs[relation] / ARC**0.5
        none = left @ self.none[relation]
        at = torch.arange(words.shape[1])
        apart = (at[None] - at[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        weights = left @ functional.relu(asked(words)).transpose(1, 2) + self.distance[relation][apart]
        return torch.cat([none[:, :, None], weights], 2)

    def label_loss(self, words: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """The CRF's negative log likelihood of the labels, per word."""
        emissions = self.labels(words)
        pairs, begin = self.transitions + self.forbidden_pairs, self.begin + self.forbidden_begin
        state = emissions[:, 0] + begin
        gold = state.gather(1, labels[:, :1])[:, 0]
        for at in range(1, emissions.shape[1]):
            stepped = torch.logsumexp(state[:, :, None] + pairs, 1) + emissions[:, at]
            state = torch.where(mask[:, at, None], stepped, state)
        steps = emissions.gather(2, labels[:, :, None])[:, 1:, 0] + pairs[labels[:, :-1], labels[:, 1:]]
        gold = gold + (steps * mask[:, 1:]).sum(1)
        return (torch.logsumexp(state, 1) - gold).sum() / mask.sum()
