"""Makes training.json again: losses, optimisers, schedules and metrics as PyTorch and scikit-learn compute
them, in float64.

Run with Debian's Python: /usr/bin/python3 test/golden/make-training.py (packages python3-torch,
python3-numpy, python3-sklearn). Scores and targets are [scores] of one sample; predictions are [samples,
scores]. Lion is not in PyTorch: it is written here after algorithm 2 of Chen et al. (2023), Symbolic
Discovery of Optimization Algorithms.
"""
import json
import platform
import zlib
from pathlib import Path

import numpy
import sklearn
import sklearn.metrics as M
import torch
import torch.nn.functional as F
from sklearn.utils.class_weight import compute_class_weight

torch.set_default_dtype(torch.float64)
torch.manual_seed(62)
LR = torch.optim.lr_scheduler


def draw(*shape):
    """Normal numbers with three decimals, so that the file stays small and exact."""
    return (torch.randn(*shape) * 1000).round() / 1000


def loss(kind, scores, target, weight=1.0, delta=1.0):
    x, t = torch.tensor(scores).requires_grad_(), torch.tensor(target)
    value = (
        weight
        * {
            'softmaxCrossEntropy': lambda: F.cross_entropy(x[None], t[None]),
            'binaryCrossEntropy': lambda: F.binary_cross_entropy_with_logits(x, t),
            'meanSquared': lambda: F.mse_loss(x, t),
            'meanAbsolute': lambda: F.l1_loss(x, t),
            'huber': lambda: F.huber_loss(x, t, delta=delta),
        }[kind]()
    )
    value.backward()
    p = {'softmaxCrossEntropy': lambda: F.softmax(x, 0), 'binaryCrossEntropy': lambda: torch.sigmoid(x)}.get(
        kind, lambda: x
    )()
    return {
        'kind': kind,
        'scores': scores,
        'target': target,
        'weight': weight,
        'delta': delta,
        'loss': value.item(),
        'prediction': p.tolist(),
        'dscores': x.grad.tolist(),
    }


def losses():
    made = []
    for n in (2, 3, 7):
        s, t = draw(n).tolist(), F.softmax(draw(n), 0).tolist()
        made += [loss('softmaxCrossEntropy', s, t, 0.75), loss('binaryCrossEntropy', s, t, 2.5)]
    made += [loss('binaryCrossEntropy', [s], [t]) for s in (-30.0, -0.25, 0.0, 4.0, 25.0) for t in (0.0, 1.0)]
    made += [
        loss('softmaxCrossEntropy', [1e4, -1e4, 3.0], [0.2, 0.3, 0.5]),
        loss('binaryCrossEntropy', [1e4, -1e4, 1e4, -1e4], [0.0, 1.0, 1.0, 0.0]),
    ]
    for kind in ('meanSquared', 'meanAbsolute', 'huber'):
        made += [
            loss(kind, draw(n).mul(2).tolist(), draw(n).mul(2).tolist(), weight, delta)
            for n, weight, delta in ((1, 1.0, 1.0), (3, 0.5, 0.25), (9, 3.0, 2.0))
        ]
    made += [loss('meanAbsolute', [1.5, 2.0], [1.5, 1.0]), loss('huber', [1e4, -1e4], [-1e4, 1e4], 1.0, 0.5)]
    return made


def smoothed(classes, label, smoothing):
    """The loss for a label with label smoothing as PyTorch has it; and Keras' targets for sigmoid, t·(1 − s)
    + s / 2."""
    x = draw(classes)
    onehot = F.one_hot(torch.tensor(label), classes).to(x.dtype)
    return {
        'classes': classes,
        'label': label,
        'smoothing': smoothing,
        'scores': x.tolist(),
        'softmaxLoss': F.cross_entropy(x[None], torch.tensor([label]), label_smoothing=smoothing).item(),
        'sigmoidTarget': (onehot * (1 - smoothing) + smoothing / 2).tolist(),
    }


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            b1, b2 = group['betas']
            for w in group['params']:
                m = self.state[w].setdefault('m', torch.zeros_like(w))
                update = torch.sign(b1 * m + (1 - b1) * w.grad) + group['weight_decay'] * w
                w -= group['lr'] * update
                m.mul_(b2).add_(w.grad, alpha=1 - b2)


