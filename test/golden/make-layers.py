"""Makes layers.json again with PyTorch: the cases in which every layer is held against other people's code.

Run with Debian's Python: /usr/bin/python3 test/golden/make-layers.py (packages python3-torch, python3-numpy).
"""
import json
import platform
import sys
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F

sys.dont_write_bytecode = True
from torch_layers import (  # noqa: E402
    ACTIVATIONS,
    GLOBAL,
    KINDS,
    batch,
    border,
    convolution,
    dense,
    depthwise,
    fixed,
    layer_norm,
    merge,
    moved,
    pooling,
    prelu,
    separable,
    still,
    transposed,
    up,
)

layers = [
    convolution('two groups', [6, 5, 4], 6, [3, 3], groups=2),
    convolution('a group for each channel', [5, 6, 3], 6, [2, 3], groups=3, padding='same'),
    convolution(
        'stride and dilation together', [9, 10, 2], 3, [3, 2], strides=[2, 3], dilation=[2, 3], padding=2
    ),
    convolution('padding for each side', [6, 7, 2], 5, [3, 3], padding=[2, 0, 1, 3]),
    convolution(
        'everything and no bias',
        [9, 8, 4],
        8,
        [2, 3],
        strides=[2, 1],
        dilation=[3, 2],
        padding=[0, 3, 2, 1],
        groups=4,
        bias=False,
    ),
    convolution('three groups', [11, 6], 9, [4], groups=3),
    convolution('stride and dilation together', [15, 2], 5, [3], strides=[2], dilation=[3], padding='same'),
    convolution('padding for each side', [9, 3], 4, [4], padding=[3, 0]),
    convolution('no bias', [10, 2], 8, [5], bias=False, strides=[3]),
    convolution('everything', [12, 4], 6, [3], strides=[2], dilation=[2], padding=[1, 4], groups=2),
    depthwise('plain', [6, 5, 3], 1, [3, 3]),
    depthwise('two kernels for each channel, same', [5, 6, 4], 2, [3, 3], padding='same'),
    depthwise('strides, lopsided', [7, 6, 9], 1, [3, 2], strides=[2, 2], padding='same'),
    depthwise('dilation, no bias', [8, 9, 2], 3, [2, 3], dilation=[3, 2], bias=False),
    depthwise('padding for each side', [5, 5, 5], 1, [3, 3], padding=[0, 2, 1, 0], strides=[2, 1]),
    depthwise('plain', [9, 3], 1, [3]),
    depthwise('two kernels for each channel', [10, 8], 2, [4], padding=2),
    depthwise('everything', [13, 2], 3, [3], strides=[2], dilation=[2], padding=[3, 1]),
    depthwise('same', [8, 5], 1, [5], padding='same'),
    depthwise('no bias', [7, 4], 1, [2], bias=False),
    separable('plain', [6, 5, 3], 4, 1, [3, 3]),
    separable('multiplier, same', [5, 6, 2], 9, 3, [3, 3], padding='same'),
    separable('strides', [7, 6, 4], 3, 1, [3, 2], strides=[2, 2], padding='same'),
    separable('dilation, no bias', [8, 9, 2], 8, 2, [2, 3], dilation=[3, 2], bias=False),
    separable('padding for each side', [5, 5, 3], 2, 2, [3, 3], padding=[0, 2, 1, 0]),
    separable('plain', [9, 3], 5, 1, [3]),
    separable('multiplier', [10, 2], 4, 3, [4], padding=2),
    separable('everything', [13, 2], 8, 2, [3], strides=[2], dilation=[2], padding=[3, 1]),
    separable('same', [8, 5], 3, 1, [5], padding='same'),
    separable('no bias', [7, 4], 2, 1, [2], bias=False),
    transposed('plain', [3, 4, 2], 3, [3, 3]),
    transposed('twice as large', [3, 4, 3], 8, [2, 2], strides=[2, 2]),
    transposed('same', [4, 3, 2], 5, [3, 3], strides=[2, 2], padding='same'),
    transposed('same, strides beyond the kernel', [3, 3, 2], 2, [2, 1], strides=[3, 2], padding='same'),
    transposed(
        'everything, no bias',
        [4, 3, 2],
        3,
        [3, 2],
        strides=[2, 3],
        dilation=[2, 2],
        padding=[1, 0, 2, 1],
        bias=False,
    ),
    transposed('plain', [5, 2], 3, [4]),
    transposed('strides and padding', [6, 3], 4, [4], strides=[2], padding=1),
    transposed('same', [5, 2], 8, [5], strides=[3], padding='same'),
    transposed('dilation', [4, 5], 2, [3], dilation=[3], strides=[2]),
    transposed('padding for each side, no bias', [5, 2], 3, [3], strides=[2], padding=[2, 0], bias=False),
    *[pooling(f'{k} plain', k, [6, 5, 3], [2, 2], [2, 2]) for k in KINDS],
    *[pooling(f'{k} same, lopsided', k, [5, 6, 2], [3, 3], [2, 2], 'same') for k in KINDS],
    *[pooling(f'{k} overlapping, padded', k, [5, 5, 4], [3, 2], [1, 1], 1) for k in KINDS],
    *[pooling(f'{k} padding for each side', k, [5, 4, 5], [3, 3], [2, 2], [2, 0, 1, 2]) for k in KINDS],
    *[pooling(f'{k} strides beyond the window', k, [8, 7, 2], [2, 1], [3, 2]) for k in KINDS],
    *[pooling(f'{k} plain', k, [8, 5], [2], [2]) for k in KINDS],
    *[pooling(f'{k} padding for each side', k, [9, 3], [4], [3], [0, 3]) for k in KINDS],
    *[
        moved('globalPooling', f'{k} {x}', x, {'kind': k}, f)
        for k, f in GLOBAL.items()
        for x in ([4, 5, 3], [1, 1, 4], [2, 3, 9], [7, 2], [5, 8])
    ],
    *[
        moved('activation', f'{k} {x}', x, {'function': k}, f)
        for k, f in ACTIVATIONS.items()
        for x in ([13], [3, 5, 2], [2, 3, 9], [4, 6], [5, 1])
    ],
    *[
        moved(
            'activation',
            f'leakyRelu with slope {s}',
            [3, 7],
            {'function': 'leakyRelu', 'slope': s},
            lambda x, s=s: F.leaky_relu(x, s),
        )
        for s in (0.2, 0.5)
    ],
    *[
        moved(
            'activation',
            f'elu with alpha {a}',
            [3, 7],
            {'function': 'elu', 'alpha': a},
            lambda x, a=a: F.elu(x, a),
        )
        for a in (0.5, 2)
    ],
    *[prelu(x) for x in ([4, 5, 3], [2, 3, 8], [7, 6], [9, 1], [11])],
    *[fixed(x) for x in ([4, 5, 3], [2, 3, 18], [7, 6], [9])],
    fixed([3, 3, 8], 0.01),
    *[
        layer_norm(x, over)
        for over in ('channels', 'sample')
        for x in ([4, 5, 3], [3, 2, 9], [6, 4], [5, 7], [11])
    ],
    layer_norm([4, 6], epsilon=0.01),
    *[
        border('zeroPadding', x, s, 1)
        for x, s in (
            ([3, 4, 2], [1, 1, 1, 1]),
            ([2, 2, 5], [0, 2, 3, 1]),
            ([3, 3, 1], [0, 0, 0, 0]),
            ([5, 3], [2, 1]),
            ([4, 1], [0, 3]),
        )
    ],
    *[
        border('cropping', x, s, -1)
        for x, s in (
            ([5, 6, 2], [1, 1, 1, 1]),
            ([6, 7, 5], [0, 2, 3, 1]),
            ([3, 3, 1], [0, 0, 0, 0]),
            ([7, 3], [2, 1]),
            ([6, 1], [0, 3]),
        )
    ],
    *[
        up(x, f, b)
        for b in ('nearest', 'linear')
        for x, f in (
            ([3, 4, 2], [2, 2]),
            ([2, 3, 5], [3, 1]),
            ([2, 2, 1], [1, 4]),
            ([5, 3], [2]),
            ([4, 6], [3]),
        )
    ],
    *[
        moved('reshape', f'{s}', x, {'sizes': s}, lambda x, y=y: x.reshape(y))
        for x, s, y in (
            ([24], [2, 3, 4], [2, 3, 4]),
            ([4, 5, 3], [-1, 6], [10, 6]),
            ([6, 2], [12], [12]),
            ([8, 3], [2, -1, 3], [2, 4, 3]),
            ([5, 2], [5, 2], [5, 2]),
        )
    ],
    *[
        moved('flatten', f'{x}', x, {}, lambda x: x.reshape(-1))
        for x in ([3, 4, 2], [1, 1, 5], [2, 2, 1], [6, 3], [7])
    ],
    *[
        merge(k, s)
        for k in ('add', 'multiply')
        for s in ([[4, 3, 2]] * 2, [[2, 3, 5]] * 3, [[6, 2]] * 2, [[7]] * 4, [[3, 1]] * 2)
    ],
    *[
        merge('concatenate', s)
        for s in (
            [[4, 3, 2], [4, 3, 5]],
            [[2, 3, 4], [2, 3, 1], [2, 3, 8]],
            [[6, 2], [6, 3]],
            [[7], [2], [3]],
            [[5, 1], [5, 1]],
        )
    ],
    dense(5, 8),
    dense(16, 1),
    dense(9, 4, bias=False),
    dense(1, 6),
    dense(21, 17),
    *[
        still(k, p, x, t)
        for k, p in (
            ('dropout', {'rate': 0}),
            ('spatialDropout', {'rate': 0}),
            ('gaussianNoise', {'deviation': 0}),
        )
        for x, t in (([4, 3, 2], True), ([6, 5], True), ([7], True))
    ],
    *[
        still(k, {}, x, False)
        for k in ('dropout', 'spatialDropout', 'gaussianNoise')
        for x in ([4, 3, 2], [7, 3])
    ],
]
batches = [
    batch('images', 4, [4, 5, 3]),
    batch('many channels', 3, [2, 3, 18]),
    batch('spectra', 5, [7, 8]),
    batch('features', 6, [9]),
    batch('other settings', 3, [3, 3, 5], momentum=0.5, epsilon=0.01),
]
golden = {
    'made with': {
        'python': platform.python_version(),
        'torch': torch.__version__,
        'numpy': numpy.__version__,
    },
    'layers': layers,
    'batches': batches,
}
target = Path(__file__).with_name('layers.json')
target.write_text(json.dumps(golden, separators=(',', ':')).replace('{"name"', '\n{"name"') + '\n')
print(target, target.stat().st_size, 'bytes', len(layers), 'layers')
