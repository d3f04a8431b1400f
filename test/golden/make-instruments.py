"""Makes the files in instruments/ again: spectra as instruments and other programs export them as text.

Run with Debian's Python: /usr/bin/python3 test/golden/make-instruments.py (Python 3.11.2, python3-numpy
1.24.2, python3-astropy 5.2.1, python3-tifffile 2023.2.3). The
forms are those that users of the programs named below show in public reports; the values are
drawn. expected.json says by file (or folder) what a reader must find: values [samples, length, channels] or
[samples, height, width, channels], the axis, the classes of the samples, and a part of a remark.
"""
import json
import struct
import zlib
from pathlib import Path

import numpy
import tifffile
from astropy.io import fits

FOLDER = Path(__file__).with_name('instruments')
random = numpy.random.default_rng(21)
expected = {}
X = numpy.arange(400.0, 424.0)
Y = random.uniform(0.05, 2, (6, 24)).round(4)


def put(name, text, values, axis=X, encoding='utf-8', **more):
    """Values [samples, length], or with channels."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    values = numpy.asarray(values, float)
    expected[name] = {
        'values': (values[..., None] if values.ndim == 2 else values).tolist(),
        'axis': None if axis is None else numpy.asarray(axis).tolist(),
        **more,
    }


def lines(line, k=0, x=X):
    return ''.join(line(a, Y[k, i], i) for i, a in enumerate(x))


def comma(v):
    return str(v).replace('.', ',')


# Lines above and below, several rows of names, remarks.
put(
    'ocean-optics.txt',
    'Data from QEP01592__0.txt Node\n\nDate: Tue Jan 10 11:20:31 CET 2012\nUser: lab\nSpectrometer: QEP01592\n'
    'Integration Time (sec): 1.000000E-1\nScans to average: 3\nNonlinearity correction enabled: true\n'
    'Number of Pixels in Spectrum: 24\n>>>>>Begin Spectral Data<<<<<\n'
    + lines(lambda x, y, i: f'{x:.3f}\t{y}\n')
    + '>>>>>End Spectral Data<<<<<\n',
    Y[:1],
)
put(
    'ocean-optics-comma.txt',
    'Daten von Node\r\n\r\nDatum: Di Jan 10 11:20:31 MEZ 2012\r\nIntegrationszeit (Sek.): 1,000000E-1\r\n'
    '>>>>>Spektraldaten Beginn<<<<<\r\n'
    + lines(lambda x, y, i: f'{comma(x)}\t{comma(y)}\r\n'),
    Y[:1],
    encoding='cp1252',
)
put(
    'avantes.txt',
    'Integration time [ms]:   100,00\r\nAverage Nr. [scans]:   20\r\nNr of pixels used for smoothing:    0\r\n'
    'Data measured with spectrometer [name]: 1101023U1\r\n'
    'Wave   ;Sample   ;Dark     ;Reference;Scope\r\n[nm]   ;[counts] ;[counts] ;[counts]\r\n\r\n'
    + lines(lambda x, y, i: f'{comma(x)};{comma(y)};{comma(round(y / 10, 5))};{comma(3 * y + 1)};{comma(i * 7 % 5)}\r\n'),
    Y[:1],
    left=['Dark', 'Reference', 'Scope'],
)
put(
    'jasco.txt',
    'TITLE\t\nDATA TYPE\tINFRARED SPECTRUM\nORIGIN\tJASCO\nDATE\t12/01/10\nXUNITS\t1/CM\nYUNITS\tABSORBANCE\n'
    'FIRSTX\t400.0\nLASTX\t423.0\nDELTAX\t1.0\nNPOINTS\t24\nXYDATA\n'
    + lines(lambda x, y, i: f'{x:.4f}\t{y}\n')
    + '\n##### Extended Information\n[Comments]\nSample name\tpolymer\n',
    Y[:1],
)
put(
    'labspec.txt',
    '#Acq. time (s)=\t10\n#Accumulations=\t2\n#Objective=\tx50_LWD\n#Laser=\t532 nm\n'
    + lines(lambda x, y, i: f'{x}\t{y}\n'),
    Y[:1],
)
put('renishaw.txt', '#Wave\t\t#Intensity\n' + lines(lambda x, y, i: f'{x:.6f}\t{y:.6f}\n'), Y[:1])
put('opus.dpt', lines(lambda x, y, i: f'{x:.5f},{y:.5f}\n', x=X[::-1]), Y[:1], X[::-1])
put(
    'shimadzu.txt',
    '"RawData - plastic.spc"\n"Wavelength nm.","Abs."\n' + lines(lambda x, y, i: f'{x:.2f},{y}\n'),
    Y[:1],
)
put(
    'origin.dat',
    'Wavelength\tIntensity\nnm\ta.u.\nday 1\tpolymer A\n' + lines(lambda x, y, i: f'{x}\t{y}\n'),
    Y[:1],
    unit='nm',
)
put('rigaku.xy', "' Title of it\n" + lines(lambda x, y, i: f'  {x:9.4f}  {y:12.4E}\n'), Y[:1])
put('fortran.prn', lines(lambda x, y, i: f' {f"{x:.6E}".replace("E", "D")}  {f"{y:.4E}".replace("E", "D")}\n'), Y[:1])
put('utf16-without-mark.csv', 'nm,abs\n' + lines(lambda x, y, i: f'{x},{y}\n'), Y[:1], encoding='utf-16-le')
put('excel-sep.csv', 'sep=;\r\nnm;abs\r\n' + lines(lambda x, y, i: f'{comma(x)};{comma(y)}\r\n'), Y[:1])
put(
    'thousands.csv',
    'cm-1;abs\n' + lines(lambda x, y, i: f'{x + 900:,.1f};{y}\n'.replace(',', ' ').replace('.', ',').replace(' ', '.')),
    Y[:1],
    X + 900,
)
put('trailing.csv', 'nm,abs,\n' + lines(lambda x, y, i: f'{x},{y},\n'), Y[:1])
put('bars.txt', '| nm | abs |\n|---|---|\n' + lines(lambda x, y, i: f'| {x} | {y} |\n'), Y[:1])
put('repeated.csv', 'nm,abs\n' + lines(lambda x, y, i: f'{409.0 if i == 10 else x},{y}\n'), Y[:1],
    [409.0 if i == 10 else x for i, x in enumerate(X)], word='409 stands there twice')
put(
    'below-one-another.txt',
    ''.join(lines(lambda x, y, i: f'{x} {y}\n', k) for k in range(3)),
    Y[:3],
)
# Which column is what.
put('counter.csv', ',wavelength,intensity\n' + lines(lambda x, y, i: f'{i},{x},{y}\n'), Y[:1], left=['column 1'])
put('counter-behind.csv', 'intensity,wavelength,No\n' + lines(lambda x, y, i: f'{y},{x},{i + 1}\n'), Y[:1], left=['No'])
put('error-first.csv', 'flux_err,flux,lambda\n' + lines(lambda x, y, i: f'0.01,{y},{x}\n'), Y[:1])
put('error-between.csv', 'wavelength,sigma,flux\n' + lines(lambda x, y, i: f'{x},{y / 9:.4f},{y}\n'), Y[:1])
put(
    'numbered-heads.csv',
    'wavelength,1,2,3,4,5,6\n' + ''.join(f'{x},' + ','.join(map(str, Y[:, i])) + '\n' for i, x in enumerate(X)),
    Y,
    names=['1', '2', '3', '4', '5', '6'],
)
put(
    'labelled-columns.csv',
    'name,a1,a2,b1,b2,c1,c2\nkind,oil,oil,fat,fat,wax,wax\n'
    + ''.join(f'{x},' + ','.join(map(str, Y[:, i])) + '\n' for i, x in enumerate(X)),
    Y,
    names=['a1', 'a2', 'b1', 'b2', 'c1', 'c2'],
    classes=['oil', 'oil', 'fat', 'fat', 'wax', 'wax'],
)
put(
    'cary.csv',
    'oil,,fat,,\nWavelength (nm),Abs,Wavelength (nm),Abs,\n'
    + ''.join(f'{x},{Y[0, i]},{x},{Y[1, i]},\n' for i, x in enumerate(X))
    + '\noil\nCollection Time: 1/10/2012\n',
    Y[:2],
    names=['oil', 'fat'],
)
put(
    'channels.csv',
    'time,ax,ay,az\n' + ''.join(f'{i / 10},{Y[0, i]},{Y[1, i]},{Y[2, i]}\n' for i in range(24)),
    Y[:3].T[None],
    numpy.arange(24) / 10,
)
put(
    'label-without-heads.csv',
    ''.join(f'{r % 3},' + ','.join(map(str, Y[r % 6] + r / 8)) + '\n' for r in range(12)),
    [Y[r % 6] + r / 8 for r in range(12)],
    None,
    classes=[str(r % 3) for r in range(12)],
)
put(
    'label-behind-without-heads.csv',
    ''.join(','.join(map(str, Y[r % 6] + r / 8)) + f',{r % 2}\n' for r in range(12)),
    [Y[r % 6] + r / 8 for r in range(12)],
    None,
    classes=[str(r % 2) for r in range(12)],
)
put(
    'long-with-counter.csv',
    'row,id,point,lambda,y,kind\n'
    + ''.join(
        f'{24 * k + i},s{k},{i},{x},{Y[k, i]},{"ab"[k % 2]}\n' for k in range(4) for i, x in enumerate(X)
    ),
    Y[:4],
    names=['s0', 's1', 's2', 's3'],
    classes=['a', 'b', 'a', 'b'],
    left=['row', 'point'],
)
pixels = random.integers(0, 256, (9, 36))
put(
    'pixels.csv',
    'label,' + ','.join(f'pixel{i}' for i in range(36)) + '\n'
    + ''.join(f'{k % 3},' + ','.join(map(str, p)) + '\n' for k, p in enumerate(pixels)),
    pixels.reshape(9, 6, 6, 1),
    None,
    classes=[str(k % 3) for k in range(9)],
)
put(
    'pixels-by-column.csv',
    'label,' + ','.join(f'{r}x{c}' for c in range(1, 7) for r in range(1, 7)) + '\n'
    + ''.join(f'{k % 3},' + ','.join(map(str, p)) + '\n' for k, p in enumerate(pixels)),
    pixels.reshape(9, 6, 6).transpose(0, 2, 1)[..., None],
    None,
)
put(
    'one-hot.csv',
    'id,oil,fat,wax,' + ','.join(f'{x:g} nm' for x in X) + '\n'
    + ''.join(
        f's{k},' + ','.join(str(int(k % 3 == j)) for j in range(3)) + ',' + ','.join(map(str, Y[k])) + '\n'
        for k in range(6)
    ),
    Y,
    classes=['oil', 'fat', 'wax', 'oil', 'fat', 'wax'],
)


# JCAMP-DX as writers in other countries and with other editors have it.
COUNTS = random.integers(100, 900, 24)


def jcamp(data='', **records):
    first = {
        'TITLE': 's', 'JCAMP-DX': '4.24', 'DATA TYPE': 'INFRARED SPECTRUM', 'XUNITS': '1/CM', 'YUNITS': 'ABSORBANCE',
        'XFACTOR': '1', 'YFACTOR': '0.001', 'FIRSTX': '400', 'LASTX': '423', 'NPOINTS': '24',
    } | {k.replace('_', ' '): v for k, v in records.items()}
    body = data or '##XYDATA=(X++(Y..Y))\n' + ''.join(
        f'{X[i]:g} ' + ' '.join(map(str, COUNTS[i:i + 6])) + '\n' for i in range(0, 24, 6)
    )
    return ''.join(f'##{k}={v}\n' for k, v in first.items()) + body + '##END=\n'


SHOWN = COUNTS[None] * 0.001
put('records-with-commas.jdx', jcamp(YFACTOR='0,001', FIRSTX='400,00', LASTX='423,00', XFACTOR='1,0'), SHOWN)
put(
    'pairs-with-commas.jdx',
    jcamp(
        '##XYPOINTS=(XY..XY)\n' + ''.join(f'{comma(x)}; {comma(y)}\n' for x, y in zip(X, Y[0])),
        YFACTOR='1,0', XFACTOR='1,0',
    ),
    Y[:1],
)
put(
    'pairs-with-commas-between.jdx',
    jcamp('##XYPOINTS=(XY..XY)\n' + ''.join(f'{x:g},{c}\n' for x, c in zip(X, COUNTS))),
    SHOWN,
)
put(
    'data-with-commas-alone.jdx',
    jcamp('##XYDATA=(X++(Y..Y))\n' + ''.join(
        f'{X[i]:g} ' + ' '.join(comma(y) for y in Y[0, i:i + 6]) + '\n' for i in range(0, 24, 6)), YFACTOR='1'),
    Y[:1],
)
put('with-mark.jdx', '\ufeff' + jcamp(), SHOWN)
put('utf8-title.jdx', jcamp(TITLE='Äpfel'), SHOWN, title='Äpfel')
put('windows-title.jdx', jcamp(TITLE='Öl – rein'), SHOWN, encoding='cp1252', title='Öl – rein')
put('utf16.jdx', jcamp(), SHOWN, encoding='utf-16')
put(
    'peaks-behind.jdx',
    jcamp() + jcamp('##PEAK TABLE=(XY..XY)\n401,5 405,9\n', TITLE='peaks', NPOINTS='2'),
    SHOWN,
    left=['PEAK TABLE'],
)


def fits_table(name, values, columns, **more):
    table = fits.BinTableHDU.from_columns([fits.Column(name=n, format=f, unit=u, array=a) for n, f, u, a in columns])
    fits.HDUList([fits.PrimaryHDU(), table]).writeto(FOLDER / name, overwrite=True)
    values = numpy.asarray(values, 'f4')
    expected[name] = {'values': values[..., None].tolist(), 'axis': X.tolist(), **more}


F = Y.astype('f4')
fits_table('error-first.fits', F[:1], [
    ('FLUX_ERR', 'E', '', F[0] / 9), ('WAVELENGTH', 'D', 'nm', X), ('FLUX', 'E', '', F[0]),
])
fits_table('sky-and-mask.fits', F[:1], [
    ('LAMBDA', 'D', 'nm', X), ('SKY', 'E', '', F[1]), ('IVAR', 'E', '', F[2]), ('AND_MASK', 'J', '', X.astype('i4')),
    ('SPEC', 'E', '', F[0]),
], left=['SKY'])
fits_table('vectors-error-first.fits', F[:3], [
    ('ERR', '24E', '', F[:3] / 9), ('WAVE', '24D', 'nm', numpy.tile(X, (3, 1))), ('FLUX', '24E', '', F[:3]),
])

# Lists of one length in a column, which are spectra; whole numbers without a sign as FITS writes them.
lists = numpy.empty(4, object)
for k in range(4):
    lists[k] = (numpy.arange(24) + 100 * k).astype('i4')
fits_table('lists.fits', [lists[k] for k in range(4)], [
    ('FLUX', 'PJ()', '', lists), ('CLASS', '1A', '', numpy.array(list('abab'))),
])
expected['lists.fits']['axis'] = None


def fits_rows(name, rows, cards, left):
    image = fits.PrimaryHDU(numpy.asarray(rows, 'f4'))
    image.header.update({'CRVAL1': 400.0, 'CD1_1': 1.0, 'CRPIX1': 1.0, 'CTYPE1': 'WAVE', 'CUNIT1': 'nm', **cards})
    image.writeto(FOLDER / name, overwrite=True)
    first = numpy.asarray(rows, 'f4').reshape(-1, 24)
    count = len(first) // len(rows)
    expected[name] = {'values': first[:count, :, None].tolist(), 'axis': X.tolist(), 'left': left}


fits_rows('rows-of-sloan.fits', [F[0], F[0] - 1, F[0] / 9, F[0] * 0, F[1]], {'COEFF0': 2.6},
          ['row 2 (continuum subtracted)', 'row 5 (sky)'])
fits_rows('rows-of-lamost.fits', [F[0], F[1], F[0] * 0], {
    'ARRAY1': 'FLUX', 'ARRAY2': 'INVERSE VARIANCE', 'ARRAY3': 'ANDMASK'}, [])
fits_rows('bands-of-iraf.fits', [F[:2], F[2:4], F[4:6] / 9], {
    'BANDID1': 'spectrum - background none', 'BANDID2': 'raw - background none', 'BANDID3': 'sigma - none'},
          ['row 2 (raw - background none)'])

# A PNG with bytes packed behind its last line, which libpng ignores, and a stack of ImageJ with one directory.
pixel = random.integers(0, 256, (5, 7), dtype='u1')
part = lambda kind, data: struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
(FOLDER / 'bytes-behind.png').write_bytes(
    b'\x89PNG\r\n\x1a\n' + part(b'IHDR', struct.pack('>IIBBBBB', 7, 5, 8, 0, 0, 0, 0))
    + part(b'IDAT', zlib.compress(b''.join(b'\0' + row.tobytes() for row in pixel) + bytes(9))) + part(b'IEND', b'')
)
expected['bytes-behind.png'] = {'values': pixel[None, :, :, None].tolist(), 'axis': None}
stack = random.integers(0, 60000, (3, 5, 7), dtype='u2')
tifffile.imwrite(FOLDER / 'imagej.tif', stack, imagej=True)
stored = bytearray((FOLDER / 'imagej.tif').read_bytes())
order = '<' if stored[:2] == b'II' else '>'
(at,) = struct.unpack(order + 'I', stored[4:8])
(fields,) = struct.unpack(order + 'H', stored[at : at + 2])
stored[at + 2 + 12 * fields : at + 6 + 12 * fields] = bytes(4)  # as ImageJ writes it beyond 4 GB
(FOLDER / 'imagej.tif').write_bytes(stored)
assert (tifffile.imread(FOLDER / 'imagej.tif') == stack).all()
expected['imagej.tif'] = {'values': stack.transpose(1, 2, 0)[None].tolist(), 'axis': None}

numpy.savez(FOLDER / 'one-hot.npz', x=F, y=numpy.eye(3)[numpy.arange(6) % 3])
(FOLDER / 'expected.json').write_text(json.dumps(expected, indent=1) + '\n')
print(len(expected), sum(f.stat().st_size for f in FOLDER.iterdir()))