def optimiser(name, make, l1=0.0, clipValue=0.0, clipNorm=0.0, steps=20, **settings):
    """Weights after every fifth step. w decays, b does not; 8 and 4 values. `make` takes what decays and what
    does not."""
    # Of its own draw, so that a further optimiser changes no other's figures.
    torch.manual_seed(zlib.crc32(f'{name} {settings} {l1} {clipValue} {clipNorm}'.encode()))
    w, b = draw(8).requires_grad_(), draw(4).requires_grad_()
    start, gradients, after = [*w.tolist(), *b.tolist()], [], []
    o = make([w], [b])
    for step in range(steps):
        w.grad, b.grad = draw(8), draw(4)
        gradients.append([*w.grad.tolist(), *b.grad.tolist()])
        if clipNorm:
            torch.nn.utils.clip_grad_norm_([w, b], clipNorm)
        if clipValue:
            torch.nn.utils.clip_grad_value_([w, b], clipValue)
        if l1:
            w.grad += l1 * w.detach().sign()
        o.step()
        if step % 5 == 4:
            after.append([*w.tolist(), *b.tolist()])
    given = {k: v for k, v in {'l1': l1, 'clipValue': clipValue, 'clipNorm': clipNorm}.items() if v}
    return {
        'settings': {'optimiser': name, **settings, **given},
        'start': start,
        'gradients': gradients,
        'after': after,
    }


def optimisers():
    O = torch.optim
    kinds = {
        'sgd': (
            O.SGD,
            dict(lr=0.05),
            [dict(momentum=0.0), dict(momentum=0.9), dict(momentum=0.8, nesterov=True)],
        ),
        'rmsprop': (O.RMSprop, dict(lr=0.01), [{}, dict(alpha=0.9, eps=1e-3)]),
        'adagrad': (O.Adagrad, dict(lr=0.05), [{}, dict(eps=1e-3)]),
        'adam': (O.Adam, dict(lr=0.01), [{}, dict(betas=(0.8, 0.95), eps=1e-3)]),
        'adamw': (O.AdamW, dict(lr=0.01), [{}, dict(betas=(0.8, 0.95), eps=1e-3)]),
        'lion': (Lion, dict(lr=0.01), [{}, dict(betas=(0.8, 0.95))]),
    }
    ours = {'lr': 'learningRate', 'alpha': 'rho', 'eps': 'epsilon'}
    made = []
    for name, (make, common, variants) in kinds.items():
        isDecoupled = name in ('adamw', 'lion')
        for i, variant in enumerate(variants):
            for decay, extra in (
                (0.0, {}),
                (0.1, {}),
                (0.0, dict(clipNorm=1.5)),
                (0.03, dict(l1=0.02, clipValue=0.4, clipNorm=2.5)),
            ):
                if i > 0 and not decay and extra:
                    continue
                p = {**common, **variant}
                settings = {ours.get(k, k): v for k, v in p.items() if k != 'betas'}
                if 'betas' in p:
                    settings |= {
                        'beta1': p['betas'][0],
                        'lionBeta2' if name == 'lion' else 'beta2': p['betas'][1],
                    }
                if name == 'adagrad' and 'eps' in p:
                    settings['adagradEpsilon'] = settings.pop('epsilon')
                settings['decay' if isDecoupled else 'l2'] = decay
                made.append(
                    optimiser(
                        name,
                        lambda w, b: make(
                            [dict(params=w, weight_decay=decay), dict(params=b, weight_decay=0.0)], **p
                        ),
                        **settings,
                        **extra
                    )
                )
    torch.manual_seed(64)
    return made


def rates(make, steps, losses=None):
    """The learning rate of each step, from 0.1; `losses` are handed to ReduceLROnPlateau after each."""
    o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    s, seen = make(o), []
    for i in range(steps):
        seen.append(o.param_groups[0]['lr'])
        o.step()
        s.step(*([losses[i]] if losses else []))
    return seen


