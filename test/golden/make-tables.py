"""Makes the files in tables/ again: tables as Python's csv, numpy.savetxt and R write them, and what is in
them.

Run with Debian's Python: /usr/bin/python3 test/golden/make-tables.py (Python 3.11.2, python3-numpy 1.24.2; R
4.2.2 where there is one). expected.json has name, unit and values of each column by file; an empty cell is
null.
"""
import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import numpy

FOLDER = Path(__file__).with_name('tables')
FOLDER.mkdir(exist_ok=True)
random = numpy.random.default_rng(11)
expected = {}


def keep(name, columns):
    expected[name] = [
        {'name': n, 'unit': u, 'values': [None if isinstance(v, float) and v != v else v for v in values]}
        for n, u, values in columns
    ]


def written(rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return out.getvalue()


nan = float('nan')
names = ['Öl, pure', 'a "b"', 'two\nlines', 'plain']
fat, water = [1.5, nan, -2e-3, 44.0], [60.25, 7.0, 8.5, 9.0]
columns = [('sample', '', names), ('fat', '%', fat), ('Water content', 'g/kg', water)]
cells = [['sample', 'fat (%)', 'Water content [g/kg]']] + [
    [n, '' if f != f else repr(f), repr(w)] for n, f, w in zip(names, fat, water)
]
comma = [[c.replace('.', ',') for c in row] if i else row for i, row in enumerate(cells)]
for name, text in {
    'excel.csv': written(cells).encode('utf-8-sig'),
    'unix.csv': written(cells, lineterminator='\n').encode(),
    'semicolon.csv': written(comma, delimiter=';').encode('cp1252'),
    'tab-utf16.txt': written(comma, delimiter='\t').encode('utf-16'),
    'tab-utf16-big.txt': b'\xfe\xff' + written(cells, delimiter='\t').encode('utf-16-be'),
    'quoted.csv': written(cells, quoting=csv.QUOTE_ALL).encode(),
}.items():
    (FOLDER / name).write_bytes(text)
    keep(name, columns)

block = random.normal(0, 100, (6, 3)).round(4)
for name, options in {
    'savetxt.txt': {},
    'savetxt.csv': {'delimiter': ',', 'fmt': '%.10g'},
    'savetxt-header.txt': {'header': 'a b\nx y z', 'fmt': '%12.5f'},
    'matlab.txt': {'header': 'made by', 'comments': '% ', 'fmt': '%16.7e'},
}.items():
    numpy.savetxt(FOLDER / name, block, **options)
    read = numpy.loadtxt(FOLDER / name, delimiter=options.get('delimiter'), comments=('#', '%'))
    keep(
        name,
        [(('xyz'[c] if 'header.' in name else f'column {c + 1}'), '', read[:, c].tolist()) for c in range(3)],
    )

# Spectra: a row each, and a point a row.
axis = numpy.linspace(850, 1050, 41)
spectra = (numpy.sin(axis / 40 + numpy.arange(5)[:, None]) + 2).round(6)
wide = [['sample', *(f'{v:g}' for v in axis), 'fat']] + [
    [f's{i}', *map(repr, row.tolist()), repr(i / 4)] for i, row in enumerate(spectra)
]
(FOLDER / 'wide.csv').write_text(written(wide))
long = [['id', 'Wavelength / nm', 'Absorbance', 'class']] + [
    [f's{i}', f'{v:g}', repr(y), 'meat' if i % 2 else 'fish']
    for i, row in enumerate(spectra.tolist())
    for v, y in zip(axis, row)
]
(FOLDER / 'long.csv').write_text(written(long))
keep(
    'wide.csv',
    [('sample', '', [f's{i}' for i in range(5)])]
    + [(f'{v:g}', '', spectra[:, c].tolist()) for c, v in enumerate(axis)]
    + [('fat', '', [i / 4 for i in range(5)])],
)

if shutil.which('Rscript'):
    subprocess.run(
        [
            'Rscript',
            '-e',
            f'''
x <- data.frame(name = c("a b", "c"), X850 = c(0.5, NA), X851.5 = c(-1, 1e-20))
write.csv(x, "{FOLDER}/r.csv"); write.table(x, "{FOLDER}/r.txt"); write.csv2(x, "{FOLDER}/r2.csv", row.names = FALSE)''',
        ],
        check=True,
    )
    values = [('name', '', ['a b', 'c']), ('X850', '', [0.5, None]), ('X851.5', '', [-1, 1e-20])]
    keep('r.csv', [('column 1', '', [1, 2])] + values)
    keep('r.txt', [('column 1', '', [1, 2])] + values)
    keep('r2.csv', values)
(FOLDER / 'expected.json').write_text(json.dumps(expected, ensure_ascii=False, indent=1))
print(sorted((f.name, f.stat().st_size) for f in FOLDER.iterdir()))
