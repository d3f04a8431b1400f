"""Makes references.json again: twenty steps of Adam on the three reference networks in PyTorch, to be walked
again by the engine.

Run with Debian's Python: /usr/bin/python3 test/golden/make-references.py (packages python3-torch,
python3-numpy; about ten minutes). First weights, samples, labels and dropout masks come from the engine's own
counter (engine/random.ts), computed here again, so that nothing but the seeds needs to be written down.
Everything is float64, rounded to float32 at the start. Each network is walked once with a small batch, for
the engine's float64, and with batches of 64 from several seeds, for its float32: there `float32` says how far
PyTorch's own float32 ends from its float64, at worst of the ways in VARIANTS, which differ in nothing but the
order of their sums. Such networks amplify rounding, above all where it makes another value win a pooling
window or pass a ReLU, and that is a matter of luck: hence the ways and the seeds. Weights are in the order of
`weightLayout`; of each tensor every `every`-th value is kept.
"""
import json
import platform
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

STEPS, RATE, KEPT, WIDE, SEEDS = 20, 1e-3, 100, 64, tuple(range(1, 10))
GOLDEN, MASK = np.uint64(0x9E3779B9), np.uint64(0xFFFFFFFF)
VARIANTS = [
    dict(threads=1),
    dict(threads=2),
    dict(threads=2, is_channels_last=True),
    dict(threads=2, is_reversed=True),
]
NETS = {
    'mnist': dict(shape=(28, 28, 1), classes=10, batch=4, filters=[(32, 3), (64, 3)]),
    'dieleman': dict(shape=(64, 64, 3), classes=5, batch=1, filters=[(32, 5), (64, 5), (128, 3)]),
    'spectra': dict(shape=(1024, 1), classes=6, batch=4, filters=[(16, 7), (32, 5), (64, 3)]),
}


def mix(n):
    """engine/random.ts: lowbias32, on arrays of 32-bit numbers."""
    x = np.asarray(n, dtype=np.uint64) & MASK
    x = ((x ^ (x >> np.uint64(16))) * np.uint64(0x7FEB352D)) & MASK
    x = ((x ^ (x >> np.uint64(15))) * np.uint64(0x846CA68B)) & MASK
    return (x ^ (x >> np.uint64(16))) & MASK


def random32(key, count):
    return mix(mix((np.arange(count, dtype=np.uint64) + GOLDEN) & MASK) ^ np.uint64(key))


def key_with(key, n):
    return int(mix(np.uint64(key) ^ mix((np.uint64(n) + GOLDEN) & MASK)))


def key_of(*numbers):
    key = 0
    for n in numbers:
        key = key_with(key, n)
    return key


def uniform(key, count):
    """[-1, 1), rounded to float32."""
    return (2 * (random32(key, count) / 2**32) - 1).astype(np.float32).astype(np.float64)