def schedules():
    plateau = [
        1,
        0.9,
        0.9,
        0.95,
        0.89995,
        0.5,
        0.6,
        float('nan'),
        0.6,
        0.6,
        0.6,
        0.6,
        0.4,
        0.40001,
        0.41,
        0.42,
        0.43,
        0.44,
    ]
    return [
        {
            'settings': {'schedule': 'constant', 'epochs': 4},
            'stepsPerEpoch': 3,
            'rates': rates(lambda o: LR.ConstantLR(o, 1.0, 1), 12),
        },
        {
            'settings': {'schedule': 'step', 'stepEvery': 2, 'factor': 0.3, 'epochs': 7},
            'stepsPerEpoch': 1,
            'rates': rates(lambda o: LR.StepLR(o, 2, 0.3), 7),
        },
        {
            'settings': {'schedule': 'step', 'stepEvery': 2, 'factor': 0.3, 'epochs': 7},
            'stepsPerEpoch': 5,
            'rates': rates(lambda o: LR.StepLR(o, 10, 0.3), 35),
        },
        {
            'settings': {'schedule': 'exponential', 'epochFactor': 0.8, 'epochs': 9},
            'stepsPerEpoch': 1,
            'rates': rates(lambda o: LR.ExponentialLR(o, 0.8), 9),
        },
        {
            'settings': {'schedule': 'exponential', 'epochFactor': 0.8, 'epochs': 5},
            'stepsPerEpoch': 4,
            'rates': rates(lambda o: LR.ExponentialLR(o, 0.8**0.25), 20),
        },
        {
            'settings': {'schedule': 'cosine', 'finalShare': 0.0, 'epochs': 6},
            'stepsPerEpoch': 3,
            'rates': rates(lambda o: LR.CosineAnnealingLR(o, 18), 18),
        },
        {
            'settings': {'schedule': 'cosine', 'finalShare': 0.2, 'epochs': 6},
            'stepsPerEpoch': 3,
            'rates': rates(lambda o: LR.CosineAnnealingLR(o, 18, 0.02), 18),
        },
        {
            'settings': {'schedule': 'linear', 'finalShare': 0.1, 'epochs': 5},
            'stepsPerEpoch': 4,
            'rates': rates(lambda o: LR.LinearLR(o, 1.0, 0.1, 20), 20),
        },
        # A warm-up of one epoch and a half, four steps each, then a line over the other 14 steps.
        {
            'settings': {'schedule': 'linear', 'finalShare': 0.1, 'warmup': 1.5, 'epochs': 5},
            'stepsPerEpoch': 4,
            'rates': rates(lambda o: LR.LinearLR(o, 1 / 6, 1.0, 5), 6)
            + rates(lambda o: LR.LinearLR(o, 1.0, 0.1, 14), 14),
        },
    ], [
        {
            'settings': {'schedule': 'plateau', 'factor': factor, 'patience': patience},
            'losses': [None if v != v else v for v in plateau],
            'rates': rates(
                lambda o: LR.ReduceLROnPlateau(o, factor=factor, patience=patience, eps=0.0),
                len(plateau),
                plateau,
            ),
        }
        for factor, patience in ((0.5, 2), (0.1, 0), (0.3, 3))
    ]


def classification(samples, classes, decimals, absent=()):
    """Few decimals make ties. `absent` classes have no sample, and so no ROC curve."""
    scores = draw(samples, classes)
    labels = torch.tensor(
        [c for c in torch.randint(classes, (samples * 3,)).tolist() if c not in absent][:samples]
    )
    scores[torch.arange(samples), labels] += 1
    p = F.softmax(scores, 1).numpy().round(decimals)
    y, chosen, each = labels.numpy(), p.argmax(1), list(range(classes))
    precision, recall, f1, support = M.precision_recall_fscore_support(
        y, chosen, labels=each, zero_division=0
    )
    auc = [None if c in absent else M.roc_auc_score(y == c, p[:, c]) for c in each]
    k = min(3, classes)
    # scikit-learn lets the last of equal scores win, the engine the first: a hair less for each later class
    # decides.
    top = (
        M.top_k_accuracy_score(y, p - 1e-9 * numpy.arange(classes), k=k, labels=each) if classes > 2 else 1.0
    )
    return {
        'classes': classes,
        'k': k,
        'predictions': p.reshape(-1).tolist(),
        'labels': y.tolist(),
        'accuracy': M.accuracy_score(y, chosen),
        'topK': top,
        'precision': precision.tolist(),
        'recall': recall.tolist(),
        'f1': f1.tolist(),
        'support': support.tolist(),
        'macro': list(
            M.precision_recall_fscore_support(y, chosen, labels=each, average='macro', zero_division=0)[:3]
        ),
        'confusion': M.confusion_matrix(y, chosen, labels=each).tolist(),
        'auc': auc,
        'rocAuc': None if absent else M.roc_auc_score(y, p[:, 1]) if classes == 2 else float(numpy.mean(auc)),
    }


