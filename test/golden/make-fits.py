"""Makes the files in fits/ again: what astropy writes, and in expected.npz and expected.json what it reads
from them.

Run with Debian's Python: /usr/bin/python3 test/golden/make-fits.py (python3-astropy 5.2.1, numpy 1.24.2).
Nothing in the files depends on the time, so that they stay the same bytes.
"""
import gzip
import json
import warnings
from pathlib import Path

import numpy
from astropy import __version__ as astropy_version
from astropy.io import fits
from astropy.visualization import AsinhStretch, LinearStretch, LogStretch, ManualInterval, PercentileInterval
from astropy.wcs import WCS

FOLDER = Path(__file__).with_name('fits')
FOLDER.mkdir(exist_ok=True)
random = numpy.random.default_rng(20)
arrays, axes = {}, {}


def save(name, *hdus):
    first = [] if isinstance(hdus[0], fits.PrimaryHDU) else [fits.PrimaryHDU()]
    fits.HDUList([*first, *hdus]).writeto(FOLDER / name, overwrite=True)


def insert(name, before, **cards):
    """Cards that astropy would act on when it writes: put in as bytes, and as many blanks fewer behind
    END."""
    content = (FOLDER / name).read_bytes()
    at = content.index(before.encode())
    more = b''.join(f'{key:8}= {value:>20}'.ljust(80).encode() for key, value in cards.items())
    end = content.index(b'END' + b' ' * (77 + len(more)), at) + 80
    (FOLDER / name).write_bytes(content[:at] + more + content[at:end] + content[end + len(more) :])


def expect_image(file, index, key=None):
    with fits.open(FOLDER / file) as hdus:
        arrays[key or f'{file}:{index}'] = numpy.array(hdus[index].data, dtype=numpy.float64)


# Every BITPIX as extensions of one file, with the ends of its range.
primary = fits.PrimaryHDU()
primary.header['OBJECT'] = "O'Neill's star"
primary.header['HIERARCH ESO DET CHIP1 GAIN'] = 1.25
primary.header['LONG'] = (
    'A text that does not fit in the eighty characters of one card and therefore goes on in the next, ' * 2
)
primary.header['EXPTIME'] = 12.5
primary.header['FLAG'] = True
primary.header['COMMENT'] = 'no = value'
images = [primary]
for name, kind in (
    ('u1', 'u1'),
    ('i2', '>i2'),
    ('i4', '>i4'),
    ('i8', '>i8'),
    ('f4', '>f4'),
    ('f8', '>f8'),
    ('u2', '>u2'),
    ('u4', '>u4'),
    ('u8', '>u8'),
    ('i1', 'i1'),
):
    dtype = numpy.dtype(kind)
    if dtype.kind == 'f':
        data = random.normal(size=(3, 4)).astype(dtype)
        data[0, 0], data[0, 1] = numpy.nan, numpy.inf
    else:
        data = random.integers(0, 100, size=(3, 4)).astype(dtype)
        data[0, 0], data[2, 3] = numpy.iinfo(dtype).min, numpy.iinfo(dtype).max
    images.append(fits.ImageHDU(data, name=name))
save('bitpix.fits', *images)
with fits.open(FOLDER / 'bitpix.fits') as hdus:
    # numpy's own cast of 64 bits: the nearest float64.
    for i, hdu in enumerate(hdus[1:], 1):
        arrays[f'bitpix.fits:{i}'] = hdu.data.astype(numpy.float64)

# BLANK and a scale. astropy computes scaled integers of 16 bits in float32, so the truth is numpy's formula
# in float64.
stored = numpy.arange(-6, 6, dtype='>i2').reshape(3, 4)
blank = fits.ImageHDU(stored, name='BLANK')
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    blank.header['BLANK'] = -3
    save('scaled.fits', blank, fits.ImageHDU(stored, name='SCALED'))
    insert('scaled.fits', "EXTNAME = 'SCALED  '", BSCALE='0.1', BZERO='1000.', BLANK='-4')
    with fits.open(FOLDER / 'scaled.fits') as hdus:
        assert numpy.allclose(
            hdus[2].data, numpy.where(stored == -4, numpy.nan, 1000 + 0.1 * stored), rtol=1e-6, equal_nan=True
        )
        assert numpy.array_equal(hdus[1].data, numpy.where(stored == -3, numpy.nan, stored), equal_nan=True)
