/** What is wrong with files that are dropped, imports that end early, and what is kept of them. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FILES_IN_FULL, FILE_FORMATS } from '../../../engine/fileKinds'
import { listSets, readSet, removeSet, sweepSets } from '../../../engine/library/stored'
import { guessTarget } from '../../../engine/sources/guessTarget'
import type { ColumnHead, ImportProgress } from '../../../engine/sources/types'
import { survey } from '../../../engine/sources/survey'
import {
  importRecipe,
  good,
  previewOf,
  refusal,
  samples,
  SOURCES,
  surveyOf,
  taken,
  temporary,
  golden,
} from '../support/imports'

const dropped = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const folder = temporary()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(`${folder}/${name.split('/').slice(0, -1).join('/')}`, { recursive: true })
    writeFileSync(`${folder}/${name}`, content)
  }
  return Promise.resolve(folder)
}
const refused = async (...paths: readonly string[]): Promise<string> => refusal(await survey(paths))

describe('what cannot be taken in', () => {
  it('a folder without files, and a place that is not there', async () => {
    const folder = temporary()
    expect(await refused(folder)).toMatch(/^There are no files in receptive-sources-/)
    expect(await refused(`${folder}/gone`)).toBe(`${folder}/gone is missing or may not be read.`)
  })
  it('documents', async () => {
    expect(
      await refused(await dropped({ 'a.docx': 'PK', 'b.docx': 'PK', 'c.pdf': '%PDF', 'd.pdf': '%PDF' })),
    ).toBe(
      'There is nothing here that Receptive reads, only a.docx, b.docx, c.pdf …. It reads ' +
        `${FILES_IN_FULL}.`,
    )
  })
  it('a GIF', async () => {
    expect(await refused(`${SOURCES}gif`)).toBe(
      'a/one.gif is a picture of a kind that is not read: convert it to PNG, JPEG or TIFF.',
    )
    const folder = await dropped({ 'cat/1.png': readFileSync(`${SOURCES}gif/a/one.gif`) })
    expect(refusal(await importRecipe((await surveyOf(folder)).recipe))).toBe(
      'Nothing could be read. cat/1.png is a GIF picture, which is not read: convert it to PNG, JPEG ' +
        'or TIFF.',
    )
  })
  it.each([
    ['a.png', 'a.png is empty.'],
    ['a.csv', 'a.csv is empty.'],
    ['a.fits', 'a.fits is not a FITS file: it does not begin with “SIMPLE  =”.'],
    ['a.jdx', 'a.jdx is empty.'],
    ['a.npz', 'a.npz could not be read.'],
    ['a.h5', 'a.h5'],
    ['train-images-idx3-ubyte', 'The file train-images-idx3-ubyte is not an IDX file.'],
  ])('a file of no bytes: %s', async (name, sentence) => {
    const { recipe } = await surveyOf(await dropped({ [name]: '' }))
    expect(refusal(await importRecipe(recipe))).toContain(sentence)
  })
  it.each(FILE_FORMATS.map(f => (f.otherNames ? 'train-images-idx3-ubyte' : `a.${f.endings[0]}`)))(
    'a file of no bytes, whatever its format: %s',
    async name => {
      const { recipe } = await surveyOf(await dropped({ [name]: '' }))
      expect(refusal(await importRecipe(recipe))).toMatch(new RegExp(`${name}.*[.]$`))
    },
  )
  it('pictures that nothing is said of', async () => {
    const { recipe } = await surveyOf('classes/cat')
    const { notes } = await previewOf(recipe)
    expect(recipe.target).toEqual({ kind: 'none' })
    expect(notes.find(n => n.level === 'error')?.sentence).toBe(
      'Nothing says what each sample is: sort the files into one folder for each class, or put a table ' +
        'of file names and labels beside them.',
    )
    expect(good(await importRecipe(recipe)).classes).toEqual([])
  })
  it('one class alone', async () => {
    const folder = temporary()
    cpSync(`${SOURCES}listed`, folder, { recursive: true })
    writeFileSync(
      `${folder}/labels.csv`,
      'file,kind\n' + [1, 2, 3, 4, 5, 6].map(i => `p${i}.png,oak\n`).join(''),
    )
    const { recipe } = await surveyOf(folder)
    const studio = temporary()
    expect(recipe.target).toEqual({ kind: 'none' })
    expect(
      refusal(
        await importRecipe({ ...recipe, target: { kind: 'classes', column: 'kind' } }, { folder: studio }),
      ),
    ).toBe('“kind” is “oak” for every sample: there is nothing to tell apart. Choose another column.')
    expect(
      refusal(
        await importRecipe({ ...recipe, target: { kind: 'classes', column: 'sort' } }, { folder: studio }),
      ),
    ).toContain('“sort”')
    expect(readdirSync(studio)).toEqual([])
  })
  it('a table whose pictures lie elsewhere', async () => {
    const folder = await dropped({ 'list.csv': 'file,kind\nelsewhere/1.png,a\nelsewhere/2.png,b\n' })
    expect(await refused(`${folder}/list.csv`)).toBe(
      'list.csv names files such as “elsewhere/1.png”, and none of them lies beside it or in a folder ' +
        'below: put it where they are, or open it together with their folder.',
    )
  })
  it('a table of labels that is gone when it is needed', async () => {
    const folder = temporary()
    cpSync(`${SOURCES}listed`, folder, { recursive: true })
    const { recipe } = await surveyOf(folder)
    rmSync(`${folder}/labels.csv`)
    expect(refusal(await importRecipe(recipe))).toBe(
      'The table labels.csv is not there any more: put it back, or open the folder again.',
    )
  })
  it('what lies beside what is read is counted and left alone', async () => {
    const folder = temporary()
    cpSync(`${SOURCES}classes`, folder, { recursive: true })
    for (const name of ['notes.docx', 'cat/old.gif', 'dog/old.webp', 'README.md', '.hidden.png'])
      writeFileSync(`${folder}/${name}`, 'x')
    const { notes, files } = await surveyOf(folder)
    expect(files).toBe(8)
    expect(notes.map(n => n.sentence)).toEqual([
      '8 pictures in 2 folders.',
      '2 pictures are of a kind that is not read, such as cat/old.gif: convert to PNG, JPEG or TIFF.',
      '2 other files are left alone, such as notes.docx.',
    ])
  })
})

describe('an import', () => {
  it('that is cancelled leaves nothing behind', async () => {
    const { recipe } = await surveyOf('classes')
    const folder = temporary()
    let asked = 0
    expect(refusal(await importRecipe(recipe, { folder, isWanted: () => asked++ < 12 }))).toBe(
      'The import was cancelled; nothing was kept.',
    )
    expect(asked).toBeGreaterThan(12)
    expect(readdirSync(folder)).toEqual([])
  })
  it('that a thread cannot be had for ends in words', async () => {
    const { recipe } = await surveyOf('classes')
    const folder = temporary()
    expect(refusal(await importRecipe(recipe, { folder, workerUrl: `${folder}/none.mjs` }))).toMatch(
      /^The import ended: .*none\.mjs.* Nothing was kept\.$/s,
    )
    expect(readdirSync(folder)).toEqual([])
  })
  it('goes on behind a file that brings a thread down, which is named', async () => {
    const folder = temporary()
    const workerUrl = `${folder}/dies.mjs`
    // In place of a decoder: it ends at one file, and answers for the others with the number of their names.
    writeFileSync(
      workerUrl,
      `import { parentPort } from 'node:worker_threads'
      parentPort.on('message', ({ index, files: [{ name }] }) => {
        if (name === 'cat/3.png') throw new Error('no memory')
        const values = Uint8Array.of(index)
        const about = { kind: 'images', shape: [1, 1, 1], axis: null, names: [name], columns: [] }
        const block = { ...about, values, understood: [] }
        parentPort.postMessage({ index, block })
      })
      parentPort.postMessage(null)`,
    )
    const { recipe } = await surveyOf('classes')
    const refusedWith = refusal(await importRecipe(recipe, { workerUrl }))
    expect(refusedWith).toBe(
      'Nothing was imported, because one file or sample cannot be used. cat/3.png: It could not be ' +
        'read: it needs more memory than there is, or it is damaged (no memory).',
    )
    // Several times: what a dying thread has answered comes before its end or after it.
    for (let turn = 0; turn < 10; turn++) {
      const set = good(await importRecipe(recipe, { workerUrl, mayLeave: () => Promise.resolve(true) }))
      expect(set.names?.join()).toBe('cat/1.png,cat/2.png,cat/4.jpg,dog/1.png,dog/2.png,dog/3.png,dog/4.jpg')
      expect(samples(set)).toEqual([0, 1, 3, 4, 5, 6, 7])
    }
  })
  it('tells how far it is', async () => {
    const told: ImportProgress[] = []
    await taken('classes', {}, { onProgress: p => told.push(p) })
    expect(told.at(-1)).toMatchObject({ done: 8, total: 8, samples: 8, problems: 0 })
  })
  it('is swept away if a crash ended it, and whole sets stay', async () => {
    const folder = temporary()
    const set = await taken('classes', {}, { folder })
    mkdirSync(`${folder}/abc.part`)
    writeFileSync(`${folder}/abc.part/values.bin`, 'half')
    expect((await listSets(folder)).map(s => s.id)).toEqual([set.id])
    await sweepSets(folder)
    expect(readdirSync(folder)).toEqual([set.id])
  })
  it('of the same files is answered at once, and a changed file is read anew', async () => {
    const files = temporary()
    const folder = temporary()
    const told: ImportProgress[] = []
    cpSync(`${SOURCES}classes`, files, { recursive: true })
    const first = await taken(files, {}, { folder })
    const again = await taken(files, {}, { folder, onProgress: p => told.push(p) })
    expect([again.id, again.fingerprint, told]).toEqual([first.id, first.fingerprint, []])
    cpSync(`${SOURCES}classes/dog/2.png`, `${files}/cat/1.png`)
    utimesSync(`${files}/cat/1.png`, 1, 1)
    const changed = await taken(files, {}, { folder })
    expect(changed.id).not.toBe(first.id)
    expect(samples(changed).slice(0, 144)).toEqual(golden('classes/dog/2.png'))
    expect((await listSets(folder)).map(s => s.id).sort()).toEqual([first.id, changed.id].sort())
  })
  it('whose copy was damaged is made again', async () => {
    const folder = temporary()
    const set = await taken('classes', {}, { folder })
    writeFileSync(`${folder}/${set.id}/values.bin`, 'short')
    expect(refusal(await readSet(folder, set.id))).toContain('are missing or cut off: import it again.')
    expect((await taken('classes', {}, { folder })).id).toBe(set.id)
    expect(good(await readSet(folder, set.id)).labels).toHaveLength(8)
  })
  it('is listed in short, and can be removed', async () => {
    const folder = temporary()
    const set = await taken('regression.csv', {}, { folder })
    const [head] = await listSets(folder)
    expect(head).toMatchObject({
      id: set.id,
      title: 'regression',
      kind: 'spectra',
      shape: [21, 1],
      classes: [],
      samples: 8,
      numbers: ['water (%)', 'fat (%)', 'protein (%)'],
    })
    expect(head?.recipe.target.kind).toBe('numbers')
    await removeSet(folder, '../..')
    expect(existsSync(folder)).toBe(true)
    await removeSet(folder, set.id)
    expect(await listSets(folder)).toEqual([])
    expect(refusal(await readSet(folder, set.id))).toContain('is not in this studio')
  })
})

describe('what is likely to be predicted', () => {
  const head = (name: string, distinct: number, more: Partial<ColumnHead> = {}): ColumnHead => ({
    name,
    unit: '',
    kind: 'text',
    isWhole: false,
    distinct,
    examples: [],
    ...more,
  })
  const number = (name: string, distinct: number, isWhole = false): ColumnHead =>
    head(name, distinct, { kind: 'numbers', isWhole })
  it.each([
    [
      'concentrations rather than who measured them',
      [head('operator', 3), number('fat', 90), number('fatty acid', 80)],
      ['fat', 'fatty acid'],
    ],
    ['a class by its name', [number('fat', 90), head('Oil type', 6)], 'Oil type'],
    ['a class in words', [number('temperature', 90), head('colour', 4)], 'colour'],
    ['whole labels', [number('row', 100, true), number('class_id', 10, true)], 'class_id'],
    ['a hundred classes of images', [number('y', 100, true)], 'y', 50_000],
    ['y that is measured', [number('y', 100)], ['y']],
    [
      'the folder, whatever a camera writes',
      [head('FILTER', 2), number('EXPTIME', 40), head('folder', 3)],
      'folder',
    ],
    ['redshifts', [number('PLATE', 20, true), number('Z', 99), number('RA', 100), number('DEC', 100)], ['Z']],
    [
      'no numbers of rows and samples',
      [number('column 1', 100, true), number('sample id', 100, true), head('date', 20)],
      null,
    ],
    ['not each one’s own name', [head('material', 100)], null],
  ] as const)('%s', (_, columns, expected, samples: number = 100) => {
    const found = guessTarget(columns, samples)
    expect(found.kind === 'classes' ? found.column : found.kind === 'numbers' ? found.columns : null).toEqual(
      expected,
    )
  })
})
