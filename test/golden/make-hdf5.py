"""Makes the files in hdf5/ again, as h5py writes them.

Run with Debian's Python: /usr/bin/python3 test/golden/make-hdf5.py (python3-h5py 3.7.0 with HDF5 1.10.8,
python3-numpy 1.24.2). expected.npz has the numbers under their paths with / as ·, after the file's name.
"""
from pathlib import Path

import h5py
import numpy

FOLDER = Path(__file__).with_name('hdf5')
FOLDER.mkdir(exist_ok=True)
random = numpy.random.default_rng(3)
expected = {}


def write(file, path, values, **options):
    file.create_dataset(path, data=values, **options)
    expected[f'{Path(file.filename).stem}·{path.replace("/", "·")}'] = values


def h5(name, **options):
    return h5py.File(FOLDER / name, 'w', track_order=False, **options)


count = numpy.arange(24).reshape(2, 3, 4)
with h5('kinds.h5') as file:
    for letter, sizes in (('f', (2, 4, 8)), ('i', (1, 2, 4, 8)), ('u', (1, 2, 4, 8))):
        for n in sizes:
            for order in '<>':
                write(
                    file,
                    f'{letter}{n}{"big" if order == ">" else ""}',
                    (count - 7 if letter in 'fi' else count).astype(f'{order}{letter}{n}'),
                )
    write(file, 'flags', count % 2 == 1)
    write(file, 'scalar', numpy.float32(2.5))
    write(file, 'empty', numpy.zeros((0, 3)))
    file['words'] = ['Öl', 'meat', '水']
    file['word'] = 'alone'
    file['fixed'] = numpy.array([[b'ab', b'c'], [b'', b'def']])
    file['table'] = numpy.zeros(2, [('a', 'f4'), ('b', 'i4')])
    file['nothing'] = h5py.Empty('f4')
with h5('packed.h5') as file:
    x = random.integers(0, 50, (20, 16, 16, 3)).astype('u1')
    write(file, 'data/train/x', x, chunks=(7, 16, 16, 3), compression='gzip', shuffle=True, fletcher32=True)
    write(file, 'data/train/y', random.integers(0, 4, 20), chunks=(5,), maxshape=(None,))
    file['soft'] = h5py.SoftLink('/data/train/y')
    file['broken'] = h5py.SoftLink('/nowhere')
    file['outside'] = h5py.ExternalLink('kinds.h5', '/f4')  # which is there and must not be opened
with h5('lzf.h5') as file:
    file.create_dataset('x', data=numpy.arange(1000), chunks=(100,), compression='lzf')
with h5('new.h5', libver='latest') as file:
    write(file, 'x', random.normal(0, 1, (30, 41)).astype('f4'), chunks=(8, 10), compression='gzip')
    write(file, 'y', numpy.arange(5), chunks=(2,), maxshape=(None,))
with h5('deep.h5') as file:
    group = file
    for _ in range(20):
        group = group.create_group('g')
    group['x'] = [1, 2]
with h5('circle.h5') as file:
    file['a/x'] = [1, 2]
    file['a/b'] = file['a']
    file['a/c'] = file['a']
with h5('large.h5') as file:
    file.create_dataset('x', (40_000, 40_000), 'f8', chunks=(100, 100))
with h5('none.h5') as file:
    file.create_group('g')
# Units beside the values, in each way that h5py writes texts; and what is called so and is none.
with h5('units.h5') as file:
    file['spectra'] = numpy.arange(12 * 20).reshape(12, 20) % 17
    file['frequency'] = 1000 + 4.0 * numpy.arange(20)
    file['frequency'].attrs['units'] = numpy.bytes_('cm-1')
    file['moisture'] = numpy.arange(12) / 8
    file['moisture'].attrs['unit'] = '%'
    for name, value in (
        ('number', 3),
        ('long', 'm' * 5000),
        ('many', ['m', 's']),
        ('nothing', h5py.Empty('S4')),
        ('one', '1'),
    ):
        file[name] = numpy.arange(12) / 4
        file[name].attrs['units'] = value
with h5('places.h5') as file:
    file['entry/x'] = 400 + 20.0 * numpy.arange(20)
    file['entry/x'].attrs['Units'] = numpy.array(['nanometers'], dtype=h5py.string_dtype())
    file['entry/y'] = numpy.arange(12 * 20).reshape(12, 20) % 13
    file['entry/fat'] = numpy.arange(12) / 4
    file['entry/fat'].attrs['units'] = 'g/kg'
    file['entry/energy'] = numpy.arange(12)  # one for each sample, and no axis
# Values in a file beside it, which is there and must not be opened.
(FOLDER / 'values.bin').write_bytes(bytes(range(100)))
with h5py.File(FOLDER / 'elsewhere.h5', 'w') as file:
    file.create_dataset('x', (10, 10), dtype='u1', external=[('values.bin', 0, 100)])

numpy.savez_compressed(FOLDER / 'expected.npz', **expected)
print(sorted((f.name, f.stat().st_size) for f in FOLDER.iterdir()))
