/**
 * PNG, JPEG and TIFF against Pillow, tifffile and libtiff; sizes against numpy and Pillow. Recipe:
 * test/golden/make-pictures.py.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { NpyArray } from '../../../../engine/formats/arrays/npy'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { pictureSize, readPicture, type Picture } from '../../../../engine/formats/pictures/picture'
import type { PictureFit } from '../../../../engine/formats/pictures/fit'
import { fitPicture } from '../../../../engine/formats/pictures/resize'
import { isBad } from '../../../../engine/spec'
import { mutate, MUTATIONS } from '../../support/mutate'
import { cpuWatch } from '../../support/cpu'
import { often } from '../../../long'

const FOLDER = fileURLToPath(new URL('../../../golden/pictures/', import.meta.url))
const NAMES = readdirSync(FOLDER)
const bytesOf = (name: string): Uint8Array => readFileSync(`${FOLDER}${name}`)
async function expectedOf(kind: string): Promise<ReadonlyMap<string, NpyArray>> {
  const arrays = await readNpz(bytesOf(`expected-${kind}.npz`))
  if (isBad(arrays)) throw new Error(arrays.bad)
  return arrays
}
function pictureIn(name: string): Picture {
  const picture = readPicture(bytesOf(name), name)
  if (isBad(picture)) throw new Error(picture.bad)
  return picture
}
function fitted(picture: Picture, to: PictureFit): Picture {
  const result = fitPicture(picture, to)
  if (isBad(result)) throw new Error(result.bad)
  return result
}
/** The largest difference, and the mean of all. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): { most: number; mean: number } {
  let [most, sum] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs((a[i] as number) - (b[i] as number))
    most = Math.max(most, d)
    sum += d
  }
  return { most, mean: sum / a.length }
}
const [PNG, JPEG, TIFF, SIZES] = (await Promise.all(['png', 'jpg', 'tif', 'resize'].map(expectedOf))) as [
  ReadonlyMap<string, NpyArray>,
  ReadonlyMap<string, NpyArray>,
  ReadonlyMap<string, NpyArray>,
  ReadonlyMap<string, NpyArray>,
]

describe('pictures', () => {
  it.each([...PNG, ...TIFF])('%s holds what was written', (name, expected) => {
    const picture = pictureIn(name)
    const values = expected.values as Float64Array
    expect([picture.height, picture.width, picture.channels]).toEqual(expected.shape)
    expect(pictureSize(bytesOf(name), name)).toEqual({ width: picture.width, height: picture.height })
    expect(picture.values.length).toBe(values.length)
    // What is not kept as it is comes out as the nearest float32.
    const isExact = picture.values instanceof Float32Array
    expect(apart(picture.values, isExact ? Float32Array.from(values) : values).most).toBe(0)
    expect(picture.full).toBe(isExact ? 1 : picture.values instanceof Uint16Array ? 65_535 : 255)
    expect(picture.hasAlpha).toBe(name.endsWith('.png') ? picture.channels % 2 === 0 : name === 'u8-rgba.tif')
  })
  // Decoders round the cosine transform and the colours each in their own way, and jpeg-js cuts off what
  // libjpeg rounds: 3 of 255. Where colours are stored at half the size, libjpeg blends them between pixels
  // and jpeg-js repeats them.
  it.each([...JPEG])('%s is what libjpeg makes of it', (name, expected) => {
    const picture = pictureIn(name)
    const isHalved = name.startsWith('42')
    const { most, mean } = apart(picture.values, expected.values as Uint8Array)
    expect([picture.height, picture.width, picture.channels]).toEqual(expected.shape)
    expect(pictureSize(bytesOf(name), name)).toEqual({ width: picture.width, height: picture.height })
    expect(most).toBeLessThanOrEqual(isHalved ? 40 : 3)
    expect(mean).toBeLessThan(isHalved ? 5 : 0.75)
  })
  it('are all looked at', () => {
    expect(PNG.size).toBeGreaterThan(35)
    expect(TIFF.size).toBeGreaterThan(25)
    expect(JPEG.size).toBe(14)
  })
  it.each([
    ['cmyk.jpg', /is in CMYK, the colours of printers: save it as RGB/],
    ['cmyk.tif', /is in CMYK/],
    ['fax.tif', /is packed as a fax: save it not packed, or with LZW or deflate/],
    ['pages-differ.tif', /pages of different sizes, 23×19 and, on page 2, 23×5/],
    ['other.gif', /is a GIF picture, which is not read: convert it to PNG, JPEG or TIFF/],
    ['other.bmp', /is a Windows bitmap/],
    ['other.webp', /is a WebP/],
    ['expected-png.npz', /is not a picture that is read/],
  ])('%s: a sentence', (name, sentence) => {
    expect(readPicture(bytesOf(name), name)).toMatchObject({ bad: expect.stringMatching(sentence) as string })
    expect(readPicture(bytesOf(name), name)).toMatchObject({
      bad: expect.stringMatching(new RegExp(`^${name}`)) as string,
    })
  })
  it('a half of one: a sentence', () => {
    for (const name of NAMES.filter(n => PNG.has(n) || TIFF.has(n) || JPEG.has(n)))
      expect([name, readPicture(bytesOf(name).subarray(0, bytesOf(name).length / 2), name)]).toEqual([
        name,
        { bad: expect.stringContaining(name) as string },
      ])
  })
})

/** A PNG of one deflated block; checksums are right, so that nothing but the size is wrong with it. */
function png(width: number, height: number, data: Uint8Array): Uint8Array {
  const chunk = (type: string, content: Uint8Array): Buffer => {
    const out = Buffer.alloc(12 + content.length)
    out.writeUInt32BE(content.length)
    out.write(type, 4)
    out.set(content, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + content.length)), 8 + content.length)
    return out
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
/** A grey TIFF of one strip. */
function tiff(width: number, height: number, compression: number, data: Uint8Array): Uint8Array {
  const fields = [
    [256, width],
    [257, height],
    [258, 8],
    [259, compression],
    [262, 1],
    [273, 8 + 2 + 8 * 12 + 4],
    [278, height],
    [279, data.length],
  ]
  const out = Buffer.alloc(8 + 2 + fields.length * 12 + 4)
  out.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, fields.length, 0])
  for (const [i, [tag, value]] of fields.entries()) {
    out.writeUInt16LE(tag as number, 10 + i * 12)
    out.writeUInt16LE(4, 12 + i * 12)
    out.writeUInt32LE(1, 14 + i * 12)
    out.writeUInt32LE(value as number, 18 + i * 12)
  }
  return Buffer.concat([out, data])
}