arrays['scaled.fits:1'] = numpy.where(stored == -3, numpy.nan, stored.astype('f8'))
arrays['scaled.fits:2'] = numpy.where(stored == -4, numpy.nan, 1000 + 0.1 * stored.astype('f8'))

# Five bands as a cube, and as extensions; the first of them zipped too.
cube = random.normal(100, 20, size=(5, 8, 6)).astype('>f4')
cube_hdu = fits.PrimaryHDU(cube)
for key, value in (
    ('CTYPE1', 'RA---TAN'),
    ('CTYPE2', 'DEC--TAN'),
    ('CTYPE3', 'WAVE'),
    ('CUNIT3', 'nm'),
    ('CRVAL3', 500.0),
    ('CRPIX3', 1.0),
    ('CDELT3', 25.0),
    ('CRVAL1', 10.0),
    ('CRVAL2', 20.0),
    ('CDELT1', -0.001),
    ('CDELT2', 0.001),
):
    cube_hdu.header[key] = value
save('cube.fits', cube_hdu)
expect_image('cube.fits', 0)
(FOLDER / 'cube.fits.gz').write_bytes(gzip.compress((FOLDER / 'cube.fits').read_bytes(), 9, mtime=0))
save(
    'bands.fits', *(fits.ImageHDU((cube[i] * 100).astype('>i2'), name=band) for i, band in enumerate('ugriz'))
)
for i in range(1, 6):
    expect_image('bands.fits', i)

# A table of spectra: vector columns, text, numbers with an undefined one, bits, logicals, pairs, lists of
# several lengths.
rows = 7
lists = numpy.empty(rows, dtype=object)
whole = numpy.empty(rows, dtype=object)
for i in range(rows):
    lists[i] = random.normal(size=i).astype('f4')
    whole[i] = random.integers(-9, 9, size=(i * 3) % 5).astype('i2')
flux, wavelength = random.normal(size=(rows, 20)).astype('f4'), numpy.tile(
    numpy.linspace(4000, 7000, 20), (rows, 1)
)
count = numpy.array([5, -99, 7, 8, -99, 10, 11], 'i4')
columns = [
    fits.Column('WAVELENGTH', '20D', unit='Angstrom', array=wavelength),
    fits.Column('FLUX', '20E', unit='10**(-17) erg/s/cm2/Angstrom', array=flux),
    fits.Column('CLASS', '8A', array=numpy.array(['STAR', 'GALAXY', 'QSO', 'STAR', '', 'GALAXY', 'QSO'])),
    fits.Column('COUNT', 'J', null=-99, array=count),
    fits.Column('U2', 'I', bzero=32768, array=numpy.array([0, 1, 32767, 32768, 65535, 5, 6], 'u2')),
    fits.Column('SCALED', 'I', array=numpy.arange(rows)),
    fits.Column('BYTE', '3B', array=random.integers(0, 256, size=(rows, 3)).astype('u1')),
    fits.Column('LONG', 'K', array=numpy.array([-(2**63), 2**63 - 1, 0, 1, -1, 2**40, 5])),
    fits.Column('GOOD', 'L', array=numpy.array([True, False, True, True, False, False, True])),
    fits.Column('BITS', '11X', array=random.integers(0, 2, size=(rows, 11)).astype(bool)),
    fits.Column(
        'COMPLEX',
        '2C',
        array=(random.normal(size=(rows, 2)) + 1j * random.normal(size=(rows, 2))).astype('c8'),
    ),
    fits.Column('DOUBLE', 'M', array=random.normal(size=rows) + 1j * random.normal(size=rows)),
    fits.Column('LIST', 'PE()', array=lists),
    fits.Column('WHOLE', 'QI()', array=whole),
]
table = fits.BinTableHDU.from_columns(columns, name='SPECTRA')
save('table.fits', table)
insert('table.fits', "EXTNAME = 'SPECTRA '", TSCAL6='0.5', TZERO6='10.')
with fits.open(FOLDER / 'table.fits') as hdus:
    data = hdus[1].data
    for name in ('WAVELENGTH', 'FLUX', 'U2', 'SCALED', 'BYTE', 'LONG', 'GOOD', 'BITS'):
        arrays[f'table.fits:{name}'] = numpy.array(data[name], dtype='f8')
    arrays['table.fits:COUNT'] = numpy.where(data['COUNT'] == -99, numpy.nan, data['COUNT'].astype('f8'))
    for name in ('COMPLEX', 'DOUBLE'):
        arrays[f'table.fits:{name}'] = numpy.ascontiguousarray(data[name]).astype('c16').view('f8')
    for name in ('LIST', 'WHOLE'):
        arrays[f'table.fits:{name}'] = numpy.concatenate([numpy.array(v, dtype='f8') for v in data[name]])
        arrays[f'table.fits:{name}:lengths'] = numpy.array([len(v) for v in data[name]])
    texts = [str(v) for v in data['CLASS']]

