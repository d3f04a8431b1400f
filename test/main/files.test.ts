/** Project files: never half-written, and a sentence for everything that can be wrong with one. */
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imagesExample } from '../../engine/document/examples'
import { readProject, writeProject } from '../../main/files'
import { DOCUMENT_VERSION, writeDocument } from '../../preload/contract'
import { canMount, makeReadOnly, smallDisk, temporaryFolder } from './folder'

const example = imagesExample()
const failureOf = async (action: Promise<unknown>): Promise<string> =>
  action.then(
    () => 'it went through',
    (error: Error) => error.message,
  )

describe('a project file', () => {
  it('comes back as it was written', async () => {
    const path = join(temporaryFolder(), 'a.receptive')
    await writeProject(path, example)
    expect(await readProject(path)).toEqual(example)
  })

  it('replaces the old one in one step and leaves no temporary file', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.receptive')
    await writeProject(path, example)
    await writeProject(path, { ...example, name: 'Second' })
    expect((await readProject(path)).name).toBe('Second')
    expect(readdirSync(folder)).toEqual(['a.receptive'])
  })

  it('keeps the old file when writing fails half way', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.receptive')
    await writeProject(path, example)
    // A folder in the way makes the rename fail after the temporary file is written.
    mkdirSync(join(folder, 'b.receptive'))
    expect(await failureOf(writeProject(join(folder, 'b.receptive'), example))).toMatch(
      /^Receptive could not save “b.receptive”/,
    )
    expect(readdirSync(folder).toSorted()).toEqual(['a.receptive', 'b.receptive'])
    expect(await readProject(path)).toEqual(example)
  })
})

describe('a broken project file gets a sentence and stays as it is', () => {
  const cases: readonly [string, string, RegExp][] = [
    ['empty', '', /is empty: it holds no project/],
    ['not JSON', 'Hello', /damaged or cut off/],
    ['other JSON', '{"a":1}', /not a Receptive project/],
    [
      'a future version',
      JSON.stringify({ ...example, version: DOCUMENT_VERSION + 1 }),
      /newer Receptive \(project format 3; this one reads up to 2\)/,
    ],
    [
      'an unknown layer',
      JSON.stringify({
        ...example,
        nodes: [{ id: 'a', kind: 'transformer', params: {}, x: 0, y: 0 }],
        wires: [],
      }),
      /does not know: “transformer”/,
    ],
    [
      'a wire to nowhere',
      JSON.stringify({ ...example, wires: [{ from: 'x', to: 'y' }] }),
      /wire to a node that is not there/,
    ],
    [
      'a value out of range',
      JSON.stringify({ ...example, training: { ...example.training, batchSize: -3 } }),
      /Batch size must be a whole number/,
    ],
    [
      'two nodes of one name',
      JSON.stringify({ ...example, nodes: [...example.nodes, ...example.nodes] }),
      /two nodes named/,
    ],
  ]
  for (const [name, text, sentence] of cases)
    it(name, async () => {
      const path = join(temporaryFolder(), 'broken.receptive')
      writeFileSync(path, text)
      expect(await failureOf(readProject(path))).toMatch(sentence)
      expect(readFileSync(path, 'utf8')).toBe(text)
    })

  it('cut off after every hundredth byte', async () => {
    const path = join(temporaryFolder(), 'cut.receptive')
    const text = writeDocument(example)
    for (let length = 1; length < text.length - 2; length += 100) {
      writeFileSync(path, text)
      truncateSync(path, length)
      expect(await failureOf(readProject(path))).toMatch(/damaged or cut off/)
    }
  })

  it('a missing one', async () => {
    expect(await failureOf(readProject(join(temporaryFolder(), 'none.receptive')))).toMatch(
      /could not read “none.receptive”: the file or its folder is not there/,
    )
  })
})

describe.skipIf(!canMount)('a real disk', () => {
  it('that is full: a sentence, the old file whole, no temporary file left', async () => {
    const disk = smallDisk(64)
    const path = join(disk, 'a.receptive')
    await writeProject(path, example)
    writeFileSync(join(disk, 'filler'), Buffer.alloc(36 * 1024))
    const large = {
      ...example,
      nodes: Array.from({ length: 400 }, (_, i) => ({ ...example.nodes[0]!, id: `n${i}` })),
      wires: [],
    }
    expect(await failureOf(writeProject(path, large))).toMatch(/the disk is full\. Free some space/)
    expect(await readProject(path)).toEqual(example)
    expect(readdirSync(disk).toSorted()).toEqual(['a.receptive', 'filler'])
  })

  it('that is read-only: a sentence that says to choose another place', async () => {
    const disk = smallDisk(256)
    const path = join(disk, 'a.receptive')
    await writeProject(path, example)
    makeReadOnly(disk)
    expect(await failureOf(writeProject(path, { ...example, name: 'New' }))).toMatch(
      /the place is read-only\. Choose another place/,
    )
    expect((await readProject(path)).name).toBe(example.name)
    expect(existsSync(join(disk, 'b.receptive'))).toBe(false)
  })
})
