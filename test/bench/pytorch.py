"""The same network in PyTorch, for comparison: reads it as JSON on standard input, answers with one line of
JSON.

The network, the batch, the optimiser and the number of threads are the studio's; `nodes` come behind those
they read from. The data are random numbers of the same shape: PyTorch's speed does not depend on them. `mode`
is train or infer; where onnxruntime can be imported it answers too, on the network that PyTorch exports.
"""
import io
import json
import os
import resource
import sys
import time

task = json.load(sys.stdin)
for name in ('OMP_NUM_THREADS', 'MKL_NUM_THREADS'):
    os.environ[name] = str(task['threads'])
import torch
from torch import nn
import torch.nn.functional as F

ACTIVATIONS = {
    'relu': nn.ReLU,
    'elu': nn.ELU,
    'gelu': nn.GELU,
    'silu': nn.SiLU,
    'sigmoid': nn.Sigmoid,
    'tanh': nn.Tanh,
    'softplus': nn.Softplus,
    'linear': nn.Identity,
}


def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def refuse(kind, p):
    raise SystemExit(f'{kind} with {p} has no counterpart in test/bench/pytorch.py.')


def same(sizes, kernel, strides, dilation):
    """F.pad's list for Keras' "same": last axis first, the odd one behind."""
    pads = []
    for s, k, step, d in reversed(list(zip(sizes, kernel, strides, dilation))):
        total = max((-(-s // step) - 1) * step + d * (k - 1) + 1 - s, 0)
        pads += [total // 2, total - total // 2]
    return pads


class Padded(nn.Module):
    def __init__(self, pads, inner):
        super().__init__()
        self.pads, self.inner = pads, inner

    def forward(self, x):
        return self.inner(F.pad(x, self.pads))


def walking(p, sizes, kernel, dilation, make):
    """`make(padding)` with symmetric padding where that is what is asked for, and zeros put around by hand
    elsewhere."""
    padding = p['padding']
    if padding == 'valid':
        return make(0)
    if isinstance(padding, int):
        return make(padding)
    pads = (
        same(sizes, kernel, p['strides'], dilation)
        if padding == 'same'
        else [n for i in reversed(range(len(kernel))) for n in padding[2 * i : 2 * i + 2]]
    )
    sides = [tuple(pads[2 * i : 2 * i + 2]) for i in reversed(range(len(kernel)))]
    return make(tuple(a for a, _ in sides)) if all(a == b for a, b in sides) else Padded(pads, make(0))


class Answer(nn.Module):
    def forward(self, x):
        return x.flatten(1)


def module(kind, p, ins):
    x = ins[0] if ins else []
    sizes, channels, rank = x[:-1], x[-1] if x else 0, len(x) - 1
    if kind in ('conv1d', 'conv2d', 'depthwiseConv1d', 'depthwiseConv2d'):
        make, is_deep = (nn.Conv2d if rank == 2 else nn.Conv1d), kind.startswith('depthwise')
        filters, groups = (channels * p['multiplier'], channels) if is_deep else (p['filters'], p['groups'])
        return walking(
            p,
            sizes,
            p['kernel'],
            p['dilation'],
            lambda padding: make(
                channels,
                filters,
                tuple(p['kernel']),
                stride=tuple(p['strides']),
                padding=padding,
                dilation=tuple(p['dilation']),
                groups=groups,
                bias=p['bias'],
            ),
        )
    if kind in ('pooling1d', 'pooling2d') and p['padding'] == 'valid' and p['kind'] in ('max', 'average'):
        make = {
            ('max', 1): nn.MaxPool1d,
            ('max', 2): nn.MaxPool2d,
            ('average', 1): nn.AvgPool1d,
            ('average', 2): nn.AvgPool2d,
        }[p['kind'], rank]
        return make(tuple(p['size']), stride=tuple(p['strides']))
    if kind == 'globalPooling' and p['kind'] == 'average':
        return nn.Sequential((nn.AdaptiveAvgPool2d if rank == 2 else nn.AdaptiveAvgPool1d)(1), nn.Flatten())
    if kind == 'activation' and p['function'] in ACTIVATIONS:
        return ACTIVATIONS[p['function']]()
    if kind == 'activation' and p['function'] == 'leakyRelu':
        return nn.LeakyReLU(p['slope'])
    if kind == 'batchNorm':
        return {0: nn.BatchNorm1d, 1: nn.BatchNorm1d, 2: nn.BatchNorm2d}[rank](
            channels, eps=p['epsilon'], momentum=1 - p['momentum']
        )
    if kind == 'prelu':
        return nn.PReLU(channels)
    if kind == 'dropout':
        return nn.Dropout(p['rate'])
    if kind == 'flatten':
        return nn.Flatten()
    if kind == 'dense':
        return nn.Linear(channels, p['units'], bias=p['bias'])
    if kind == 'output':
        return Answer()
    return refuse(kind, p)


MERGES = {'add': lambda xs: sum(xs[1:], xs[0]), 'concatenate': lambda xs: torch.cat(xs, 1)}


class Network(nn.Module):
    """Runs the nodes in order; `use` are the places of what each reads from."""

    def __init__(self, nodes):
        super().__init__()
        self.nodes = nodes
        self.parts = nn.ModuleList(
            nn.Identity()
            if n['kind'] == 'input' or n['kind'] in MERGES
            else module(n['kind'], n['p'], n['ins'])
            for n in nodes
        )

    def forward(self, x):
        values = []
        for node, part in zip(self.nodes, self.parts):
            xs = [values[i] for i in node['use']]
            values.append(
                x
                if node['kind'] == 'input'
                else MERGES[node['kind']](xs)
                if node['kind'] in MERGES
                else part(xs[0])
            )
        return values[-1]


def optimiser_of(model):
    if task['optimiser'] == 'adam':
        return torch.optim.Adam(model.parameters(), task['learningRate'])
    return torch.optim.SGD(model.parameters(), task['learningRate'], momentum=task['momentum'])


def median(rates):
    rates = sorted(rates)
    return (rates[(len(rates) - 1) // 2] + rates[len(rates) // 2]) / 2


def train(model, x, y, begun):
    samples, batch = len(x), task['batchSize']
    loss, optimiser, rates, first_step = nn.CrossEntropyLoss(), optimiser_of(model), [], None
    while len(rates) < 3 or time.perf_counter() - begun < task['seconds']:
        order, started, seen = torch.randperm(samples), time.perf_counter(), 0
        for at in range(0, samples, batch):
            chosen = order[at : at + batch]
            optimiser.zero_grad()
            loss(model(x[chosen]), y[chosen]).backward()
            optimiser.step()
            seen += len(chosen)
            if first_step is None:
                first_step = 1000 * (time.perf_counter() - begun)
            if len(rates) >= 2 and time.perf_counter() - begun > 2 * task['seconds']:
                break
        rates.append(seen / (time.perf_counter() - started))
    return {'samplesPerSecond': median(rates[1:]), 'firstStepMilliseconds': first_step}


def repeat(answer, samples, batch):
    """Samples per second of `answer(from, to)` over all samples, the middle of several rounds."""
    rates, begun = [], time.perf_counter()
    while len(rates) < 3 or time.perf_counter() - begun < task['seconds']:
        started = time.perf_counter()
        for at in range(0, samples - batch + 1, batch):
            answer(at, at + batch)
        rates.append(samples // batch * batch / (time.perf_counter() - started))
    return median(rates[1:])


def infer(model, x):
    model.eval()
    batch = min(task['batchSize'], len(x))
    with torch.no_grad():
        answer = {'samplesPerSecond': repeat(lambda a, b: torch.softmax(model(x[a:b]), 1), len(x), batch)}
    try:
        import onnxruntime
    except ImportError:
        return answer
    file = io.BytesIO()
    options = {'dynamo': False} if torch.__version__ >= '2.5' else {}
    torch.onnx.export(model, (x[:batch],), file, input_names=['x'], output_names=['y'], **options)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = task['threads']
    session = onnxruntime.InferenceSession(file.getvalue(), settings, providers=['CPUExecutionProvider'])
    numbers = x.numpy()
    return {
        **answer,
        'onnxruntime': onnxruntime.__version__,
        'onnxSamplesPerSecond': repeat(lambda a, b: session.run(None, {'x': numbers[a:b]}), len(x), batch),
    }


def main():
    torch.set_num_threads(task['threads'])
    torch.manual_seed(1)
    idle, begun = megabytes(), time.perf_counter()
    model, shape = Network(task['nodes']), task['shape']
    x = torch.randn(task['samples'], shape[-1], *shape[:-1])  # PyTorch puts channels first
    y = torch.randint(0, task['classes'], (task['samples'],))
    result = train(model, x, y, begun) if task['mode'] == 'train' else infer(model, x)
    print(
        json.dumps(
            {
                **result,
                'idleMegabytes': idle,
                'peakMegabytes': megabytes(),
                'parameters': sum(p.numel() for p in model.parameters()),
            }
        )
    )


main()