describe('what unpacks to more than it says', () => {
  const zeros = deflateSync(Buffer.alloc(200_000_000), { level: 9 })
  const grown = (read: () => unknown): number => {
    const before = process.memoryUsage().rss
    read()
    return (process.memoryUsage().rss - before) / 1e6
  }
  it('is not unpacked: PNG and TIFF whose 200 MB belong to 4×4 pixels', () => {
    for (const bytes of [png(4, 4, zeros), tiff(4, 4, 8, zeros)]) {
      expect(
        grown(() =>
          expect(readPicture(bytes, 'bomb')).toMatchObject({
            bad: expect.stringMatching(/unpacked/) as string,
          }),
        ),
      ).toBeLessThan(60)
    }
  })
  it('is not reserved: 10,000×10,000 pixels of 100 bytes', () => {
    const few = deflateSync(Buffer.alloc(100))
    for (const bytes of [
      png(10_000, 10_000, few),
      tiff(10_000, 10_000, 8, few),
      tiff(10_000, 10_000, 5, few),
      tiff(10_000, 10_000, 1, few),
    ])
      expect(
        grown(() =>
          expect(readPicture(bytes, 'bomb')).toMatchObject({
            bad: expect.stringMatching(/says 10000×10000 pixels, and there are \d+ bytes/) as string,
          }),
        ),
      ).toBeLessThan(20)
    const jpeg = new Uint8Array(bytesOf('grey.jpg'))
    const frame = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]))
    new DataView(jpeg.buffer).setUint16(frame + 5, 9_999)
    new DataView(jpeg.buffer).setUint16(frame + 7, 9_999)
    expect(readPicture(jpeg, 'bomb')).toMatchObject({
      bad: expect.stringMatching(/says 9999×9999 pixels/) as string,
    })
  })
  it('is turned down where it says so: above 100 million pixels', () => {
    for (const bytes of [png(20_000, 20_000, zeros), tiff(20_000, 20_000, 8, zeros)])
      expect(readPicture(bytes, 'large')).toEqual({
        bad:
          'large is 20000×20000, 400 million pixels; at most 100 million are read: cut it into smaller ' +
          'pictures.',
      })
  })
  it('and a gzip is no picture', () =>
    expect(readPicture(gzipSync(Buffer.alloc(1e6)), 'x.gz')).toMatchObject({
      bad: expect.stringMatching(/not a picture/) as string,
    }))
})