def first_weights(net, seed):
    """Kernels within ±sqrt(6 / fan in), biases 0, as tensors in PyTorch's layouts, and flat in the
    engine's."""
    rank, channels, sizes = len(net['shape']) - 1, net['shape'][-1], list(net['shape'][:-1])
    tensors, number = [], 0

    def draw(shape, fan_in):
        nonlocal number
        values = (
            (uniform(key_of(21, seed, number), int(np.prod(shape))) * np.sqrt(6 / fan_in))
            .astype(np.float32)
            .astype(np.float64)
        )
        number += 1
        return values.reshape(shape)

    for filters, kernel in net['filters']:
        taps = [kernel] * rank
        tensors += [draw([*taps, channels, filters], kernel**rank * channels), np.zeros(filters)]
        channels, sizes = filters, [(s - kernel + 1) // 2 for s in sizes]
    features = int(np.prod(sizes)) * channels
    return tensors + [draw([features, net['classes']], features), np.zeros(net['classes'])]


def to_torch(t):
    """[..., in, out] -> [out, in, ...] for kernels; the rest as it is."""
    return np.moveaxis(t, [-1, -2], [0, 1]) if t.ndim > 2 else t


def to_engine(t):
    return np.moveaxis(t, [0, 1], [-1, -2]) if t.ndim > 2 else t


def forward(x, w, net, mask):
    rank = len(net['shape']) - 1
    conv, pool = (F.conv2d, F.max_pool2d) if rank == 2 else (F.conv1d, F.max_pool1d)
    for i in range(len(net['filters'])):
        x = pool(F.relu(conv(x, w[2 * i], w[2 * i + 1])), 2)
    rows = x.movedim(1, -1).flatten(1)
    return (rows * mask) @ w[-2] + w[-1]


def masks(net, batch, step, features):
    """Dropout 0.5: the node's place in the order is its stream, three nodes for each block behind Input, then
    Flatten."""
    stream = 3 * len(net['filters']) + 2
    keys = [key_with(key_with(key_with(key_of(12, 1), step), i), stream) for i in range(batch)]
    return np.stack([np.where(random32(k, features) < 2**31, 0.0, 2.0) for k in keys])


def walk(net, batch, seed, dtype, threads=2, is_channels_last=False, is_reversed=False):
    torch.set_num_threads(threads)
    w = [torch.tensor(to_torch(t).copy(), dtype=dtype, requires_grad=True) for t in first_weights(net, seed)]
    count, length = STEPS * batch, int(np.prod(net['shape']))
    samples = uniform(key_of(22, seed), count * length).reshape(count, *net['shape'])
    x = torch.tensor(np.moveaxis(samples, -1, 1).copy(), dtype=dtype)
    labels = torch.tensor((random32(key_of(23, seed), count) % net['classes']).astype(np.int64))
    optimiser, losses = torch.optim.Adam(w, lr=RATE), []
    for step in range(STEPS):
        at = slice(step * batch, (step + 1) * batch)
        order = torch.arange(batch).flip(0) if is_reversed else torch.arange(batch)
        mask = torch.tensor(masks(net, batch, step, w[-2].shape[0]), dtype=dtype)[order]
        given = x[at][order]
        if is_channels_last and given.dim() == 4:
            given = given.contiguous(memory_format=torch.channels_last)
        loss = F.cross_entropy(forward(given, w, net, mask), labels[at][order])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    ends = [to_engine(t.detach().double().numpy()).reshape(-1) for t in w]
    return (
        np.array(losses),
        [e[:: max(1, len(e) // KEPT)] for e in ends],
        [max(1, len(e) // KEPT) for e in ends],
    )


def distance(a, b):
    return float(np.abs(a - b).max() / np.abs(b).max())


golden = {
    'made with': {'python': platform.python_version(), 'torch': torch.__version__, 'numpy': np.__version__},
    'steps': STEPS,
    'rate': RATE,
    'nets': {},
}


def flat(ends):
    return [[float(f'{v:.17g}') for v in e] for e in ends]


for name, net in NETS.items():
    losses, ends, every = walk(net, net['batch'], 1, torch.float64)
    entry = golden['nets'][name] = {
        **net,
        'every': every,
        'losses': losses.tolist(),
        'ends': flat(ends),
        'wide': [],
    }
    for seed in SEEDS:
        losses, ends, _ = walk(net, WIDE, seed, torch.float64)
        own = [walk(net, WIDE, seed, torch.float32, **variant) for variant in VARIANTS]
        entry['wide'].append(
            {
                'seed': seed,
                'batch': WIDE,
                'losses': losses.tolist(),
                'ends': flat(ends),
                'float32': {
                    'losses': max(distance(l, losses) for l, _, _ in own),
                    'weights': max(distance(np.concatenate(e), np.concatenate(ends)) for _, e, _ in own),
                },
            }
        )
        print(name, seed, losses[[0, -1]], entry['wide'][-1]['float32'])
target = Path(__file__).with_name('references.json')
target.write_text(json.dumps(golden, separators=(',', ':')) + '\n')
print(target, target.stat().st_size, 'bytes')