# An ASCII table.
text_table = fits.TableHDU.from_columns(
    [
        fits.Column('NAME', 'A6', ascii=True, array=numpy.array(['Vega', 'Deneb', 'Rigel'])),
        fits.Column('MAG', 'F8.3', ascii=True, unit='mag', array=numpy.array([0.03, 1.25, -0.125])),
        fits.Column('N', 'I6', ascii=True, null=-9, array=numpy.array([12, -9, 300])),
        fits.Column('E', 'E14.6', ascii=True, array=numpy.array([1.5e-17, -2.25e30, 0])),
        fits.Column('D', 'D22.14', ascii=True, array=numpy.array([numpy.pi, 1e-200, -7.0])),
    ],
    name='STARS',
)
save('ascii.fits', text_table)
with fits.open(FOLDER / 'ascii.fits') as hdus:
    names = [str(v) for v in hdus[1].data['NAME']]
    for name in ('MAG', 'E', 'D'):
        arrays[f'ascii.fits:{name}'] = numpy.array(hdus[1].data[name], dtype='f8')
    arrays['ascii.fits:N'] = numpy.array([12, numpy.nan, 300])


# What stands along an axis, as astropy.wcs (wcslib) has it, which turns lengths into metres: its values, and
# the unit's size.
def axis(name, length, size, **cards):
    header = fits.Header()
    for key, value in cards.items():
        header[key.replace('__', '-')] = value
    hdu = fits.PrimaryHDU(numpy.arange(2 * length, dtype='>f4').reshape(2, length))
    hdu.header.update(header)
    save(name, hdu)
    wcs = WCS(hdu.header, naxis=[1])
    values = wcs.wcs_pix2world(numpy.arange(length), 0)[0]
    axes[name] = size
    return values


arrays['linear.fits:axis'] = axis(
    'linear.fits', 30, 1e-10, CTYPE1='WAVE', CUNIT1='Angstrom', CRVAL1=5000.0, CRPIX1=3.5, CDELT1=1.25
)
arrays['cd.fits:axis'] = axis(
    'cd.fits', 30, 1e9, CTYPE1='FREQ', CUNIT1='GHz', CRVAL1=115.0, CRPIX1=15.0, CD1_1=-0.01
)
arrays['pc.fits:axis'] = axis(
    'pc.fits', 30, 1e3, CTYPE1='VRAD', CUNIT1='km/s', CRVAL1=-100.0, CRPIX1=1.0, CDELT1=2.0, PC1_1=0.5
)
arrays['log.fits:axis'] = axis(
    'log.fits', 30, 1e-10, CTYPE1='WAVE-LOG', CUNIT1='Angstrom', CRVAL1=3621.5959, CRPIX1=1.0, CD1_1=0.8339
)
# The powers of ten are outside of the standard: wcslib reads the exponents, and the convention does the rest.
arrays['iraf.fits:axis'] = 10 ** axis(
    'iraf.fits',
    30,
    1.0,
    CTYPE1='LINEAR',
    CRVAL1=3.5796,
    CRPIX1=1.0,
    CD1_1=1e-4,
    DC__FLAG=1,
    WAT1_001='wtype=linear label=Wavelength units=Angstroms',
)
arrays['sdss.fits:axis'] = 10 ** (3.5796 + 1e-4 * numpy.arange(30))
axis('sdss.fits', 30, 1.0, CRVAL1=3.5796, CRPIX1=1.0, CD1_1=1e-4, COEFF0=3.5796, COEFF1=1e-4, DC__FLAG=1)

# What is not read.
groups = fits.GroupsHDU(
    fits.GroupData(
        random.normal(size=(3, 1, 1, 4)).astype('>f4'),
        parnames=['a'],
        pardata=[numpy.arange(3.0)],
        bitpix=-32,
    )
)
fits.HDUList([groups]).writeto(FOLDER / 'groups.fits', overwrite=True)

