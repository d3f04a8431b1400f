"""Makes the files in jcamp/ again: an encoder of JCAMP-DX's forms of numbers, and in expected.npz what it was
given.

Run with Debian's Python: /usr/bin/python3 test/golden/make-jcamp.py (numpy 1.24.2). No free program here
writes the compressed forms, so this one is written from the tables of McDonald & Wilks, Appl. Spectrosc. 42
(1988) 151, and shares nothing with the reader. jcampconverter 12.5.3 (npm), which reads them as well, finds
the same ordinates in forms.jdx.
"""
import json
from pathlib import Path

import numpy

FOLDER = Path(__file__).with_name('jcamp')
FOLDER.mkdir(exist_ok=True)
SQZ = {
    **{str(i): c for i, c in enumerate('@ABCDEFGHI')},
    **{f'-{i}': c for i, c in enumerate('abcdefghi', 1)},
}
DIF = {
    **{str(i): c for i, c in enumerate('%JKLMNOPQR')},
    **{f'-{i}': c for i, c in enumerate('jklmnopqr', 1)},
}
DUP = {str(i): c for i, c in enumerate('STUVWXYZs', 1)}
WIDTH = 78
arrays = {}


def lettered(table, n):
    """The sign and the first digit become one letter."""
    text = str(int(n))
    head = 2 if text.startswith('-') else 1
    return table[text[:head]] + text[head:]


def packed(n):
    return f'{int(n):+d}'


def repeated(pieces):
    """Runs of the same piece, from two on, as the piece and how often it stands there in all."""
    out = []
    for piece in pieces:
        if out and out[-1][0] == piece:
            out[-1][1] += 1
        else:
            out.append([piece, 1])
    return ''.join(p + (lettered(DUP, n) if n > 1 else '') for p, n in out)


def plain(x):
    """Three decimals at most and never an exponent, whose e would be -5 to some readers."""
    return f'{x:.3f}'.rstrip('0').rstrip('.')


def lines(form, x, y):
    """Lines of (X++(Y..Y)), each no longer than WIDTH."""
    y, at, out, open_difference = [int(v) for v in y], 0, [], False
    while at < len(y) or open_difference:
        # Behind a difference the line begins with the point before, as a check.
        first = at - 1 if open_difference else at
        head = plain(x[first])
        taken, best = 1, None
        while first + taken <= len(y):
            body = encode(form, y[first : first + taken])
            if len(head) + len(body) > WIDTH and best is not None:
                break
            best = (first + taken, body)
            taken += 1
        end, body = best
        out.append(head + body)
        if open_difference and end == at:
            break
        open_difference = form.startswith('DIF') and end - first > 1
        at = end
    return out


def encode(form, values):
    if form == 'AFFN':
        return ''.join(f' {v}' for v in values)
    if form == 'PAC':
        return ''.join(map(packed, values))
    if form == 'SQZ':
        return ''.join(lettered(SQZ, v) for v in values)
    if form == 'SQZDUP':
        return repeated([lettered(SQZ, v) for v in values])
    pieces = [lettered(SQZ, values[0])] + [lettered(DIF, b - a) for a, b in zip(values, values[1:])]
    return ''.join(pieces) if form == 'DIF' else repeated(pieces)


def block(title, form, x, y, x_factor, y_factor, units='1/CM', more=()):
    return [
        f'##TITLE= {title} $$ {form}',
        '##JCAMP-DX= 4.24',
        '##DATA TYPE= INFRARED SPECTRUM',
        '##ORIGIN= make-jcamp.py',
        '##OWNER= public domain',
        *more,
        f'##XUNITS= {units}',
        '##YUNITS= ABSORBANCE',
        f'##FIRSTX= {float(x[0])!r}',
        f'##LASTX= {float(x[-1])!r}',
        f'##NPOINTS= {len(y)}',
        f'##FIRSTY= {y[0] * y_factor!r}',
        f'##XFACTOR= {x_factor!r}',
        f'##YFACTOR= {y_factor!r}',
        '##XYDATA= (X++(Y..Y))',
        *lines(form, x / x_factor, y),
        '##END=',
    ]


def link(name, blocks):
    (FOLDER / name).write_text(
        '\n'.join(
            [
                '##TITLE= several',
                '##JCAMP-DX= 5.01',
                '##DATA TYPE= LINK',
                f'##BLOCKS= {len(blocks) + 1}',
                *(line for b in blocks for line in b),
                '##END= $$ of all',
                '',
            ]
        )
    )


