"""Every layer in PyTorch, float64, forward and back: what make-layers.py makes its cases of.

Tensors are drawn in the engine's layouts and turned for PyTorch inside each function,
so that its gradients come back in the engine's layouts by themselves. Images [height, width, channels],
spectra [length, channels], convolution kernels [height, width, in / groups, out], depthwise ones [height,
width, in, multiplier], transposed ones [height, width, out, in], dense ones [in, out]. `dy` is the gradient
handed back from above.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(21)


def draw(*shape):
    """Normal numbers with three decimals, so that the file stays small and exact."""
    return (torch.randn(*shape) * 1000).round() / 1000


def flat(tensor):
    return [round(v, 12) for v in tensor.detach().reshape(-1).tolist()]


def case(kind, name, p, shapes, weights, f, training=True):
    """One case: f takes the inputs in order and the weights by name, `_` for a blank."""
    xs = [draw(*s).requires_grad_() for s in shapes]
    ws = {
        n: (draw(*s).abs() + 0.1 if n.endswith('variance') else draw(*s)).requires_grad_()
        for n, s in weights.items()
    }
    y = f(*xs, **{n.replace(' ', '_'): w for n, w in ws.items()})
    dy = draw(*y.shape)
    y.backward(dy)
    values = {'dy': flat(dy), 'y': flat(y)}
    for i, x in enumerate(xs):
        values[f'x{i}'], values[f'dx{i}'] = flat(x), flat(x.grad)
    for n, w in ws.items():
        values[n] = flat(w)
        if not n.startswith('running'):
            values[f'd {n}'] = flat(w.grad)
    return {
        'name': name,
        'kind': kind,
        'x': shapes[0],
        'more': shapes[1:],
        'y': list(y.shape),
        'p': p,
        'training': training,
        'values': values,
    }


def first(x):
    """[..., channels] -> [1, channels, ...], laid out anew: in PyTorch 1.13 batch_norm's gradient for
    channels-last views is wrong outside training."""
    return x.movedim(-1, 0)[None].contiguous()


def last(y):
    return y[0].movedim(0, -1)


def each_side(padding, size, kernel, stride, dilation):
    """Zeros before and behind each axis; Keras' "same" has the odd one behind."""
    pairs = []
    for axis in range(len(kernel)):
        if padding == 'same':
            out = -(-size[axis] // stride[axis])
            total = max((out - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1 - size[axis], 0)
            pairs.append((total // 2, total - total // 2))
        elif padding == 'valid' or isinstance(padding, int):
            pairs.append((0 if padding == 'valid' else padding,) * 2)
        else:
            pairs.append(tuple(padding[2 * axis : 2 * axis + 2]))
    return pairs


def pad(x, pairs, value=0.0):
    return F.pad(
        x, [n for pair in reversed(pairs) for n in pair], value=value
    )  # F.pad begins with the last axis


def walk(rank, kernel, strides=None, padding='valid', dilation=None):
    return {
        'kernel': kernel,
        'strides': strides or [1] * rank,
        'padding': padding,
        'dilation': dilation or [1] * rank,
    }


def slide(x, w, b, p, groups):
    """x and y channels last, w as PyTorch wants it."""
    f = [F.conv1d, F.conv2d][len(p['kernel']) - 1]
    pairs = each_side(p['padding'], x.shape, p['kernel'], p['strides'], p['dilation'])
    return last(f(pad(first(x), pairs), w, b, stride=p['strides'], dilation=p['dilation'], groups=groups))


def turned(w):
    """[*kernel, a, b] -> [b, a, *kernel]"""
    return w.permute(w.dim() - 1, w.dim() - 2, *range(w.dim() - 2))


def convolution(name, x, filters, kernel, groups=1, bias=True, **how):
    p = {**walk(len(kernel), kernel, **how), 'filters': filters, 'groups': groups, 'bias': bias}
    weights = {'kernel': [*kernel, x[-1] // groups, filters], **({'bias': [filters]} if bias else {})}
    return case(
        f'conv{len(kernel)}d',
        name,
        p,
        [x],
        weights,
        lambda x, kernel, bias=None: slide(x, turned(kernel), bias, p, groups),
    )


def deep(w):
    """[*kernel, in, multiplier] -> [in * multiplier, 1, *kernel]"""
    n = w.dim()
    return w.permute(n - 2, n - 1, *range(n - 2)).reshape(-1, 1, *w.shape[: n - 2])


def depthwise(name, x, multiplier, kernel, bias=True, **how):
    p = {**walk(len(kernel), kernel, **how), 'multiplier': multiplier, 'bias': bias}
    weights = {'kernel': [*kernel, x[-1], multiplier], **({'bias': [x[-1] * multiplier]} if bias else {})}
    return case(
        f'depthwiseConv{len(kernel)}d',
        name,
        p,
        [x],
        weights,
        lambda x, kernel, bias=None: slide(x, deep(kernel), bias, p, x.shape[-1]),
    )


def separable(name, x, filters, multiplier, kernel, bias=True, **how):
    p = {**walk(len(kernel), kernel, **how), 'filters': filters, 'multiplier': multiplier, 'bias': bias}
    one = walk(len(kernel), [1] * len(kernel))
    weights = {
        'depthwise': [*kernel, x[-1], multiplier],
        'pointwise': [*one['kernel'], x[-1] * multiplier, filters],
        **({'bias': [filters]} if bias else {}),
    }
    return case(
        f'separableConv{len(kernel)}d',
        name,
        p,
        [x],
        weights,
        lambda x, depthwise, pointwise, bias=None: slide(
            slide(x, deep(depthwise), None, p, x.shape[-1]), turned(pointwise), bias, one, 1
        ),
    )


def transposed(name, x, filters, kernel, bias=True, **how):
    rank = len(kernel)
    p = {**walk(rank, kernel, **how), 'filters': filters, 'bias': bias}
    f = [F.conv_transpose1d, F.conv_transpose2d][rank - 1]

    def run(x, kernel, bias=None):
        y = f(first(x), turned(kernel), stride=p['strides'], dilation=p['dilation'])
        cuts = []
        for axis in range(rank):
            before, behind = each_side(
                0 if p['padding'] == 'same' else p['padding'],
                x.shape,
                p['kernel'],
                p['strides'],
                p['dilation'],
            )[axis]
            if p['padding'] == 'same':  # Keras: n * stride come out, the odd one is cut off behind
                reach, stride = p['dilation'][axis] * (p['kernel'][axis] - 1) + 1, p['strides'][axis]
                before = max(reach - stride, 0) // 2
                behind = y.shape[2 + axis] - before - x.shape[axis] * stride
            cuts.append((-before, -behind))
        return last(pad(y, cuts)) + (0 if bias is None else bias)  # also where no kernel reaches

    weights = {'kernel': [*kernel, filters, x[-1]], **({'bias': [filters]} if bias else {})}
    return case(f'transposedConv{rank}d', name, p, [x], weights, run)


def pooling(name, kind, x, window, strides, padding='valid'):
    rank = len(window)

    def windows(t, value):
        t = pad(t, each_side(padding, t.shape[2:], window, strides, [1] * rank), value)
        for axis in range(rank):
            t = t.unfold(2 + axis, window[axis], strides[axis])
        return t.flatten(-rank)

    def run(x):
        t = first(x)
        if kind == 'max':
            y = windows(t, float('-inf')).amax(-1)
        elif kind == 'average':  # as Keras: padding does not count
            y = windows(t, 0.0).sum(-1) / windows(torch.ones_like(t), 0.0).sum(-1)
        elif kind == 'sum':
            y = windows(t, 0.0).sum(-1)
        elif kind == 'squareSum':
            y = windows(t, 0.0).pow(2).sum(-1).sqrt()
        else:  # the first real value
            is_real = windows(torch.ones_like(t), 0.0)
            y = windows(t, 0.0).gather(-1, is_real.argmax(-1, keepdim=True))[..., 0]
        return last(y)

    return case(
        f'pooling{rank}d',
        name,
        {'kind': kind, 'size': window, 'strides': strides, 'padding': padding},
        [x],
        {},
        run,
    )


ACTIVATIONS = {
    'relu': F.relu,
    'leakyRelu': F.leaky_relu,
    'elu': F.elu,
    'gelu': F.gelu,
    'silu': F.silu,
    'sigmoid': torch.sigmoid,
    'tanh': torch.tanh,
    'softplus': lambda x: F.softplus(x, threshold=1000),
    'softmax': lambda x: F.softmax(x, -1),
    'linear': lambda x: x * 1,
}
KINDS = ('max', 'average', 'sum', 'squareSum', 'everyNth')
GLOBAL = {
    'average': lambda x: x.flatten(0, -2).mean(0),
    'max': lambda x: x.flatten(0, -2).amax(0),
    'sum': lambda x: x.flatten(0, -2).sum(0),
}


def norm_fixed(x, gamma, beta, running_mean, running_variance, eps):
    return (
        last(
            F.batch_norm(
                first(x),
                running_mean.detach(),
                running_variance.detach(),
                gamma,
                beta,
                training=False,
                eps=eps,
            )
        )
        if x.dim() > 1
        else F.batch_norm(
            x[None], running_mean.detach(), running_variance.detach(), gamma, beta, training=False, eps=eps
        )[0]
    )


def fixed(x, epsilon=1e-5):
    weights = {'gamma': x[-1:], 'beta': x[-1:], 'running mean': x[-1:], 'running variance': x[-1:]}
    return case(
        'batchNorm',
        f'with running figures, {x}',
        {'epsilon': epsilon},
        [x],
        weights,
        lambda x, **w: norm_fixed(x, eps=epsilon, **w),
        training=False,
    )


def layer_norm(x, over='channels', epsilon=1e-5):
    shape = x if over == 'sample' else x[-1:]
    return case(
        'layerNorm',
        f'{x}',
        {'over': over, 'epsilon': epsilon},
        [x],
        {'gamma': shape, 'beta': shape},
        lambda x, gamma, beta: F.layer_norm(x, shape, gamma, beta, eps=epsilon),
    )


def prelu(x):
    return case(
        'prelu',
        f'{x}',
        {},
        [x],
        {'alpha': x[-1:]},
        lambda x, alpha: last(F.prelu(first(x), alpha)) if x.dim() > 1 else F.prelu(x[None], alpha)[0],
    )


def moved(kind, name, x, p, f):
    return case(kind, name, p, [x], {}, f)


def border(kind, x, sides, sign):
    pairs = list(zip(sides[::2], sides[1::2]))
    return moved(
        f'{kind}{len(pairs)}d',
        f'{sides}',
        x,
        {'sides': sides},
        lambda x: last(pad(first(x), [(sign * a, sign * b) for a, b in pairs])),
    )


def up(x, factors, between='nearest'):
    how = (
        {'mode': 'nearest'}
        if between == 'nearest'
        else {'mode': ['linear', 'bilinear'][len(factors) - 1], 'align_corners': False}
    )
    return moved(
        f'upSampling{len(factors)}d',
        f'{factors} {between}',
        x,
        {'factors': factors, 'between': between},
        lambda x: last(F.interpolate(first(x), scale_factor=factors, **how)),
    )


def merge(kind, shapes):
    f = {
        'add': lambda *xs: sum(xs),
        'multiply': lambda *xs: math.prod(xs),
        'concatenate': lambda *xs: torch.cat(xs, -1),
    }[kind]
    return case(kind, f'{len(shapes)} inputs', {}, shapes, {}, f)


def dense(n, units, bias=True):
    weights = {'kernel': [n, units], **({'bias': [units]} if bias else {})}
    return case(
        'dense',
        f'{n} to {units}',
        {'units': units, 'bias': bias},
        [[n]],
        weights,
        lambda x, kernel, bias=None: x @ kernel + (0 if bias is None else bias),
    )


def still(kind, p, x, training):
    return case(
        kind,
        'in training at rate 0' if training else 'outside training',
        p,
        [x],
        {},
        lambda x: x * 1,
        training,
    )


def batch(name, count, x, momentum=0.9, epsilon=1e-5):
    """Batch normalisation in training over several samples; PyTorch's momentum is 1 minus ours."""
    xs, gamma, beta = (
        draw(count, *x).requires_grad_(),
        draw(x[-1]).requires_grad_(),
        draw(x[-1]).requires_grad_(),
    )
    mean, variance = draw(x[-1]), draw(x[-1]).abs() + 0.1
    before = {'running mean': flat(mean), 'running variance': flat(variance)}
    y = F.batch_norm(
        xs.movedim(-1, 1).contiguous(),
        mean,
        variance,
        gamma,
        beta,
        training=True,
        momentum=1 - momentum,
        eps=epsilon,
    ).movedim(1, -1)
    dy = draw(*y.shape)
    y.backward(dy)
    return {
        'name': name,
        'count': count,
        'x': x,
        'p': {'momentum': momentum, 'epsilon': epsilon},
        'values': {
            'x': flat(xs),
            'gamma': flat(gamma),
            'beta': flat(beta),
            **before,
            'dy': flat(dy),
            'y': flat(y),
            'dx': flat(xs.grad),
            'd gamma': flat(gamma.grad),
            'd beta': flat(beta.grad),
            'new mean': flat(mean),
            'new variance': flat(variance),
        },
    }
