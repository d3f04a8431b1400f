"""Makes test/e2e/own-data: what a user might open, in small, and one set with every common fault.

Run with Debian's Python: /usr/bin/python3 test/golden/make-own-data.py (python3-numpy 1.24, python3-pil 9.4,
python3-astropy 5.2). The same seed gives the same bytes, but for the dates that astropy does not write here.
"""
import shutil
from pathlib import Path

import numpy
from astropy.io import fits
from astropy.table import Table
from PIL import Image

FOLDER = Path(__file__).parent.parent / 'e2e' / 'own-data'
shutil.rmtree(FOLDER, ignore_errors=True)
rng = numpy.random.default_rng(20)


def picture(kind, size=16):
    y, x = numpy.mgrid[0:size, 0:size]
    phase, wave = rng.uniform(0, 6.28), rng.uniform(0.9, 1.3)
    base = {
        'stripes': numpy.sin(wave * x + phase),
        'rings': numpy.sin(
            wave * numpy.hypot(x - size / 2 + rng.normal(0, 1), y - size / 2 + rng.normal(0, 1)) + phase
        ),
        'checks': numpy.sign(numpy.sin(wave * x + phase) * numpy.sin(wave * y + phase)),
    }[kind]
    tint = rng.uniform(0.5, 1, 3)
    grey = base[..., None] * tint + rng.normal(0, 0.15, (size, size, 3))
    return Image.fromarray(numpy.clip(127 + 90 * grey, 0, 255).astype('u1'))


def save(image, *path):
    to = FOLDER.joinpath(*path)
    to.parent.mkdir(parents=True, exist_ok=True)
    image.save(to)
    return to


for kind in ('stripes', 'rings', 'checks'):
    for i in range(16):
        save(picture(kind), 'pictures', kind, f'{i:02}.png')

# Training and test given as folders; of the second class there are few, three test pictures are copies of
# training ones, some have another size, one is cut off and one is no picture at all.
for i in range(40):
    save(picture('stripes', 24 if i % 5 == 0 else 16), 'faulty', 'train', 'stripes', f'{i:02}.png')
for i in range(5):
    save(picture('rings'), 'faulty', 'train', 'rings', f'{i:02}.png')
for i in range(8):
    save(picture('stripes'), 'faulty', 'test', 'stripes', f'{i:02}.png')
for i in range(3):
    save(picture('rings'), 'faulty', 'test', 'rings', f'{i:02}.png')
    shutil.copy(
        FOLDER / 'faulty/train/stripes' / f'{i + 1:02}.png', FOLDER / 'faulty/test/stripes' / f'copy-{i}.png'
    )
cut = FOLDER / 'faulty/train/rings/cut.png'
cut.write_bytes((FOLDER / 'faulty/train/rings/00.png').read_bytes()[:200])
(FOLDER / 'faulty/train/stripes/notes.png').write_text('not a picture')

# One spectrum a row, its axis in the header; classes, replicates and a number with its unit beside them.
wavelengths = numpy.arange(400, 701, 5)
lines = ['sample,oil,replicate,acidity (%),' + ','.join(f'{w} nm' for w in wavelengths)]
for i in range(60):
    kind = (i // 2) % 3
    line = (
        numpy.exp(-(((wavelengths - (450 + 80 * kind)) / 25) ** 2)) * rng.uniform(0.8, 1.2)
        + rng.normal(0, 0.02, wavelengths.size)
        + rng.uniform(0, 0.3)
    )
    lines.append(
        f's{i // 2},{("olive", "corn", "soy")[kind]},{i % 2 + 1},{1 + 1.5 * kind + rng.normal(0, 0.1):.3f},'
        + ','.join(f'{v:.4f}' for v in line)
    )
(FOLDER / 'oils.csv').write_text('\n'.join(lines) + '\n')

# Cubes of five bands as 16-bit integers with a scale, as survey images are.
for i in range(24):
    kind = ('spiral', 'elliptical')[i % 2]
    y, x = numpy.mgrid[-8:8, -8:8] + 0.5
    r = numpy.hypot(x, y * (1 + (kind == 'elliptical')))
    base = numpy.exp(-r / 3) * (
        1 + 0.9 * numpy.cos(2 * numpy.arctan2(y, x) + r + rng.uniform(0, 6.28)) * (kind == 'spiral')
    )
    bands = numpy.stack([base * s for s in (1, 1.4, 1.9, 2.2, 2.4)]) * 1000 + rng.normal(0, 25, (5, 16, 16))
    hdu = fits.PrimaryHDU(numpy.round(bands / 0.1).astype('>i2'))
    hdu.header['BSCALE'] = 0.1
    hdu.header['OBJECT'] = f'G{i}'
    to = FOLDER / 'galaxies' / kind / f'g{i:02}.fits'
    to.parent.mkdir(parents=True, exist_ok=True)
    hdu.writeto(to)

# A table with a spectrum in each row.
axis = numpy.linspace(3800, 9200, 90)
flux = numpy.array(
    [
        1
        + rng.normal(0, 0.05, 90)
        + (1 if i % 2 else -0.6) * numpy.exp(-(((axis - 6563 - rng.normal(0, 30)) / 120) ** 2))
        for i in range(48)
    ]
)
stars = Table(
    {
        'WAVE': numpy.tile(axis, (48, 1)),
        'FLUX': flux.astype('f4'),
        'CLASS': ['emission' if i % 2 else 'absorption' for i in range(48)],
    }
)
stars['WAVE'].unit = 'Angstrom'
stars.write(FOLDER / 'stars.fits')

# Arrays, with the names of their classes.
labels = rng.integers(0, 3, 90)
squares = rng.integers(0, 120, (90, 12, 12), dtype='u1')
for s, label in enumerate(labels):
    squares[s, 1 + 4 * label : 4 + 4 * label, 2:10] = 230
numpy.savez_compressed(
    FOLDER / 'squares.npz', x=squares, y=labels, class_names=numpy.array(['top', 'middle', 'bottom'])
)