def single(samples):
    """One probability for yes or no."""
    y = torch.randint(2, (samples,)).numpy()
    p = torch.sigmoid(draw(samples) + torch.tensor(y)).numpy().round(2)
    chosen = (p > 0.5).astype(int)
    precision, recall, f1, _ = M.precision_recall_fscore_support(y, chosen, labels=[0, 1], zero_division=0)
    return {
        'predictions': p.tolist(),
        'labels': y.tolist(),
        'accuracy': M.accuracy_score(y, chosen),
        'precision': precision.tolist(),
        'recall': recall.tolist(),
        'f1': f1.tolist(),
        'confusion': M.confusion_matrix(y, chosen).tolist(),
        'rocAuc': M.roc_auc_score(y, p),
    }


def regression(samples, columns, constant=False):
    y = draw(samples, columns).numpy() * 4 + 10
    if constant:
        y[:, 0] = 3.0
    p = y + draw(samples, columns).numpy()
    if constant:
        p[:, -1] = y[:, -1] = 7.0
    raw = dict(multioutput='raw_values')
    return {
        'columns': columns,
        'predictions': p.reshape(-1).tolist(),
        'values': y.reshape(-1).tolist(),
        'r2': M.r2_score(y, p, **raw).tolist(),
        'rmse': M.mean_squared_error(y, p, squared=False, **raw).tolist(),
        'mae': M.mean_absolute_error(y, p, **raw).tolist(),
        'overall': {
            'r2': M.r2_score(y, p),
            'rmse': M.mean_squared_error(y.reshape(-1), p.reshape(-1), squared=False),
            'mae': M.mean_absolute_error(y, p),
        },
    }


def weights(labels, classes):
    return {
        'labels': labels,
        'classes': classes,
        'weights': compute_class_weight(
            'balanced', classes=numpy.arange(classes), y=numpy.array(labels)
        ).tolist(),
    }


byStep, onPlateau = schedules()
golden = {
    'made with': {
        'python': platform.python_version(),
        'torch': torch.__version__,
        'numpy': numpy.__version__,
        'sklearn': sklearn.__version__,
    },
    'losses': losses(),
    'smoothing': [smoothed(3, 1, 0.1), smoothed(10, 9, 0.5), smoothed(2, 0, 0.25), smoothed(4, 2, 0.0)],
    'classWeights': [weights([0, 1, 1, 2, 2, 2, 2], 3), weights([1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2)],
    'optimisers': optimisers(),
    'schedules': byStep,
    'plateau': onPlateau,
    'classification': [
        classification(60, 4, 6),
        classification(80, 3, 1),
        classification(50, 2, 2),
        classification(40, 5, 1, absent=(3,)),
        classification(12, 7, 1, absent=(0, 5)),
    ],
    'single': [single(40), single(9)],
    'regression': [regression(30, 1), regression(25, 3), regression(10, 2, constant=True)],
}
target = Path(__file__).with_name('training.json')
text = json.dumps(golden, separators=(',', ':'), allow_nan=False)
for mark in ('{"kind"', '{"settings"', '{"classes"', '{"predictions"', '{"columns"', '{"labels"'):
    text = text.replace(mark, '\n' + mark)
target.write_text(text + '\n')
print(target, target.stat().st_size, 'bytes', len(golden['optimisers']), 'optimisers')
