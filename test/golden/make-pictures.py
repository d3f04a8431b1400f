"""Makes the files in pictures/ again: PNG, JPEG and TIFF as Pillow, tifffile and this file write them, and
what is in them.

Run with Debian's Python: /usr/bin/python3 test/golden/make-pictures.py (python3-pil 9.4.0, python3-tifffile
2023.2.3, python3-numpy 1.24.2). expected-….npz have the values of each file, [height, width, channels], under
its name; what is not read back by Pillow or tifffile is what was handed to them.
"""
import io
import struct
import zlib
from pathlib import Path

import numpy
import tifffile
from PIL import Image, ImageOps

FOLDER = Path(__file__).with_name('pictures')
FOLDER.mkdir(exist_ok=True)
random = numpy.random.default_rng(7)
H, W = 19, 23
expected = {}


def keep(name, values):
    values = numpy.asarray(values)
    expected[name] = values[..., None] if values.ndim == 2 else values


def smooth(channels, height=H, width=W):
    """Waves with a little noise: what JPEG is made for, and no two pixels the same."""
    y, x = numpy.mgrid[:height, :width]
    waves = [128 + 90 * numpy.sin(x / (5 + c) + c) * numpy.cos(y / (7 - c)) for c in range(channels)]
    return numpy.clip(numpy.stack(waves, -1) + random.normal(0, 4, (height, width, channels)), 0, 255).astype(
        'u1'
    )


