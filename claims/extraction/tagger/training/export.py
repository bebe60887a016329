"""Step 3: averages the networks of several seeds, and writes the result as the two files that ship.

    PYTHONPATH=claims/extraction python -m tagger.training.export claims/extraction/trained var/training/network-*.pt

The encoders began as one, so the mean of their weights is an encoder too, and a better one than each ("model soup",
Wortsman et al., ICML 2022); heads began apart and are the first network's.

`tagger.onnx` is the encoder with the labels' head. Its matrices become 8-bit integers, each column with a scale of its
own (one scale for a whole matrix costs a point and a half of F1); the three maps into attention are joined, and its
scale folded into them, which says the same in fewer steps. `tagger.npz` holds what numpy does: the numbers of the CRF,
and the heads of the links, since they look at the few words only at which spans begin.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from .network import ARC, ENCODER, HEADS, WIDTH, Layer, Network

INPUTS = ("ids", "shapes", "quoted", "first")
OUTPUTS = ("emissions", "states")


class FastLayer(nn.Module):
    """A layer as it is run: for one window, with one map into query, key and value."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        scale = (WIDTH // HEADS) ** -0.5
        maps = (layer.query, layer.key, layer.value)
        self.enter = nn.Linear(WIDTH, 3 * WIDTH)
        self.enter.weight.data = torch.cat([one.weight * by for one, by in zip(maps, (scale, 1, 1), strict=True)])
        self.enter.bias.data = torch.cat([one.bias * by for one, by in zip(maps, (scale, 1, 1), strict=True)])
        self.layer = layer

    def forward(self, states: Tensor) -> Tensor:
        """`(1, pieces, WIDTH)` in and out."""
        layer = self.layer
        query, key, value = self.enter(states).view(1, -1, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        seen = (query @ key.transpose(2, 3)).softmax(-1) @ value
        states = layer.attended(states + layer.merge(seen.transpose(1, 2).reshape(1, -1, WIDTH)))
        return layer.done(states + layer.narrow(functional.gelu(layer.widen(states))))


class Reader(nn.Module):
    """The network as it is run: a window in, its words' weights of labels and its words' states out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(FastLayer(layer) for layer in network.layers)

    def forward(self, ids: Tensor, shapes: Tensor, quoted: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """The outputs of `OUTPUTS`, for one window."""
        states = self.network.enter(ids, shapes, quoted)
        for layer in self.layers:
            states = layer(states)
        words = states.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        return self.network.labels(words), words


def load(path: Path) -> Network:
    """The network that `train` wrote, with as many layers as it has."""
    weights = torch.load(path)
    network = Network(1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers.")))
    network.load_state_dict(weights)
    network.eval()
    return network


def averaged(paths: Sequence[Path]) -> Network:
    """The first network with the mean of all encoders."""
    networks = [load(path) for path in paths]
    weights = networks[0].state_dict()
    for name in weights:
        if name.split(".")[0] in ENCODER:
            weights[name] = torch.stack([network.state_dict()[name] for network in networks]).mean(0)
    networks[0].load_state_dict(weights)
    return networks[0]


def export(network: Network, out: Path) -> None:
    """Write both files into a folder."""
    example = tuple(torch.arange(length)[None] % 3 for length in (20, 20, 20, 12))
    axes = {name: {1: "pieces"} for name in INPUTS[:3]} | {name: {1: "words"} for name in (*INPUTS[3:], *OUTPUTS)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Reader(network),
            example,
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        nodes = onnx.load(whole).graph.node
        labels = [node.name for node in nodes if node.op_type == "MatMul" and "layers" not in node.name]
        quantize_dynamic(
            whole,
            out / "tagger.onnx",
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            nodes_to_exclude=labels,
        )
    numbers = {
        "transitions": network.transitions + network.forbidden_pairs,
        "begin": network.begin + network.forbidden_begin,
    }
    # What asks is compared through a matrix: the two are one map followed by another.
    for number, (name, asking, asked) in enumerate(
        (("cue", network.content, network.cue), ("source", network.asking, network.source))
    ):
        numbers |= {
            f"{name}_asking": asking.weight.T,
            f"{name}_asking_bias": asking.bias,
            f"{name}_asked": asked.weight.T,
            f"{name}_asked_bias": asked.bias,
            f"{name}_arcs": network.arcs[number] / ARC**0.5,
            f"{name}_none": network.none[number],
            f"{name}_distance": network.distance[number],
        }
    arrays = {name: tensor.detach().numpy().astype(np.float32) for name, tensor in numbers.items()}
    np.savez_compressed(out / "tagger.npz", allow_pickle=False, **arrays)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Quantise the tagger's network.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    options = parser.parse_args()
    export(averaged(options.networks), options.folder)
    for name in ("tagger.onnx", "tagger.npz"):
        print(f"{name}: {(options.folder / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
