"""Makes trajectory.json again: twenty steps of training in PyTorch, float64, to be walked again by the
engine.

Run with Debian's Python: /usr/bin/python3 test/golden/make-trajectory.py (packages python3-torch,
python3-numpy). Arrays are flat, in the engine's layouts: samples [count, height, width, channels], weights in
the order of `weightLayout` (convolution kernels [height, width, in, out], dense kernels [in, out], each
followed by its bias).
"""
import json
import platform
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(41)
STEPS, BATCH, SHAPE, CLASSES = 20, 5, (8, 7, 2), 3


def draw(*shape, scale=1.0):
    return (torch.randn(*shape) * scale * 1000).round() / 1000


def network(x, w):
    """3×3 same, ReLU, max 2; 2×2, ELU; dense. x [batch, channels, height, width]."""
    x = F.max_pool2d(F.relu(F.conv2d(x, w[0], w[1], padding=1)), 2)
    x = F.elu(F.conv2d(x, w[2], w[3]))
    return x.permute(0, 2, 3, 1).flatten(1) @ w[4] + w[5]


def flat(w):
    order = [t.permute(2, 3, 1, 0) if t.dim() == 4 else t for t in w]
    return [v for t in order for v in t.detach().reshape(-1).tolist()]


def train(start, samples, labels, make):
    w = [t.clone().requires_grad_() for t in start]
    optimiser, losses = make(w), []
    for step in range(STEPS):
        at = slice(step * BATCH, (step + 1) * BATCH)
        loss = F.cross_entropy(network(samples[at].permute(0, 3, 1, 2), w), labels[at])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return {'losses': losses, 'end': flat(w)}


start = [
    draw(4, 2, 3, 3, scale=0.3),
    draw(4, scale=0.1),
    draw(5, 4, 2, 2, scale=0.3),
    draw(5, scale=0.1),
    draw(30, CLASSES, scale=0.3),
    draw(CLASSES, scale=0.1),
]
samples, labels = draw(STEPS * BATCH, *SHAPE), torch.randint(CLASSES, (STEPS * BATCH,))
golden = {
    'made with': {'python': platform.python_version(), 'torch': torch.__version__},
    'shape': SHAPE,
    'classes': CLASSES,
    'batch': BATCH,
    'start': flat(start),
    'samples': samples.reshape(-1).tolist(),
    'labels': labels.tolist(),
    'sgd': train(start, samples, labels, lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9)),
    'adam': train(start, samples, labels, lambda w: torch.optim.Adam(w, lr=0.01)),
}
target = Path(__file__).with_name('trajectory.json')
target.write_text(json.dumps(golden, separators=(',', ':')) + '\n')
print(target, target.stat().st_size, 'bytes', golden['sgd']['losses'][::19], golden['adam']['losses'][::19])