describe('damaged pictures', () => {
  const tried = {
    png: ['type2-8.png', 'palette4-alpha.png', 'type6-16-adam7.png', 'key-grey.png'],
    jpeg: ['grey.jpg', '420.jpg', '444-progressive.jpg', 'orientation6.jpg'],
    tiff: [
      'lzw.tif',
      'u8-rgb-tiles.tif',
      'pages-rgb.tif',
      'deflate-predictor-f32.tif',
      'packbits.tif',
      'palette.tif',
      'bigtiff.tif',
      'u16-rgb-planar-tiles.tif',
    ],
  }
  it.each(Object.entries(tried))(`%s, seeds 1 to ${MUTATIONS}: a sentence or a picture, soon`, (_, names) => {
    let pictures = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const name = names[seed % names.length] as string
      const milliseconds = cpuWatch()
      const result = readPicture(mutate(bytesOf(name), seed), name)
      expect([name, seed, milliseconds() < 2000]).toEqual([name, seed, true])
      if (isBad(result)) expect([name, seed, result.bad]).toEqual([name, seed, expect.stringContaining(name)])
      else {
        pictures++
        expect([name, seed, result.values.length]).toEqual([
          name,
          seed,
          result.width * result.height * result.channels,
        ])
      }
    }
    expect(pictures).toBeGreaterThan(0)
    expect(pictures).toBeLessThan(0.99 * MUTATIONS)
  })
  it('the same of PNG with checksums made right again', () => {
    let pictures = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const bytes = mutate(bytesOf(tried.png[seed % 4] as string), seed)
      const view = new DataView(bytes.buffer)
      for (
        let at = 8;
        at + 12 <= bytes.length && at + 12 + view.getUint32(at) <= bytes.length;
        at += 12 + view.getUint32(at)
      )
        view.setUint32(
          at + 8 + view.getUint32(at),
          crc32(bytes.subarray(at + 4, at + 8 + view.getUint32(at))),
        )
      if (!isBad(readPicture(bytes, 'a.png'))) pictures++
    }
    expect(pictures).toBeGreaterThan(often(0, 10))
  })
})