# Random spectra with steep and level parts, rising and falling axes, in every form.
FORMS = ('AFFN', 'PAC', 'SQZ', 'SQZDUP', 'DIF', 'DIFDUP')
blocks = []
for seed in range(10):
    random = numpy.random.default_rng(seed)
    n = int(random.integers(1, 220))
    y = numpy.cumsum(random.integers(-3, 4, size=n) * random.choice([0, 0, 1, 1, 40, 3000], size=n))
    x = numpy.linspace(*((4000, 400) if seed % 2 else (0.5, 25.25)), n) if n > 1 else numpy.array([7.0])
    x_factor, y_factor = [1.0, 0.5, 0.001][seed % 3], [1.0, 1e-4, 0.00373][seed % 3]
    arrays[f'{seed}:x'], arrays[f'{seed}:y'] = x, y * y_factor
    blocks += [block(f'{seed}', form, x, y, x_factor, y_factor) for form in FORMS]
link('forms.jdx', blocks)

# A small file for damaging: one spectrum in each of the two forms that say most.
x, y = numpy.linspace(4000, 3900, 41), numpy.round(
    500 * numpy.exp(-((numpy.arange(41) - 20.0) ** 2) / 30)
).astype(int)
link(
    'small.jdx', [block('plain', 'AFFN', x, y, 1.0, 0.001), block('differences', 'DIFDUP', x, y, 1.0, 0.001)]
)
arrays['small:x'], arrays['small:y'] = x, y * 0.001

# Points and peaks; a page of an n-tuple for each part of an NMR spectrum.
points = [
    '##TITLE= points',
    '##JCAMP-DX= 5.01',
    '##DATA TYPE= UV/VIS SPECTRUM',
    '##XUNITS= NANOMETERS',
    '##YUNITS= TRANSMITTANCE',
    '##XFACTOR= 1',
    '##YFACTOR= 1',
    '##NPOINTS= 5',
    '##XYPOINTS= (XY..XY)',
    '200.5, 0.25; 210, 0.5',
    '220.25 .75 $$ with a comment',
    '230,1E-2',
    '240,?',
    '##END=',
]
peaks = [
    '##TITLE= peaks',
    '##JCAMP-DX= 4.24',
    '##DATA TYPE= MASS SPECTRUM',
    '##XUNITS= M/Z',
    '##YUNITS= RELATIVE ABUNDANCE',
    '##NPOINTS= 4',
    '##PEAK TABLE= (XY..XY)',
    '15,3 27,100',
    '29,50.5 43,7',
    '##END=',
]
real, imaginary, frequency = (
    numpy.arange(30) ** 2 - 100,
    50 - numpy.arange(30),
    numpy.linspace(600.0, 20.0, 30),
)
pages = [
    '##TITLE= pages',
    '##JCAMP-DX= 5.00',
    '##DATA TYPE= NMR SPECTRUM',
    '##NTUPLES= NMR SPECTRUM',
    '##VAR_NAME= FREQUENCY, SPECTRUM/REAL, SPECTRUM/IMAG, PAGE NUMBER',
    '##SYMBOL= X, R, I, N',
    '##VAR_TYPE= INDEPENDENT, DEPENDENT, DEPENDENT, PAGE',
    '##VAR_FORM= AFFN, ASDF, ASDF, AFFN',
    '##VAR_DIM= 30, 30, 30, 2',
    '##UNITS= HZ, ARBITRARY UNITS, ARBITRARY UNITS,',
    '##FIRST= 600.0, -100.0, 100.0, 1',
    '##LAST= 20.0, 741, 21, 2',
    '##FACTOR= 2.0, 0.5, 0.25, 1',
    '##PAGE= N=1',
    '##DATA TABLE= (X++(R..R)), XYDATA',
    *lines('DIFDUP', frequency / 2, real),
    '##PAGE= N=2',
    '##DATA TABLE= (X++(I..I)), XYDATA',
    *lines('DIF', frequency / 2, imaginary),
    '##END NTUPLES= NMR SPECTRUM',
    '##END=',
]
arrays['pages:x'], arrays['pages:y'] = frequency, real * 0.5
link('others.jdx', [points, peaks, pages])

with open(FOLDER / 'expected.npz', 'wb') as file:
    numpy.savez_compressed(file, **{k: numpy.asarray(v, dtype='<f8') for k, v in arrays.items()})
(FOLDER / 'expected.json').write_text(
    json.dumps({'numpy': numpy.__version__, 'forms': FORMS, 'seeds': 10}, indent=1) + '\n'
)
print(sorted((f.name, f.stat().st_size) for f in FOLDER.iterdir()))
