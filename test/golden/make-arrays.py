"""Makes the files in arrays/ again: what numpy writes, what it does not, and safetensors as its specification
has them.

Run with Debian's Python: /usr/bin/python3 test/golden/make-arrays.py (package python3-numpy). Zip times are
fixed, so that the files stay the same bytes.
"""
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import numpy

FOLDER = Path(__file__).with_name('arrays')
FOLDER.mkdir(exist_ok=True)


def npy(array, version=None):
    out = io.BytesIO()
    numpy.lib.format.write_array(out, numpy.asanyarray(array), version=version)
    return out.getvalue()


def npz(name, compressed=False, **arrays):
    """As numpy.savez does it, `force_zip64` included. A value may be bytes already."""
    with zipfile.ZipFile(
        FOLDER / name, 'w', zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    ) as out:
        for key, array in arrays.items():
            info = zipfile.ZipInfo(f'{key}.npy', (2020, 1, 1, 0, 0, 0))
            info.compress_type = out.compression
            with out.open(info, 'w', force_zip64=True) as file:
                file.write(array if isinstance(array, bytes) else npy(array))
    return (FOLDER / name).read_bytes()


def zip64(name, key, content):
    """One stored file whose sizes and place stand in the zip64 fields alone, as in a file above 4 GB."""
    file, crc, none = f'{key}.npy'.encode(), zlib.crc32(content), 0xFFFFFFFF
    local = (
        struct.pack('<IHHHHHIIIHH', 0x04034B50, 45, 0, 0, 0, 0, crc, none, none, len(file), 20)
        + file
        + struct.pack('<HHQQ', 1, 16, len(content), len(content))
    )
    central = struct.pack(
        '<IHHHHHHIIIHHHHHII', 0x02014B50, 45, 45, 0, 0, 0, 0, crc, none, none, len(file), 28, 0, 0, 0, 0, none
    )
    central += file + struct.pack('<HHQQQ', 1, 24, len(content), len(content), 0)
    at = len(local) + len(content)
    end64 = struct.pack('<IQHHIIQQQQ', 0x06064B50, 44, 45, 45, 0, 0, 1, 1, len(central), at)
    locator = struct.pack('<IIQI', 0x07064B50, 0, at + len(central), 1)
    end = struct.pack('<IHHHHIIH', 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, none, none, 0)
    (FOLDER / name).write_bytes(local + content + central + end64 + locator + end)


# Every kind holds the whole numbers from −7 (or 0, without a sign) on in [2, 3, 4].
count = numpy.arange(24).reshape(2, 3, 4)
kinds = {
    f'{letter}{n}': (count - 7 if letter in 'fi' else count).astype(f'<{letter}{n}')
    for letter, sizes in (('f', (2, 4, 8)), ('i', (1, 2, 4, 8)), ('u', (1, 2, 4, 8)))
    for n in sizes
}
npz(
    'kinds.npz',
    **kinds,
    b1=count % 2 == 1,
    **{f'big_{k}': v.astype(v.dtype.newbyteorder('>')) for k, v in kinds.items() if v.dtype.itemsize > 1},
    fortran=numpy.asfortranarray(count.astype('f8') - 7),
    fortran_big=numpy.asfortranarray((count - 7).astype('>i2')),
    version2=npy(count, (2, 0)),
    version3=npy(count, (3, 0)),
    half=numpy.array([0.0, -0.0, 2.0**-24, -(2.0**-14), 65504.0, numpy.inf, -numpy.inf, numpy.nan], 'f2'),
    scalar=numpy.float32(2.5),
    empty=numpy.zeros((0, 3)),
    words=numpy.array(['Öl', 'meat', '水']),
    words_big=numpy.array(['Öl', 'meat', '水']).astype('>U4'),
    bytes=numpy.array([b'ab', b'c']),
)
zip64('zip64.npz', 'x', npy(count))

# Data sets.
x = numpy.arange(72, dtype='u1').reshape(6, 4, 3)
images = npz(
    'images.npz',
    compressed=True,
    x=x,
    y=numpy.array([0, 1, 3, 1, 0, 3]),
    classes=numpy.array(['a', 'b', 'c', 'd']),
)
spectra = numpy.arange(35).reshape(5, 7) / 8
npz(
    'spectra.npz',
    spectra=numpy.asfortranarray(spectra),
    y=(numpy.arange(10).reshape(5, 2) / 4).astype('>f4'),
    wavelength=numpy.linspace(850, 910, 7),
    target_names=numpy.array(['fat', 'water']),
    sample_weight=numpy.array([1, 0.5, 0, 2, 1]),
    notes=numpy.array([{'any': 'thing'}], dtype=object),
)
npz(
    'parts.npz',
    X_train=x[:4].astype('f8'),
    y_train=numpy.array([0, 1, 0, 1], 'i2'),
    X_test=x[4:].astype('f4'),
    y_test=numpy.array([1, 0]),
)
npz(
    'several.npz',
    images=x[..., None],
    x2=spectra[[0, 1, 2, 3, 4, 0]],
    x_meta=numpy.ones((6, 2), 'f4'),
    y=numpy.array(['no', 'yes', 'no', 'no', 'yes', 'no']),
    y_fat=numpy.arange(6) / 2,
)

# What cannot be read.
(FOLDER / 'truncated.npz').write_bytes(images[: len(images) // 2])
at = images.index(b'x.npy') + 30
(FOLDER / 'damaged.npz').write_bytes(images[:at] + bytes([images[at] ^ 0xFF]) + images[at + 1 :])
bomb = bytearray(
    npz('bomb.npz', compressed=True, x=numpy.zeros((1000, 1000), 'u1'), y=numpy.zeros(1000, 'i4'))
)
central = bomb.index(b'PK\x01\x02')
bomb[central + 24 : central + 28] = struct.pack('<I', 200)
(FOLDER / 'bomb.npz').write_bytes(bomb)
(FOLDER / 'objects.npy').write_bytes(npy(numpy.array([None, {}], dtype=object)))
(FOLDER / 'table.npy').write_bytes(npy(numpy.zeros(3, dtype=[('a', 'f4'), ('b', 'i4')])))
(FOLDER / 'complex.npy').write_bytes(npy(numpy.zeros(3, dtype='c8')))

# Safetensors: 8 bytes with the header's length, the header, the values one behind the other.
small = numpy.array([[-2, 0.5, 3], [4, -0.25, 96]], 'f4')
tensors = {
    'f32': ('F32', small),
    'f64': ('F64', small.astype('f8')),
    'f16': ('F16', small.astype('f2')),
    'bf16': ('BF16', (small.view('u4') >> 16).astype('u2')),
    'i32': ('I32', small.astype('i4')),
    'i64': ('I64', small.astype('i8')),
    'u8': ('U8', abs(small).astype('u1')),
    'one': ('F32', numpy.float32(7).reshape(())),
    'none': ('F32', numpy.zeros((0, 2), 'f4')),
}
header, data = {'__metadata__': {'format': 'pt', 'made by': 'make-arrays.py'}}, b''
for name, (dtype, values) in tensors.items():
    header[name] = {
        'dtype': dtype,
        'shape': list(values.shape),
        'data_offsets': [len(data), len(data) + values.nbytes],
    }
    data += values.tobytes()
text = json.dumps(header).encode()
text += b' ' * (-len(text) % 8)
(FOLDER / 'kinds.safetensors').write_bytes(struct.pack('<Q', len(text)) + text + data)
print(sorted((f.name, f.stat().st_size) for f in FOLDER.iterdir()))
