"""The same training in PyTorch, for comparison: reads a network as JSON on standard input, answers with one line of JSON.

The network, the batch, the optimiser and the number of threads are the studio's. The data are random numbers of the same
shape: PyTorch's speed does not depend on them.
"""
import json
import resource
import sys
import time

import torch
from torch import nn

ACTIVATIONS = {'relu': nn.ReLU, 'leakyRelu': nn.LeakyReLU, 'elu': nn.ELU, 'sigmoid': nn.Sigmoid, 'tanh': nn.Tanh, 'softplus': nn.Softplus, 'linear': nn.Identity}
POOLINGS = {('pooling1d', 'max'): nn.MaxPool1d, ('pooling2d', 'max'): nn.MaxPool2d, ('pooling1d', 'average'): nn.AvgPool1d, ('pooling2d', 'average'): nn.AvgPool2d}


def layers(task):
    channels = task['shape'][-1]
    for kind, p, features in task['layers']:
        if kind in ('conv1d', 'conv2d'):
            build = nn.Conv2d if kind == 'conv2d' else nn.Conv1d
            yield build(channels, p['filters'], tuple(p['kernel']), stride=tuple(p['strides']), padding=0 if p['padding'] == 'valid' else p['padding'], dilation=tuple(p['dilation']), bias=p['bias'])
            channels = p['filters']
        elif (kind, p.get('kind')) in POOLINGS and p['padding'] == 'valid':
            yield POOLINGS[kind, p['kind']](tuple(p['size']), stride=tuple(p['strides']))
        elif kind == 'activation':
            yield ACTIVATIONS[p['function']]()
        elif kind == 'dropout':
            yield nn.Dropout(p['rate'])
        elif kind == 'flatten':
            yield nn.Flatten()
        elif kind == 'dense':
            yield nn.Linear(features, p['units'], bias=p['bias'])
        elif kind not in ('input', 'output'):
            raise SystemExit(f'{kind} with {p} has no counterpart here.')


def main():
    task = json.load(sys.stdin)
    torch.set_num_threads(task['threads'])
    torch.manual_seed(1)
    begun = time.perf_counter()
    model, loss = nn.Sequential(*layers(task)), nn.CrossEntropyLoss()
    if task['optimiser'] == 'adam':
        optimiser = torch.optim.Adam(model.parameters(), task['learningRate'])
    else:
        optimiser = torch.optim.SGD(model.parameters(), task['learningRate'], momentum=task['momentum'])
    samples, batch, shape = task['samples'], task['batchSize'], task['shape']
    x = torch.randn(samples, shape[-1], *shape[:-1])  # PyTorch puts channels first
    y = torch.randint(0, task['classes'], (samples,))
    rates, first_step = [], None
    while len(rates) < 3 or time.perf_counter() - begun < task['seconds']:
        order, started = torch.randperm(samples), time.perf_counter()
        for at in range(0, samples, batch):
            chosen = order[at:at + batch]
            optimiser.zero_grad()
            loss(model(x[chosen]), y[chosen]).backward()
            optimiser.step()
            if first_step is None:
                first_step = 1000 * (time.perf_counter() - begun)
        rates.append(samples / (time.perf_counter() - started))
    rates = sorted(rates[1:])
    middle = (rates[(len(rates) - 1) // 2] + rates[len(rates) // 2]) / 2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({'samplesPerSecond': middle, 'firstStepMilliseconds': first_step, 'peakMegabytes': peak, 'parameters': sum(p.numel() for p in model.parameters())}))


main()