# PNG, written here: depths and interlacing that Pillow does not write. Filters change from line to line.
def filtered(rows, apart):
    out, before = b'', bytes(len(rows[0]))
    for i, row in enumerate(rows):
        kind = i % 5
        left = bytes(apart) + row
        corner = bytes(apart) + before
        line = bytearray()
        for k, v in enumerate(row):
            a, b, c = left[k], before[k], corner[k]
            p = a + b - c
            near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            line.append((v - (0, a, b, (a + b) // 2, near)[kind]) % 256)
        out += bytes([kind]) + bytes(line)
        before = row
    return out


def packed(values, depth):
    """Rows of bytes: values [height, width * channels]."""
    if depth == 16:
        return [row.astype('>u2').tobytes() for row in values]
    bits = (values[..., None] >> numpy.arange(depth - 1, -1, -1)) & 1
    return [numpy.packbits(row.reshape(-1)).tobytes() for row in bits]


def chunk(kind, content):
    return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def png(name, values, depth, kind, interlaced=False, before=b'', pieces=1):
    height, width, channels = values.shape
    data = b''
    for x, y, dx, dy in ADAM7 if interlaced else [(0, 0, 1, 1)]:
        part = values[y::dy, x::dx]
        if part.size:
            data += filtered(packed(part.reshape(part.shape[0], -1), depth), max(1, channels * depth // 8))
    data = zlib.compress(data)
    cut = -(-len(data) // pieces)
    body = b''.join(chunk(b'IDAT', data[i : i + cut]) for i in range(0, len(data), cut))
    header = struct.pack('>IIBBBBB', width, height, depth, kind, 0, 0, int(interlaced))
    (FOLDER / name).write_bytes(
        b'\x89PNG\r\n\x1a\n'
        + chunk(b'IHDR', header)
        + chunk(b'tEXt', b'a\0b')
        + before
        + body
        + chunk(b'IEND', b'')
    )


CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
for kind, depths in {0: (1, 2, 4, 8, 16), 2: (8, 16), 4: (8, 16), 6: (8, 16)}.items():
    for depth in depths:
        values = random.integers(0, 2**depth, (H, W, CHANNELS[kind]))
        factor = 255 // (2**depth - 1) if depth < 8 else 1
        for interlaced in (False, True):
            name = f'type{kind}-{depth}{"-adam7" if interlaced else ""}.png'
            png(name, values, depth, kind, interlaced, pieces=3)
            keep(name, (values * factor).astype('u2' if depth == 16 else 'u1'))
            if depth <= 8:  # Pillow agrees; it brings 16 bits of colour down to 8.
                mode = {0: 'L', 2: 'RGB', 4: 'LA', 6: 'RGBA'}[kind]
                assert (
                    numpy.asarray(Image.open(FOLDER / name).convert(mode)).reshape(H, W, -1) == expected[name]
                ).all(), name
palette = random.integers(0, 256, (16, 3), 'u1')
for depth in (1, 2, 4, 8):
    values = random.integers(0, min(16, 2**depth), (H, W, 1))
    for transparency in (b'', bytes([0, 128])):
        name = f'palette{depth}{"-alpha" if transparency else ""}.png'
        png(
            name,
            values,
            depth,
            3,
            depth == 2,
            chunk(b'PLTE', palette[: 2**depth].tobytes())
            + (chunk(b'tRNS', transparency) if transparency else b''),
        )
        keep(name, Image.open(FOLDER / name).convert('RGBA' if transparency else 'RGB'))
grey = random.integers(0, 4, (H, W, 1)) * 60
png('key-grey.png', grey, 8, 0, before=chunk(b'tRNS', struct.pack('>H', 60)))
keep('key-grey.png', numpy.concatenate([grey, numpy.where(grey == 60, 0, 255)], -1).astype('u1'))
colour = random.integers(0, 2, (H, W, 3)) * 60_000
png('key-rgb16.png', colour, 16, 2, before=chunk(b'tRNS', struct.pack('>HHH', 60_000, 0, 60_000)))
keep(
    'key-rgb16.png',
    numpy.concatenate(
        [colour, numpy.where((colour == [60_000, 0, 60_000]).all(-1, keepdims=True), 0, 65_535)], -1
    ).astype('u2'),
)
for mode in ('L', 'LA', 'RGB', 'RGBA', '1', 'I;16'):
    name = f'pillow-{mode.replace(";", "")}.png'
    values = (
        random.integers(0, 65_536, (H, W)).astype('u2')
        if mode == 'I;16'
        else smooth(len(Image.new(mode, (1, 1)).getbands()))
    )
    picture = (
        Image.fromarray(values)
        if mode == 'I;16'
        else Image.fromarray(values[..., 0]).convert('1')
        if mode == '1'
        else Image.fromarray(values.squeeze(), mode)
    )
    picture.save(FOLDER / name)
    keep(
        name, values if mode == 'I;16' else Image.open(FOLDER / name).convert('L') if mode == '1' else picture
    )


# JPEG.
def jpeg(name, picture, **options):
    picture.save(FOLDER / name, **options)
    keep(name, ImageOps.exif_transpose(Image.open(FOLDER / name)))


colours, one = Image.fromarray(smooth(3, 40, 52)), Image.fromarray(smooth(1, 40, 52)[..., 0])
jpeg('grey.jpg', one, quality=90)
jpeg('grey-progressive.jpg', one, quality=80, progressive=True)
jpeg('444.jpg', colours, quality=90, subsampling=0)
jpeg('444-progressive.jpg', colours, quality=75, subsampling=0, progressive=True)
jpeg('420.jpg', colours, quality=90, subsampling=2)
jpeg('422-optimised.jpg', colours, quality=60, subsampling=1, optimize=True)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x010E] = 'a description that stands before it'
    exif[0x0112] = orientation
    jpeg(f'orientation{orientation}.jpg', colours.crop((0, 0, 21, 14)), quality=92, subsampling=0, exif=exif)
colours.convert('CMYK').save(FOLDER / 'cmyk.jpg')


# TIFF: tifffile's, then what only libtiff (through Pillow) packs.
def tiff(name, values, **options):
    tifffile.imwrite(FOLDER / name, values, metadata=None, software=False, **options)
    keep(name, values)


u1, u2 = random.integers(0, 256, (H, W, 4)).astype('u1'), random.integers(0, 65_536, (H, W, 4)).astype('u2')
f4 = random.normal(0, 1, (H, W)).astype('f4')
tiff('u8.tif', u1[..., 0])
tiff('u8-rgb.tif', u1[..., :3], photometric='rgb', rowsperstrip=4)
tiff('u8-rgba.tif', u1, photometric='rgb', extrasamples=['unassalpha'])
tiff('u16-big-endian.tif', u2[..., 0], byteorder='>')
tiff('u16-rgb-deflate.tif', u2[..., :3], photometric='rgb', compression='zlib', rowsperstrip=5)
tiff(
    'u16-rgb-planar-tiles.tif',
    numpy.moveaxis(u2[..., :3], -1, 0).copy(),
    photometric='rgb',
    planarconfig='separate',
    tile=(16, 16),
)
expected['u16-rgb-planar-tiles.tif'] = u2[..., :3]
tiff('u8-rgb-tiles.tif', u1[..., :3], photometric='rgb', tile=(16, 16), compression='zlib')
tiff(
    'u16-seven-bands.tif',
    random.integers(0, 65_536, (H, W, 7)).astype('u2'),
    photometric='minisblack',
    planarconfig='contig',
)
tiff('f16.tif', f4.astype('f2'))
tiff('f32-big-endian.tif', f4, byteorder='>')
tiff('f64.tif', f4.astype('f8'))
tiff('i8.tif', u1[..., 0].view('i1'))
tiff('i16.tif', u2[..., 0].view('i2'))
tiff('u32.tif', random.integers(0, 2**24, (H, W)).astype('u4'))
tiff('bigtiff.tif', u2[..., 0], bigtiff=True)
tiff('white-is-zero.tif', u1[..., 0], photometric='miniswhite')
expected['white-is-zero.tif'] = 255 - u1[..., :1]
pages = random.integers(0, 256, (3, H, W)).astype('u1')
tiff('pages.tif', pages, photometric='minisblack')
expected['pages.tif'] = numpy.moveaxis(pages, 0, -1)
with tifffile.TiffWriter(FOLDER / 'pages-rgb.tif') as out:
    for page in (u1[..., :3], u1[..., 1:]):
        out.write(page, photometric='rgb', metadata=None, software=False)
expected['pages-rgb.tif'] = numpy.concatenate([u1[..., :3], u1[..., 1:]], -1)
with tifffile.TiffWriter(FOLDER / 'pages-differ.tif') as out:
    for page in (u1[..., 0], u1[:5, :, 0]):
        out.write(page, photometric='minisblack', metadata=None, software=False)
for name in FOLDER.glob('*.tif'):  # tifffile reads back what was meant.
    if name.name in expected and not name.name.startswith(('pages', 'white', 'u16-rgb-planar')):
        assert (tifffile.imread(name).reshape(expected[name.name].shape) == expected[name.name]).all(), name


def libtiff(name, picture, tags=None, **options):
    picture.save(FOLDER / name, tiffinfo=tags or {}, **options)
    read = Image.open(FOLDER / name)
    keep(name, read.convert('RGB') if read.mode == 'P' else read.convert('L') if read.mode == '1' else read)


long = Image.fromarray(smooth(3, 90, 130))  # More than 4,096 codes, so that the table is cleared.
libtiff('lzw.tif', long, compression='tiff_lzw')
libtiff('lzw-predictor.tif', colours, {317: 2}, compression='tiff_lzw')
libtiff('lzw-run.tif', Image.fromarray(numpy.repeat(u1[:, :1, 0], 60, 1)), compression='tiff_lzw')
libtiff('deflate-predictor-u16.tif', Image.fromarray(u2[..., 0]), {317: 2}, compression='tiff_adobe_deflate')
libtiff('deflate-predictor-f32.tif', Image.fromarray(f4), {317: 3}, compression='tiff_adobe_deflate')
libtiff('packbits.tif', Image.fromarray(numpy.repeat(u1[..., :3], 3, 1)), compression='packbits')
libtiff('one-bit.tif', one.convert('1'))
libtiff('palette.tif', colours.quantize(40), compression='tiff_lzw')
colours.convert('CMYK').save(FOLDER / 'cmyk.tif')
one.convert('1').save(FOLDER / 'fax.tif', compression='group4')
for kind in ('gif', 'bmp', 'webp'):
    try:
        one.convert('RGB').save(FOLDER / f'other.{kind}')
    except (KeyError, OSError):
        print('no', kind)

# Sizes: means over whole blocks by numpy, rounded half up; Pillow's BOX for the rest.
big = random.integers(0, 256, (36, 48, 3)).astype('u1')
Image.fromarray(big).save(FOLDER / 'big.png')
keep('big.png', big)


def means(values, down, across):
    h, w = values.shape[0] // down, values.shape[1] // across
    return values.astype('f8').reshape(h, down, w, across, -1).mean((1, 3))


keep('resize/12x12', numpy.floor(means(big, 3, 4) + 0.5).astype('u1'))
keep('resize/18x16', numpy.floor(means(big, 2, 3) + 0.5).astype('u1'))
keep('resize/f32-12x12', means(big / 255, 3, 4).astype('f4'))


def areas(values, height, width):
    """Each pixel as many times as there are rows and columns in the result, then means over whole blocks
    again."""
    return means(values.repeat(height, 0).repeat(width, 1), values.shape[0], values.shape[1])


keep('resize/f32-17x29', areas(big, 17, 29).astype('f4'))
keep('resize/f32-crop-20x20', areas(big[:, 6:42], 20, 20).astype('f4'))
keep('resize/box-12x12', Image.fromarray(big).resize((12, 12), Image.Resampling.BOX))
keep('resize/bilinear-72x100', Image.fromarray(big).resize((100, 72), Image.Resampling.BILINEAR))
keep('resize/grey', Image.fromarray(big).convert('L'))
for kind in ('png', 'jpg', 'tif', 'resize'):
    numpy.savez_compressed(
        FOLDER / f'expected-{kind}.npz',
        **{k: v for k, v in expected.items() if k.endswith(kind) or k.startswith(kind)},
    )
sizes = [f.stat().st_size for f in FOLDER.iterdir()]
print(len(sizes), sum(sizes), max(sizes))