describe('sizes', () => {
  const big = pictureIn('big.png')
  const expectedValues = (key: string) =>
    (SIZES.get(`resize/${key}`) ?? { values: [] }).values as Float32Array
  it('by whole factors are the means of blocks', () => {
    expect([...fitted(big, { height: 12, width: 12, channels: 'rgb', fit: 'stretch' }).values]).toEqual([
      ...expectedValues('12x12'),
    ])
    expect([...fitted(big, { height: 18, width: 16, channels: 'all', fit: 'stretch' }).values]).toEqual([
      ...expectedValues('18x16'),
    ])
  })
  it('of floats stay floats', () => {
    const floats: Picture = { ...big, values: Float32Array.from(big.values, v => v / 255), full: 1 }
    const small = fitted(floats, { height: 12, width: 12, channels: 'rgb', fit: 'stretch' })
    expect(small.values).toBeInstanceOf(Float32Array)
    // The source was rounded to float32 once, the mean once more: two halves of its last place, below 1, are
    // 2⁻²⁴.
    expect(apart(small.values, expectedValues('f32-12x12')).most).toBeLessThanOrEqual(2 ** -23)
  })
  it('by other factors are the means of areas, cut or not', () => {
    const floats: Picture = { ...big, values: Float32Array.from(big.values), full: 1 }
    for (const [key, height, width, fit] of [
      ['17x29', 17, 29, 'stretch'],
      ['crop-20x20', 20, 20, 'crop'],
    ] as const) {
      const { values } = fitted(floats, { height, width, channels: 'rgb', fit })
      // Both are float64 sums rounded to float32, whose last place below 256 is 2⁻¹⁶.
      expect(apart(values, expectedValues(`f32-${key}`)).most).toBeLessThanOrEqual(2 ** -16)
      expect(values.length).toBe(expectedValues(`f32-${key}`).length)
    }
  })
  it('by whole factors are Pillow’s BOX within 1, which rounds after each axis', () =>
    expect(
      apart(
        fitted(big, { height: 12, width: 12, channels: 'rgb', fit: 'stretch' }).values,
        expectedValues('box-12x12'),
      ).most,
    ).toBeLessThanOrEqual(1))
  it('larger ones are bilinear, as Pillow’s within 1', () =>
    expect(
      apart(
        fitted(big, { height: 72, width: 100, channels: 'rgb', fit: 'stretch' }).values,
        expectedValues('bilinear-72x100'),
      ).most,
    ).toBeLessThanOrEqual(1))
  it('grey is Pillow’s luma within 1', () =>
    expect(
      apart(
        fitted(big, { height: 36, width: 48, channels: 'grey', fit: 'stretch' }).values,
        expectedValues('grey'),
      ).most,
    ).toBeLessThanOrEqual(1))
  it('the same size is the same picture', () => {
    for (const fit of ['stretch', 'crop', 'pad'] as const)
      expect(fitted(big, { height: 36, width: 48, channels: 'all', fit }).values).toEqual(big.values)
  })

  const row = (...values: number[]): Picture => ({
    width: values.length,
    height: 1,
    channels: 1,
    hasAlpha: false,
    values: Uint8Array.from(values),
    full: 255,
  })
  it('a part of a pixel counts by its part, and halves round up', () => {
    // Three pixels in two: (10 + ½·20) / 1.5 and (½·20 + 40) / 1.5.
    expect([
      ...fitted(row(10, 20, 40), { height: 1, width: 2, channels: 'grey', fit: 'stretch' }).values,
    ]).toEqual([13, 33])
    expect([...fitted(row(0, 1), { height: 1, width: 1, channels: 'grey', fit: 'stretch' }).values]).toEqual([
      1,
    ])
  })
  it('crop cuts the middle out, pad has zeros around', () => {
    expect([
      ...fitted(row(1, 2, 3, 4, 5), { height: 1, width: 3, channels: 'grey', fit: 'crop' }).values,
    ]).toEqual([2, 3, 4])
    expect([
      ...fitted(row(1, 2, 3, 4, 5), { height: 1, width: 2, channels: 'grey', fit: 'crop' }).values,
    ]).toEqual([2, 3])
    expect([
      ...fitted(row(6, 6, 8, 8), { height: 3, width: 2, channels: 'grey', fit: 'pad' }).values,
    ]).toEqual([0, 0, 6, 8, 0, 0])
    expect(
      [...fitted(row(9, 7), { height: 2, width: 5, channels: 'grey', fit: 'pad' }).values].filter(v => v > 0)
        .length,
    ).toBe(8)
  })
  it('what is transparent lies on black, or stays', () => {
    const half: Picture = {
      width: 1,
      height: 1,
      channels: 4,
      hasAlpha: true,
      values: Uint8Array.of(200, 100, 50, 51),
      full: 255,
    }
    const one = { height: 1, width: 1, fit: 'stretch' } as const
    expect([...fitted(half, { ...one, channels: 'rgb' }).values]).toEqual([40, 20, 10])
    expect([...fitted(half, { ...one, channels: 'grey' }).values]).toEqual([
      Math.round((0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 5),
    ])
    expect(fitted(half, { ...one, channels: 'all' })).toMatchObject({
      channels: 4,
      hasAlpha: true,
      values: half.values,
    })
    expect([...fitted(row(7), { ...one, channels: 'rgb' }).values]).toEqual([7, 7, 7])
    expect([
      ...fitted({ ...half, channels: 2, values: Uint8Array.of(100, 51) }, { ...one, channels: 'rgb' }).values,
    ]).toEqual([20, 20, 20])
  })
  it('bands that are no colours: a sentence', () => {
    expect(
      fitPicture(pictureIn('u16-seven-bands.tif'), { height: 4, width: 4, channels: 'rgb', fit: 'crop' }),
    ).toMatchObject({
      bad: expect.stringMatching(/has 7 channels, which are neither grey nor RGB/) as string,
    })
    expect(fitPicture(big, { height: 0, width: 4, channels: 'rgb', fit: 'crop' })).toMatchObject({
      bad: expect.stringMatching(/whole numbers/) as string,
    })
  })
})
