"""Makes the folders in sources/ again: what users may drop on the window, and in expected.npz what the
programs that wrote it read back.

Run with Debian's Python: /usr/bin/python3 test/golden/make-sources.py (numpy 1.24.2, Pillow 9.4, tifffile
2023.2.3, astropy 5.2.1, h5py 3.7). Keys of expected.npz are `folder/file`; images are [height, width,
channels], spectra [samples, length].
"""
import gzip
import shutil
from pathlib import Path

import h5py
import numpy
import tifffile
from astropy.io import fits
from astropy.table import Table
from astropy.visualization import AsinhStretch, LogStretch, ManualInterval
from PIL import Image

FOLDER = Path(__file__).with_name('sources')
shutil.rmtree(FOLDER, ignore_errors=True)
random = numpy.random.default_rng(4)
truth = {}


def place(name):
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def text(name, lines):
    place(name).write_text('\n'.join(lines) + '\n')


def keep(name, values):
    truth[name] = numpy.asarray(values, dtype='<f8')


def pixels(height=6, width=8, channels=3, kind='u1', most=255):
    return random.integers(0, most + 1, (height, width, channels) if channels else (height, width)).astype(
        kind
    )


def picture(name, array, truly=True):
    Image.fromarray(array).save(
        place(name), **({'quality': 95, 'subsampling': 0} if name.endswith('jpg') else {})
    )
    if truly:
        read = numpy.asarray(Image.open(FOLDER / name))
        keep(name, read if read.ndim == 3 else read[..., None])


# Pictures: folders as classes, with and without a split.
for kind in ('cat', 'dog'):
    for i in range(4):
        picture(f'classes/{kind}/{i + 1}.{"jpg" if i == 3 else "png"}', pixels())
for split, count in (('train', 3), ('val', 2), ('test', 2)):
    for kind in ('healthy', 'sick'):
        for i in range(count):
            picture(f'nested/{split}/{kind}/{i + 1}.png', pixels(channels=0))
# A table of paths; names that would lead elsewhere, and one of a file that is not there.
for i in range(6):
    picture(f'listed/pictures/p{i + 1}.png', pixels())
text(
    'listed/labels.csv',
    [
        'filename,species,weight (g)',
        *(f'pictures/p{i + 1}.png,{"oak" if i % 2 else "elm"},{i * 1.5 + 1}' for i in range(6)),
        '../outside.png,elm,3',
        '/etc/outside.png,oak,4',
        'pictures/lost.png,oak,5',
    ],
)
picture('outside.png', pixels(), truly=False)
# The same names in two folders, told apart by the folder alone; numbers with leading zeros, as identifiers
# often are.
for kind in 'ab':
    for i in range(3):
        picture(f'twice/images/{kind}/{i + 1}.png', pixels())
text(
    'twice/labels.csv',
    [
        'path,grade',
        *(
            f'{kind}/{i + 1}.png,{"low" if (i + (kind == "b")) % 2 else "high"}'
            for kind in 'ab'
            for i in range(3)
        ),
    ],
)
for i in range(4):
    picture(f'zeros/{i + 1:04d}.png', pixels())
text(
    'zeros/labels.csv',
    ['id,diagnosis', *(f'{i + 1:04d},{"benign" if i % 2 else "malignant"}' for i in range(4))],
)
# Sixteen bits, floats, and seven bands.
for i, kind in enumerate(('low', 'high', 'low', 'high')):
    deep = pixels(channels=0, kind='u2', most=60000)
    Image.fromarray(deep).save(place(f'deep/{kind}/{i}.png'))
    keep(f'deep/{kind}/{i}.png', deep[..., None])
    for folder, array in (
        ('float', random.normal(0, 100, (6, 8)).astype('f4')),
        ('bands', pixels(5, 4, 7, 'u2', 4000)),
    ):
        name = f'{folder}/{kind}/{i}.tif'
        tifffile.imwrite(
            place(name), array, photometric='minisblack', planarconfig='contig' if array.ndim == 3 else None
        )
        read = tifffile.imread(FOLDER / name)
        keep(name, read if read.ndim == 3 else read[..., None])