# Tiles, each packed by itself, in the ways that CFITSIO has; whole numbers come back exactly.
smooth = (
    1000 + 50 * numpy.sin(numpy.arange(40 * 33).reshape(40, 33) / 70) + random.normal(0, 3, size=(40, 33))
)
for name, kind, way in (
    ('rice16', '>i2', 'RICE_1'),
    ('rice32', '>i4', 'RICE_1'),
    ('rice8', 'u1', 'RICE_1'),
    ('gzip16', '>i2', 'GZIP_1'),
    ('gzip2', '>i4', 'GZIP_2'),
    ('hcompress', '>i2', 'HCOMPRESS_1'),
):
    data = (smooth / 5 if kind == 'u1' else smooth).astype(kind)
    tile = (16, 33) if way == 'HCOMPRESS_1' else (10, 8)
    save(
        f'tiles-{name}.fits',
        fits.CompImageHDU(data, name='TILES', compression_type=way, tile_size=tile[::-1]),
    )
    arrays[f'tiles-{name}.fits:1'] = data.astype('f8')
for name, dither in (('plain', -1), ('dither1', 1), ('dither2', 2)):
    data = (smooth / 7).astype('>f4')
    data[5, 5] = 0
    if name != 'dither2':
        data[3, 4] = numpy.nan
    save(
        f'tiles-{name}.fits',
        fits.CompImageHDU(
            data,
            name='TILES',
            compression_type='RICE_1',
            tile_size=(33, 4),
            quantize_method=dither,
            dither_seed=17,
        ),
    )
    if name != 'dither2':
        # astropy makes the smallest whole number of NaN and does not say so. The card that says it takes the
        # place of another.
        content = (FOLDER / f'tiles-{name}.fits').read_bytes()
        at = content.index(b'ZGCOUNT =')
        (FOLDER / f'tiles-{name}.fits').write_bytes(
            content[:at] + b'ZBLANK  =          -2147483648'.ljust(80) + content[at + 80 :]
        )
    expect_image(f'tiles-{name}.fits', 1)
    if name != 'dither2':
        # By the standard; astropy 5.2 reads no ZBLANK of dithered floats either, and has the smallest whole
        # number times the scale.
        assert arrays[f'tiles-{name}.fits:1'][3, 4] < -1e7
        arrays[f'tiles-{name}.fits:1'][3, 4] = numpy.nan
small_cube = (cube * 10).astype('>u2')
save(
    'tiles-cube.fits',
    fits.CompImageHDU(small_cube, name='TILES', compression_type='RICE_1', tile_size=(4, 3, 2)),
)
arrays['tiles-cube.fits:1'] = small_cube.astype('f8')
save(
    'tiles-whole.fits',
    fits.CompImageHDU(cube, name='TILES', compression_type='GZIP_2', tile_size=(6, 8, 1), quantize_level=0),
)
arrays['tiles-whole.fits:1'] = cube.astype('f8')

# Stretches and percentiles.
values = random.lognormal(0, 2, size=500).astype('f4')
values[[3, 70]] = numpy.nan
values[9] = numpy.inf
low, high = 0.25, 40.0
arrays['stretch:values'] = values
for name, function in (
    ('linear', LinearStretch()),
    ('log', LogStretch(a=1000)),
    ('asinh', AsinhStretch(a=0.1)),
):
    arrays[f'stretch:{name}'] = (function + ManualInterval(low, high))(values.astype('f8'))
percentiles = [
    [p, *map(float, PercentileInterval(p).get_limits(values.astype('f8')))]
    for p in (100, 99.5, 99, 90, 50, 1)
]

assert all(a is not None for a in arrays.values())
with open(FOLDER / 'expected.npz', 'wb') as file:
    numpy.savez_compressed(file, **{k: numpy.ascontiguousarray(v, dtype='<f8') for k, v in arrays.items()})
(FOLDER / 'expected.json').write_text(
    json.dumps(
        {
            'astropy': astropy_version,
            'numpy': numpy.__version__,
            'interval': [low, high],
            'percentiles': percentiles,
            'classes': texts,
            'stars': names,
            'axes': axes,
            'long': primary.header['LONG'],
        },
        indent=1,
    )
    + '\n'
)
print(
    sum(f.stat().st_size for f in FOLDER.iterdir()),
    sorted((f.name, f.stat().st_size) for f in FOLDER.iterdir()),
)
