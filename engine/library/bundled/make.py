"""Makes the bundled data sets again. Run with Debian's Python: /usr/bin/python3 make.py

Fashion-MNIST: from the Debian package dataset-fashion-mnist (MIT), the first 600 training and the first 100
test images of each of the ten classes, in their original order, as gzipped IDX files without a time stamp.
Tecator: tecator.csv.gz is the data set `meats` of the R package modeldata, written as CSV; it is not remade
here.
"""
import gzip
import struct
from pathlib import Path

SOURCE = Path('/usr/share/datasets/fashion-mnist')
TARGET = Path(__file__).parent / 'fashion-mnist'
SIDE = 28


def read(name: str, header: int) -> bytes:
    path = next(p for p in SOURCE.rglob(name + '*') if p.is_file())
    content = gzip.open(path).read() if path.suffix == '.gz' else path.read_bytes()
    return content[header:]


def write(name: str, sizes: list[int], values: bytes) -> None:
    header = struct.pack('>I', 0x0800 + len(sizes)) + b''.join(struct.pack('>I', n) for n in sizes)
    (TARGET / (name + '.gz')).write_bytes(gzip.compress(header + values, 9, mtime=0))


for part, each in (('train', 600), ('t10k', 100)):
    images = read(part + '-images-idx3-ubyte', 16)
    labels = read(part + '-labels-idx1-ubyte', 8)
    left = {label: each for label in range(10)}
    chosen = []
    for i, label in enumerate(labels):
        if left[label]:
            left[label] -= 1
            chosen.append(i)
    size = SIDE * SIDE
    write(
        part + '-images-idx3-ubyte',
        [len(chosen), SIDE, SIDE],
        b''.join(images[i * size : (i + 1) * size] for i in chosen),
    )
    write(part + '-labels-idx1-ubyte', [len(chosen)], bytes(labels[i] for i in chosen))