# Sizes that differ by whole factors, so that what a mean over areas makes of them is exact.
for kind, (height, width) in (('square', (8, 8)), ('wide', (8, 16)), ('tall', (16, 8)), ('square', (16, 16))):
    array = pixels(height, width, 0)
    picture(f'sizes/{kind}/{height}x{width}.png', array)
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    middle = array[top : top + side, left : left + side]
    keep(
        f'crop {height}x{width}',
        numpy.floor(middle.reshape(8, side // 8, 8, side // 8).mean(axis=(1, 3)) + 0.5)[..., None],
    )
    keep(
        f'stretch {height}x{width}',
        numpy.floor(array.reshape(8, height // 8, 8, width // 8).mean(axis=(1, 3)) + 0.5)[..., None],
    )
    scale = max(height, width) // 8
    small = numpy.floor(array.reshape(height // scale, scale, width // scale, scale).mean(axis=(1, 3)) + 0.5)
    padded = numpy.zeros((8, 8))
    y, x = (8 - small.shape[0]) // 2, (8 - small.shape[1]) // 2
    padded[y : y + small.shape[0], x : x + small.shape[1]] = small
    keep(f'pad {height}x{width}', padded[..., None])
# One that is cut off among good ones; and what is not read at all.
for kind in ('cat', 'dog'):
    for i in range(2):
        picture(f'broken/{kind}/{i + 1}.png', pixels())
place('broken/dog/3.png').write_bytes((FOLDER / 'broken/dog/2.png').read_bytes()[:60])
Image.fromarray(pixels()).convert('P').save(place('gif/a/one.gif'))

# FITS: a cube of five bands a file, as galaxy surveys have them; bands as extensions; science, error and
# quality planes.
for i, kind in enumerate(('elliptical', 'spiral', 'elliptical', 'spiral')):
    name = f'cubes/{kind}/g{i}.fits'
    cube = random.normal(10, 3, (5, 6, 7)).astype('f4')
    header = fits.Header(
        {
            'OBJECT': f'G{i}',
            'CTYPE1': 'RA---TAN',
            'CTYPE2': 'DEC--TAN',
            'CRVAL1': 10.0,
            'CRVAL2': 2.0,
            'CDELT1': -0.001,
            'CDELT2': 0.001,
            'EXPTIME': 53.9 + i,
            'FILTER': 'ugriz',
        }
    )
    fits.PrimaryHDU(cube, header).writeto(place(name))
    keep(name, numpy.moveaxis(fits.getdata(FOLDER / name), 0, -1)[::-1])
    if i > 1:
        continue
    name = f'extensions/{kind}/g{i}.fits'
    bands = [random.normal(0, 1, (4, 5)).astype('>f4') for _ in range(3)]
    fits.HDUList([fits.PrimaryHDU(), *(fits.ImageHDU(b, name=n) for b, n in zip(bands, 'GRI'))]).writeto(
        place(name)
    )
    keep(name, numpy.stack(bands, -1)[::-1])
    for kind_of, stretch in (('log', LogStretch(1000)), ('asinh', AsinhStretch(0.1))):
        keep(
            f'{kind_of} {name}',
            numpy.stack(
                [stretch(ManualInterval(*numpy.percentile(b, [1, 99]))(b.astype('f8'))) for b in bands], -1
            )[::-1],
        )
    name = f'science/{kind}/g{i}.fits'
    science = random.normal(0, 1, (4, 5)).astype('f4')
    fits.HDUList(
        [
            fits.PrimaryHDU(),
            fits.ImageHDU(science, name='SCI'),
            fits.ImageHDU(abs(science), name='ERR'),
            fits.ImageHDU(numpy.zeros((4, 5), 'i2'), name='DQ'),
        ]
    ).writeto(place(name))
    keep(name, science[::-1, :, None])
    # Pictures of the sun, whose axes are angles and no spectrum.
    name = f'sun/{kind}/s{i}.fits'
    sun = random.normal(0, 1, (4, 5)).astype('f4')
    fits.PrimaryHDU(
        sun,
        fits.Header(
            {
                'CTYPE1': 'HPLN-TAN',
                'CTYPE2': 'HPLT-TAN',
                'CUNIT1': 'arcsec',
                'CUNIT2': 'arcsec',
                'CRVAL1': 0.0,
                'CRVAL2': 0.0,
                'CDELT1': 2.4,
                'CDELT2': 2.4,
            }
        ),
    ).writeto(place(name))
    keep(name, sun[::-1, :, None])
# Spectra as rows; one a file, with another range each; labels in a table.
rows = random.normal(1, 0.1, (6, 30)).astype('f4')
fits.PrimaryHDU(
    rows, fits.Header({'CTYPE1': 'WAVE', 'CUNIT1': 'nm', 'CRPIX1': 1.0, 'CRVAL1': 500.0, 'CDELT1': 0.5})
).writeto(place('linear.fits'))
fits.PrimaryHDU(
    rows,
    fits.Header({'DC-FLAG': 1, 'CTYPE1': 'LINEAR', 'WCSDIM': 1, 'CRPIX1': 1.0, 'CRVAL1': 3.5, 'CD1_1': 1e-3}),
).writeto(place('logarithmic.fits'))
keep('rows', rows)
for i in range(6):
    flux = random.normal(5, 1, 40).astype('f4')
    fits.PrimaryHDU(
        flux,
        fits.Header({'CTYPE1': 'WAVE', 'CUNIT1': 'Angstrom', 'CRPIX1': 1.0, 'CRVAL1': 4000.0, 'CDELT1': 2.0}),
    ).writeto(place(f'joined/star{i}.fits'))
    keep(f'joined/star{i}.fits', flux[None])
text(
    'joined/stars.csv',
    ['star;teff (K);type', *(f'star{i};{4000 + 500 * i};{"GKM"[i % 3]}' for i in range(6))],
)
# A table with a spectrum in each row.
flux, wave = random.normal(1, 0.2, (8, 25)).astype('f4'), numpy.linspace(4000, 4480, 25)
fits.table_to_hdu(
    Table(
        {
            'ID': numpy.arange(8),
            'WAVELENGTH': numpy.tile(wave, (8, 1)),
            'FLUX': flux,
            'CLASS': ['STAR', 'GALAXY'] * 4,
            'Z': random.uniform(0, 1, 8),
        },
        units={'WAVELENGTH': 'Angstrom'},
    )
).writeto(place('vectors.fits'))
keep('vectors flux', flux)
keep('vectors wave', wave)
# A spectrum a file, as the Sloan survey has them: columns of flux and loglam, and what it is in another
# table.
for i in range(4):
    loglam, flux = 3.6 + 1e-4 * numpy.arange(50), random.normal(3, 1, 50).astype('f4')
    spectrum = fits.table_to_hdu(
        Table({'flux': flux, 'loglam': loglam.astype('f4'), 'ivar': numpy.ones(50, 'f4')})
    )
    spectrum.name = 'COADD'
    about = fits.table_to_hdu(Table({'PLATE': [266], 'CLASS': ['QSO' if i % 2 else 'STAR'], 'Z': [0.5 * i]}))
    about.name = 'SPECOBJ'
    fits.HDUList([fits.PrimaryHDU(), spectrum, about]).writeto(place(f'sloan/spec-0266-{i}.fits'))
    keep(f'sloan/spec-0266-{i}.fits', flux[None])
keep('sloan axis', 10 ** loglam.astype('f4').astype('f8'))

# Tables: a row each, with classes; with three numbers to predict; with decimal commas; with gaps.
axis, spectra = numpy.linspace(850, 1050, 21), random.normal(2, 0.3, (8, 21)).round(4)
keep('spectra', spectra)
keep('axis', axis)
heads = [f'{v:g}' for v in axis]
text(
    'wide.csv',
    [
        ','.join(['sample', *heads, 'oil']),
        *(','.join([f's{i}', *map(str, row), 'olive' if i % 2 else 'corn']) for i, row in enumerate(spectra)),
    ],
)
fat = random.uniform(1, 40, (8, 3)).round(2)
keep('fat', fat)
text(
    'regression.csv',
    [
        ','.join(['', 'water (%)', 'fat (%)', 'protein (%)', *(f'{h} nm' for h in heads)]),
        *(','.join([str(i), *map(str, fat[i]), *map(str, row)]) for i, row in enumerate(spectra)),
    ],
)
text(
    'commas.tsv',
    [
        '\t'.join(['id', *heads, 'variety']),
        *(
            '\t'.join(
                [str(i + 1), *(str(v).replace('.', ',') for v in row), 'Arabica' if i < 4 else 'Robusta']
            )
            for i, row in enumerate(spectra)
        ),
    ],
)
gaps = [[f's{i}', *map(str, row), 'olive' if i % 2 else 'corn'] for i, row in enumerate(spectra)]
gaps[2][5], gaps[4][-1] = '', ''
text('gaps.csv', [','.join(['sample', *heads, 'oil']), *(','.join(row) for row in gaps)])
gaps = [[f's{i}', *map(str, row), str(i * 1.25)] for i, row in enumerate(spectra)]
gaps[3][-1] = 'NaN'
text('missing.csv', [','.join(['sample', *heads, 'fat']), *(','.join(row) for row in gaps)])
text(
    'long.csv',
    [
        'id,Wavelength (nm),Absorbance,class',
        *(
            f's{i},{x:g},{y},{"meat" if i % 2 else "fish"}'
            for i, row in enumerate(spectra)
            for x, y in zip(axis, row)
        ),
    ],
)
# Points of a straight line, which stay on it wherever they are measured.
text(
    'differing.csv',
    [
        'id,Wavelength (nm),Absorbance,class',
        *(
            f's{i},{x:g},{3 * x + i:g},{"meat" if i % 2 else "fish"}'
            for i in range(6)
            for x in numpy.arange(800 + 10 * i, 1000 + 10 * i, 10)
        ),
    ],
)
# A spectrum a file: wavenumbers that fall, in folders; on places of their own; and with numbers in a table.
for i in range(6):
    kind = 'PET' if i % 2 else 'PE'
    y = random.uniform(0, 1, 25).round(5)
    x = numpy.linspace(4000, 1600, 25)
    text(
        f'columns/{kind}/sample{i}.csv',
        ['Wavenumber (cm-1),Absorbance', *(f'{a:g},{b}' for a, b in zip(x, y))],
    )
    keep(f'columns/{kind}/sample{i}.csv', y[None])
    numpy.savetxt(
        place(f'places/{kind}/sample{i}.txt'),
        numpy.stack([x := numpy.arange(100 + i, 200 + i, 2.5), 2 * x + i], -1),
        fmt='%.6g',
    )
    text(
        f'numbers/run_{i + 1}.txt',
        ['nm\tcounts', *(f'{a:g}\t{b}' for a, b in zip(numpy.linspace(400, 700, 25), y))],
    )
    keep(f'numbers/run_{i + 1}.txt', y[None])
text(
    'numbers/labels.csv',
    ['file,concentration (mg/L),pH', *(f'run_{i + 1}.txt,{0.5 * i},{6 + 0.1 * i:.1f}' for i in range(6))],
)
# Spectra in columns, as instruments export a series.
text(
    'turned.csv',
    [
        'Raman shift (cm-1),a1,a2,b1,b2',
        *(f'{x:g},{",".join(map(str, column))}' for x, column in zip(axis, spectra[:4].T)),
    ],
)

# Arrays.
x, y = pixels(12, 5, 6), numpy.arange(12) % 3
place('arrays').mkdir()
images, labels = random.integers(0, 256, (12, 5, 6, 3)).astype('u1'), numpy.arange(12) % 3
lines, values = random.normal(0, 1, (12, 20)).astype('f4'), random.normal(0, 1, (12, 2))
keep('images', images)
keep('lines', lines)
keep('values', values)
save = lambda name, **arrays: numpy.savez_compressed(place(f'arrays/{name}.npz'), **arrays)
save('plain', x=images, y=labels, class_names=numpy.array(['low', 'middle', 'high']))
save('parts', x_train=images[:8], y_train=labels[:8], x_test=images[8:], y_test=labels[8:])
save(
    'validation',
    x_train=images[:6],
    y_train=labels[:6],
    x_val=images[6:9],
    y_val=labels[6:9],
    x_test=images[9:],
    y_test=labels[9:],
)
save('training', x_train=images, y_train=labels)
save('onehot', x=images, y=numpy.eye(3)[labels])
save('strange', measured=lines, moisture=values[:, 0], batch=labels)
save('spectra', spectra=lines, y=values, wavelength=numpy.linspace(400, 780, 20))
numpy.save(place('arrays/alone.npy'), lines)
with h5py.File(place('arrays/flat.h5'), 'w') as file:
    file['data/images'], file['data/labels'], file['about/version'] = images, labels, 3
with h5py.File(place('arrays/groups.h5'), 'w') as file:
    for part, chosen in (('train', slice(8)), ('test', slice(8, 12))):
        file[f'{part}/x'], file[f'{part}/y'] = images[chosen], labels[chosen]


def idx(name, array):
    data = (
        bytes([0, 0, 8, array.ndim])
        + b''.join(n.to_bytes(4, 'big') for n in array.shape)
        + array.astype('u1').tobytes()
    )
    place(name).write_bytes(data) if not name.endswith('gz') else place(name).write_bytes(
        gzip.compress(data, mtime=0)
    )


for folder, end, prefix in (('mnist', '', ''), ('mnist-gz', '.gz', ''), ('emnist', '', 'emnist-letters-')):
    for part, other, chosen in (
        ('train', 'train', slice(8)),
        ('t10k' if not prefix else 'test', 'test', slice(8, 12)),
    ):
        idx(f'{folder}/{prefix}{part}-images-idx3-ubyte{end}', images[chosen, ..., 0])
        idx(f'{folder}/{prefix}{part}-labels-idx1-ubyte{end}', labels[chosen])


def cifar(name, heads):
    planes = random.integers(0, 256, (len(heads), 3, 32, 32)).astype('u1')
    place(name).write_bytes(b''.join(bytes(h) + p.tobytes() for h, p in zip(heads, planes)))
    keep(name, planes.transpose(0, 2, 3, 1))


cifar('cifar10/data_batch_1.bin', [[3], [5]])
cifar('cifar10/data_batch_2.bin', [[0], [3]])
cifar('cifar10/test_batch.bin', [[5], [0]])
cifar('cifar100/train.bin', [[2, 70], [5, 99], [2, 70]])
cifar('cifar100/test.bin', [[5, 99]])

with open(FOLDER / 'expected.npz', 'wb') as file:
    numpy.savez_compressed(file, **truth)
print(
    sum(f.stat().st_size for f in FOLDER.rglob('*') if f.is_file()),
    'bytes in',
    sum(f.is_file() for f in FOLDER.rglob('*')),
    'files',
)
