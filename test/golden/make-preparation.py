"""Makes preparation.json again: what scipy, numpy and scikit-learn make of small spectra and pictures.

Run with Debian's Python: /usr/bin/python3 test/golden/make-preparation.py (python3-numpy, -scipy, -sklearn).
Inputs are float32; expected values are written with 8 digits, more than the tests ask for.
"""
import json
import platform
from pathlib import Path

import numpy
import scipy
import sklearn
from scipy import sparse
from scipy.signal import savgol_filter
from scipy.sparse.linalg import spsolve
from sklearn.preprocessing import MinMaxScaler, StandardScaler

rng = numpy.random.default_rng(7)
N, LENGTH, CHANNELS = 3, 29, 2
even = numpy.linspace(2000, 1900, LENGTH)  # falling, as wavenumbers often do
uneven = numpy.sort(rng.uniform(850, 1050, LENGTH)).round(3)
t = numpy.linspace(0, 1, LENGTH)[None, :, None]
spectra = (
    0.4 + 0.5 * rng.random((N, 1, CHANNELS)) + rng.normal(0, 0.6, (N, 1, CHANNELS)) * t + 0.8 * (t - 0.4) ** 2
)
for _ in range(4):
    spectra = spectra + rng.random((N, 1, CHANNELS)) * numpy.exp(
        -(((t - rng.random((N, 1, CHANNELS))) / 0.05) ** 2)
    )
spectra = (spectra + rng.normal(0, 0.01, spectra.shape) + 1).astype('f4')
spectra[:, 7, 1] = 2.5  # a position that never changes
images = rng.integers(0, 256, (5, 4, 3, 2)).astype('f4')
images[:, 0, 0, 0] = 0
x = spectra.astype('f8')
cases = []


def case(kind, params, expected, axis=None, after=None, data='spectra'):
    flat = [float(f'{v:.8g}') for v in numpy.asarray(expected, 'f8').ravel()]
    cases.append(
        {
            'kind': kind,
            'params': params,
            'data': data,
            'axis': axis,
            **({} if after is None else {'after': [float(f'{v:.12g}') for v in after]}),
            'expected': flat,
        }
    )


def each(function):
    """Of every sample and channel."""
    return numpy.stack([numpy.stack([function(s[:, c]) for c in range(s.shape[1])], -1) for s in x])


for data, array in (('spectra', spectra), ('images', images)):
    flat = array.astype('f8').reshape(len(array), -1)
    by_channel = array.astype('f8').reshape(-1, array.shape[-1])
    for kind, Scaler in (('standardise', StandardScaler), ('minMax', MinMaxScaler)):
        case(kind, {'per': 'position'}, Scaler().fit_transform(flat), data=data)
        case(kind, {'per': 'channel'}, Scaler().fit_transform(by_channel), data=data)
case('scale', {'divisor': 255}, images / 255.0, data='images')
case('snv', {}, (x - x.mean(1, keepdims=True)) / x.std(1, ddof=1, keepdims=True))
case('logarithm', {'sign': 'absorbance', 'floor': 1e-6}, -numpy.log10(x))
case('logarithm', {'sign': 'log10', 'floor': 0.5}, numpy.log10(numpy.maximum(images, 0.5)), data='images')
for window, order, derivative in (
    (3, 0, 0),
    (11, 2, 0),
    (11, 2, 1),
    (9, 3, 2),
    (15, 5, 3),
    (29, 8, 1),
    (7, 6, 0),
):
    params = {'window': window, 'order': order, 'derivative': derivative}
    case('smooth', params, savgol_filter(x, window, order, derivative, axis=1, mode='interp'))
    # An even falling axis: derivatives by the axis, so delta is negative.
    delta = even[1] - even[0]
    case(
        'smooth',
        params,
        savgol_filter(x, window, order, derivative, delta=1.0, axis=1, mode='interp') / delta**derivative,
        axis='even',
    )


def polynomial(axis, order):
    scaled = (axis - axis.mean()) / numpy.ptp(axis) * 2
    return each(
        lambda y: y
        - numpy.polynomial.polynomial.polyval(scaled, numpy.polynomial.polynomial.polyfit(scaled, y, order))
    )


def asymmetric(y, lam, p):
    """Eilers and Boelens 2005, as their Matlab program has it: 10 rounds. Solved anew for what is left over,
    because at large lam the first solution is good to few digits only."""
    D = sparse.csc_matrix(numpy.diff(numpy.eye(len(y)), 2))
    w = numpy.ones(len(y))
    for _ in range(10):
        z = numpy.zeros(len(y))
        for _ in range(4):
            z += spsolve((sparse.diags(w) + lam * D @ D.T).tocsc(), w * (y - z) - lam * (D @ (D.T @ z)))
        w = numpy.where(y > z, p, 1 - p)
    return y - z


case('baseline', {'method': 'offset'}, x - x.min(1, keepdims=True))
for name, axis in ((None, numpy.arange(LENGTH)), ('uneven', uneven)):
    case(
        'baseline',
        {'method': 'linear'},
        each(lambda y: y - numpy.interp(axis, axis[[0, -1]], y[[0, -1]])),
        axis=name,
    )
    for order in (0, 2, 5):
        case('baseline', {'method': 'polynomial', 'order': order}, polynomial(axis, order), axis=name)
for lam, p in ((100, 0.1), (1e5, 0.01), (1e9, 0.001)):
    case(
        'baseline',
        {'method': 'asymmetric', 'lambda': lam, 'asymmetry': p},
        each(lambda y: asymmetric(y, lam, p)),
    )
for name, axis in (('even', even), ('uneven', uneven)):
    for points, ends in ((17, None), (64, None), (2, None), (20, (axis[22] + 0.3, axis[5] + 0.1))):
        low, high = sorted(ends) if ends else (axis[0], axis[-1])
        to = numpy.linspace(*((low, high) if name == 'uneven' or not ends else (high, low)), points)
        order = numpy.argsort(axis)
        params = {
            'points': points,
            **({'range': 'given', 'from': float(ends[0]), 'to': float(ends[1])} if ends else {}),
        }
        case('resample', params, each(lambda y: numpy.interp(to, axis[order], y[order])), axis=name, after=to)
inside = (even >= 1920) & (even <= 1970)
case('crop', {'from': 1920, 'to': 1970}, x[:, inside], axis='even', after=even[inside])
case('crop', {'from': 12, 'to': 3}, x[:, 3:13])

listed = {'spectra': spectra, 'images': images}
out = {
    'made': {
        'python': platform.python_version(),
        'numpy': numpy.__version__,
        'scipy': scipy.__version__,
        'sklearn': sklearn.__version__,
    },
    'axes': {'even': even.tolist(), 'uneven': uneven.tolist()},
    'data': {
        k: {'shape': list(v.shape), 'values': [float(f'{f:.9g}') for f in v.ravel().astype('f8')]}
        for k, v in listed.items()
    },
    'cases': cases,
}
path = Path(__file__).with_name('preparation.json')
path.write_text(json.dumps(out, separators=(',', ':')) + '\n')
print(len(cases), 'cases,', path.stat().st_size, 'bytes')
