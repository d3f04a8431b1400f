"""Makes golden.json again with PyTorch in float64: what other people's code gives for the same numbers.

Run with Debian's Python: /usr/bin/python3 test/golden/make.py (packages python3-torch, python3-numpy).
All tensors are written in the engine's layouts: images [height, width, channels], spectra [length, channels],
convolution kernels [height, width, in, out], dense kernels [in, out]. `dy` is the gradient handed back from
above.
"""
import json
import platform
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)


def draw(*shape):
    """Normal numbers with three decimals, so that the file stays small and exact."""
    return (torch.randn(*shape) * 1000).round() / 1000


def flat(tensor):
    return [round(v, 12) for v in tensor.detach().reshape(-1).tolist()]


def last(t):
    """[1, channels, ...] as PyTorch has it -> [..., channels]."""
    return t[0].movedim(0, -1)


def lopsided(size, kernel, stride, dilation):
    """Keras' "same": (before, after), the odd one behind."""
    out = -(-size // stride)
    total = max((out - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
    return total // 2, total - total // 2


def padded(x, padding, kernel, strides, dilation, value=0.0):
    pads = []
    for axis in reversed(range(len(kernel))):  # F.pad begins with the last axis
        if padding == 'same':
            pads += lopsided(x.shape[2 + axis], kernel[axis], strides[axis], dilation[axis])
        else:
            pads += [0 if padding == 'valid' else padding] * 2
    return F.pad(x, pads, value=value)


def convolution(name, sizes, channels, filters, kernel, strides=None, padding='valid', dilation=None):
    rank = len(kernel)
    strides, dilation = strides or [1] * rank, dilation or [1] * rank
    x = draw(1, channels, *sizes).requires_grad_()
    w = draw(filters, channels, *kernel).requires_grad_()
    b = draw(filters).requires_grad_()
    f = F.conv1d if rank == 1 else F.conv2d
    y = f(padded(x, padding, kernel, strides, dilation), w, b, stride=strides, dilation=dilation)
    dy = draw(*y.shape)
    y.backward(dy)
    order = [*range(2, 2 + rank), 1, 0]
    return {
        'name': name,
        'kind': f'conv{rank}d',
        'x': [*sizes, channels],
        'y': list(last(y).shape),
        'p': {
            'filters': filters,
            'kernel': kernel,
            'strides': strides,
            'padding': padding,
            'dilation': dilation,
        },
        'values': {
            'x': flat(last(x)),
            'kernel': flat(w.permute(order)),
            'bias': flat(b),
            'dy': flat(last(dy)),
            'y': flat(last(y)),
            'dx': flat(last(x.grad)),
            'dkernel': flat(w.grad.permute(order)),
            'dbias': flat(b.grad),
        },
    }


def pooling(name, kind, sizes, channels, window, strides, padding='valid'):
    rank = len(window)
    x = draw(1, channels, *sizes).requires_grad_()
    one = [1] * rank
    unfold = lambda t, value: _windows(padded(t, padding, window, strides, one, value), window, strides)
    if kind == 'max':
        y = unfold(x, float('-inf')).amax(-1)
    elif kind == 'sum':
        y = unfold(x, 0.0).sum(-1)
    elif kind == 'average':  # as Keras: padding does not count
        y = unfold(x, 0.0).sum(-1) / unfold(torch.ones_like(x), 0.0).sum(-1)
    else:
        y = unfold(x, 0.0).pow(2).sum(-1).sqrt()
    dy = draw(*y.shape)
    y.backward(dy)
    return {
        'name': name,
        'kind': f'pooling{rank}d',
        'x': [*sizes, channels],
        'y': list(last(y).shape),
        'p': {'kind': kind, 'size': window, 'strides': strides, 'padding': padding},
        'values': {'x': flat(last(x)), 'dy': flat(last(dy)), 'y': flat(last(y)), 'dx': flat(last(x.grad))},
    }


def _windows(x, window, strides):
    for axis, (size, stride) in enumerate(zip(window, strides)):
        x = x.unfold(2 + axis, size, stride)
    return x.flatten(-len(window))


def activation(kind):
    x = torch.tensor(
        [-20.0, -6.5, -2.25, -0.7, -0.4, -0.01, 1e-4, 0.3, 0.62, 0.63, 1.5, 4.0, 17.0]
    ).requires_grad_()
    f = {
        'relu': F.relu,
        'leakyRelu': lambda t: F.leaky_relu(t, 0.01),
        'elu': F.elu,
        'sigmoid': torch.sigmoid,
        'tanh': torch.tanh,
        'softplus': lambda t: F.softplus(t, threshold=1000),
        'linear': lambda t: t * 1,
    }[kind]
    y = f(x)
    dy = draw(*y.shape)
    y.backward(dy)
    return {
        'name': kind,
        'kind': 'activation',
        'x': [13],
        'y': [13],
        'p': {'function': kind},
        'values': {'x': x.tolist(), 'dy': flat(dy), 'y': y.tolist(), 'dx': x.grad.tolist()},
    }


def dense(inputs, units):
    x, w, b = (
        draw(inputs).requires_grad_(),
        draw(inputs, units).requires_grad_(),
        draw(units).requires_grad_(),
    )
    y = x @ w + b
    dy = draw(units)
    y.backward(dy)
    return {
        'name': f'{inputs} to {units}',
        'kind': 'dense',
        'x': [inputs],
        'y': [units],
        'p': {'units': units},
        'values': {
            'x': flat(x),
            'kernel': flat(w),
            'bias': flat(b),
            'dy': flat(dy),
            'y': flat(y),
            'dx': flat(x.grad),
            'dkernel': flat(w.grad),
            'dbias': flat(b.grad),
        },
    }


def loss(scores, label):
    x = torch.tensor(scores).requires_grad_()
    y = F.cross_entropy(x[None], torch.tensor([label]))
    y.backward()
    return {
        'scores': scores,
        'label': label,
        'loss': y.item(),
        'p': F.softmax(x, 0).tolist(),
        'dscores': x.grad.tolist(),
    }


def optimiser(name, make, steps=6, size=8):
    w = draw(size).requires_grad_()
    start, gradients, after = w.tolist(), [], []
    o = make([w])
    for _ in range(steps):
        w.grad = draw(size)
        gradients.append(w.grad.tolist())
        o.step()
        after.append(w.tolist())
    return {'name': name, 'start': start, 'gradients': gradients, 'after': after}


golden = {
    'made with': {
        'python': platform.python_version(),
        'torch': torch.__version__,
        'numpy': numpy.__version__,
    },
    'layers': [
        convolution('plain', [5, 5], 2, 3, [3, 3]),
        convolution('one pixel of padding', [6, 5], 1, 4, [3, 3], padding=1),
        convolution('same', [5, 6], 3, 10, [3, 3], padding='same'),
        convolution('same with an even kernel', [5, 6], 2, 3, [2, 4], padding='same'),
        convolution('same with strides, lopsided', [6, 7], 2, 3, [3, 3], strides=[2, 2], padding='same'),
        convolution('strides and padding', [9, 8], 2, 5, [3, 2], strides=[2, 3], padding=2),
        convolution('dilation', [9, 8], 2, 3, [3, 3], dilation=[2, 3]),
        convolution('everything', [11, 12], 3, 9, [3, 2], strides=[2, 1], padding='same', dilation=[2, 3]),
        convolution('pointwise', [4, 5], 6, 12, [1, 1]),
        convolution('plain', [12], 1, 4, [5]),
        convolution('same with a stride, lopsided', [14], 3, 8, [3], strides=[2], padding='same'),
        convolution('dilation and padding', [15], 2, 3, [4], padding=3, dilation=[2]),
        *[
            pooling(f'{kind} plain', kind, [6, 5], 3, [2, 2], [2, 2])
            for kind in ('max', 'average', 'sum', 'squareSum')
        ],
        *[
            pooling(f'{kind} same, lopsided', kind, [5, 6], 2, [3, 3], [2, 2], 'same')
            for kind in ('max', 'average', 'sum', 'squareSum')
        ],
        *[
            pooling(f'{kind} overlapping, padded', kind, [9], 5, [3], [1], 1)
            for kind in ('max', 'average', 'sum', 'squareSum')
        ],
        *[activation(kind) for kind in ('relu', 'leakyRelu', 'elu', 'sigmoid', 'tanh', 'softplus', 'linear')],
        dense(7, 3),
        dense(13, 22),
    ],
    'losses': [
        loss([0.5, -1.25, 2.0, 0.0], 2),
        loss([30.0, -40.0, 5.0], 1),
        loss([-3.0, -3.0], 0),
        loss([0.1 * i for i in range(11)], 10),
    ],
    'optimisers': [
        optimiser('sgd', lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9)),
        optimiser('adam', lambda w: torch.optim.Adam(w, lr=0.01)),
    ],
}
target = Path(__file__).with_name('golden.json')
target.write_text(
    json.dumps(golden, separators=(',', ':'))
    .replace('{"name"', '\n{"name"')
    .replace('{"scores"', '\n{"scores"')
    + '\n'
)
print(target, target.stat().st_size, 'bytes')
