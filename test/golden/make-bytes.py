"""Makes the files in bytes/ again: IDX of every type, and small files laid out as CIFAR's.

Run with Debian's Python: /usr/bin/python3 test/golden/make-bytes.py (python3-numpy 1.24.2). expected.npz has
what is in them.
"""
import struct
from pathlib import Path

import numpy

FOLDER = Path(__file__).with_name('bytes')
FOLDER.mkdir(exist_ok=True)
random = numpy.random.default_rng(5)
expected = {}
for code, kind in {0x08: 'u1', 0x09: 'i1', 0x0B: 'i2', 0x0C: 'i4', 0x0D: 'f4', 0x0E: 'f8'}.items():
    values = random.normal(0, 1000, (3, 4, 5)).astype('f8')
    values = (
        values.astype(kind)
        if kind[0] == 'f'
        else (values % 256 - (128 if kind == 'i1' else 0) if kind in ('u1', 'i1') else values).astype(kind)
    )
    (FOLDER / f'{kind}.idx').write_bytes(
        struct.pack('>BBBB3I', 0, 0, code, 3, *values.shape) + values.astype(f'>{kind}').tobytes()
    )
    expected[f'{kind}.idx'] = values
for name, count, limits in (('data_batch_1.bin', 4, (10,)), ('cifar-100-train.bin', 3, (20, 100))):
    images = random.integers(0, 256, (count, 32, 32, 3)).astype('u1')
    labels = numpy.stack([random.integers(0, limit, count) for limit in limits], 1).astype('u1')
    planes = numpy.moveaxis(images, -1, 1).reshape(count, -1)
    (FOLDER / name).write_bytes(numpy.concatenate([labels, planes], 1).tobytes())
    expected[name], expected[f'{name}.labels'] = images, labels
numpy.savez_compressed(FOLDER / 'expected.npz', **expected)
print(sorted((f.name, f.stat().st_size) for f in FOLDER.iterdir()))
