/** HDF5 files against h5py. Recipe: test/golden/make-hdf5.py. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { isHdf5, readHdf5 } from '../../../../engine/formats/arrays/hdf5'
import type { NpyArray } from '../../../../engine/formats/arrays/npy'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { isBad, size } from '../../../../engine/spec'
import { mutate, MUTATIONS } from '../../support/mutate'
import { cpuWatch } from '../../support/cpu'

const FOLDER = fileURLToPath(new URL('../../../golden/hdf5/', import.meta.url))
const SCRATCH = mkdtempSync(join(tmpdir(), 'receptive-hdf5-'))
afterAll(() => rmSync(SCRATCH, { recursive: true }))
async function read(name: string): Promise<ReadonlyMap<string, NpyArray>> {
  const found = await readHdf5(`${FOLDER}${name}`, name)
  if (isBad(found)) throw new Error(found.bad)
  return found
}
const expected = await readNpz(readFileSync(`${FOLDER}expected.npz`))
const wanted = isBad(expected)
  ? []
  : [...expected].map(([key, array]) => [...key.split(/·(.*)/, 2), array] as [string, string, NpyArray])

describe('HDF5', () => {
  it.each(wanted)('%s: %s', async (file, path, { shape, values, kind }) => {
    const array = (await read(`${file}.h5`)).get(path.replaceAll('·', '/'))
    expect([array?.shape, array?.kind]).toEqual([shape, kind])
    expect(Array.from<unknown>(array?.values ?? [])).toEqual(Array.from<unknown>(values))
  })
  it('holds everything that h5py wrote, and nothing else', async () => {
    expect(wanted.length).toBeGreaterThan(28)
    expect([...(await read('packed.h5')).keys()].sort()).toEqual(['data/train/x', 'data/train/y', 'soft'])
    const kinds = await read('kinds.h5')
    const words = [...kinds]
      .filter(([, a]) => a.kind === 'text')
      .map(([name, a]) => [name, a.shape, a.values])
    expect(words).toEqual([
      ['fixed', [2, 2], ['ab', 'c', '', 'def']],
      ['word', [], ['alone']],
      ['words', [3], ['Öl', 'meat', '水']],
    ])
    expect(['table', 'nothing'].some(n => kinds.has(n))).toBe(false)
  })
  it.each([
    ['deep.h5', /groups more than 16 deep/],
    ['circle.h5', /groups more than 16 deep|more than 10000 objects/],
    ['none.h5', /^none.h5 holds no arrays/],
    ['large.h5', /“x” in large.h5 brings the file to 11.9 GB|more than a file of 1400 bytes can/],
    ['expected.npz', /^expected.npz is not an HDF5 file/],
    ['lzf.h5', /^“x” in lzf.h5 cannot be unpacked: it is damaged, packed with a filter other than gzip/],
    ['elsewhere.h5', /^“x” in elsewhere.h5 cannot be unpacked: .* or lies in another file/],
    ['nowhere.h5', /missing/],
  ])('%s: a sentence', async (name, sentence) =>
    expect(await readHdf5(`${FOLDER}${name}`, name)).toMatchObject({
      bad: expect.stringMatching(sentence) as string,
    }),
  )
  it('units stand beside the values that have one, however they are written', async () => {
    const units = async (file: string) =>
      Object.fromEntries([...(await read(file))].map(([name, { unit }]) => [name, unit]))
    expect(await units('units.h5')).toEqual({
      frequency: 'cm-1',
      moisture: '%',
      ...Object.fromEntries(
        ['spectra', 'number', 'long', 'many', 'nothing', 'one'].map(name => [name, undefined]),
      ),
    })
    expect(await units('places.h5')).toEqual({
      'entry/x': 'nanometers',
      'entry/fat': 'g/kg',
      'entry/y': undefined,
      'entry/energy': undefined,
    })
  })
  it('is known by its first bytes', () => {
    const bytes = readFileSync(`${FOLDER}new.h5`)
    expect([
      isHdf5(bytes),
      isHdf5(Buffer.concat([Buffer.alloc(1024), bytes])),
      isHdf5(Buffer.alloc(4096)),
      isHdf5(bytes.subarray(0, 4)),
    ]).toEqual([true, true, false, false])
  })
  it('leaves nothing behind in the process that would catch its errors', async () => {
    const listeners = () => ['uncaughtException', 'unhandledRejection'].map(e => process.listenerCount(e))
    const before = listeners()
    await read('new.h5')
    expect(listeners()).toEqual(before)
  })
})

describe('damaged HDF5', () => {
  it(
    `seeds 1 to ${MUTATIONS}: a sentence or arrays, soon, and the next file is read`,
    { timeout: 120_000 },
    async () => {
      const files = ['new.h5', 'packed.h5', 'kinds.h5', 'none.h5', 'units.h5', 'places.h5'].filter(n =>
        readdirSync(FOLDER).includes(n),
      )
      const path = join(SCRATCH, 'a.h5')
      let arrays = 0
      for (let seed = 1; seed <= MUTATIONS; seed++) {
        const name = files[seed % files.length] as string
        writeFileSync(path, mutate(readFileSync(`${FOLDER}${name}`), seed))
        const milliseconds = cpuWatch()
        const result = await readHdf5(path, name)
        expect([name, seed, milliseconds() < 2000]).toEqual([name, seed, true])
        if (isBad(result))
          expect([name, seed, result.bad]).toEqual([name, seed, expect.stringContaining(name)])
        else {
          arrays++
          for (const { shape, values } of result.values())
            expect([seed, values.length]).toEqual([seed, size(shape)])
        }
      }
      expect(arrays).toBeGreaterThan(MUTATIONS / 20)
      expect((await read('new.h5')).size).toBe(2)
    },
  )
})
