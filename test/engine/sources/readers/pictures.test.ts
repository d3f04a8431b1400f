/**
 * Folders and tables of pictures, as Pillow and tifffile wrote them, against what these read. Recipe:
 * test/golden/make-sources.py.
 */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  importRecipe,
  classOf,
  column,
  float32,
  good,
  labelsOf,
  previewOf,
  refusal,
  sample,
  SOURCES,
  surveyOf,
  taken,
  temporary,
  golden,
} from '../../support/imports'

const sentences = (notes: readonly { readonly sentence: string }[]): string =>
  notes.map(n => n.sentence).join(' ')

describe('pictures in folders', () => {
  it('are of the class that their folder is named after', async () => {
    const found = await surveyOf('classes')
    const set = good(await importRecipe(found.recipe))
    expect(found.recipe).toMatchObject({
      kind: 'pictures',
      labels: '',
      isListed: false,
      target: { kind: 'classes', column: 'folder' },
    })
    expect(found.recipe.params).toMatchObject({ height: 6, width: 8, channels: 'rgb', values: 'bytes' })
    expect(sentences(found.notes)).toBe('8 pictures in 2 folders.')
    expect([set.kind, set.shape, set.classes]).toEqual(['images', [6, 8, 3], ['cat', 'dog']])
    expect(set.names).toEqual(
      ['cat', 'dog'].flatMap(c => ['1.png', '2.png', '3.png', '4.jpg'].map(n => `${c}/${n}`)),
    )
    expect(labelsOf(set)).toEqual(['cat', 'cat', 'cat', 'cat', 'dog', 'dog', 'dog', 'dog'])
    for (const name of set.names ?? [])
      // Decoders of JPEG round the cosine transform differently, by one or two of 255.
      if (name.endsWith('jpg'))
        sample(set, name).forEach((v, i) =>
          expect(Math.abs(v - (golden(`classes/${name}`)[i] ?? NaN))).toBeLessThanOrEqual(2),
        )
      else expect(sample(set, name)).toEqual(golden(`classes/${name}`))
  })
  it('keep the split that folders are named after', async () => {
    const found = await surveyOf('nested')
    const set = good(await importRecipe(found.recipe))
    expect(sentences(found.notes)).toBe('14 pictures in folders of training, validation or test.')
    expect([set.shape, set.classes]).toEqual([
      [6, 8, 1],
      ['healthy', 'sick'],
    ])
    expect(column(set, 'split')?.join()).toBe(
      [
        ...Array<string>(4).fill('test'),
        ...Array<string>(6).fill('train'),
        ...Array<string>(4).fill('validation'),
      ].join(),
    )
    expect(classOf(set, 'val/sick/2.png')).toBe('sick')
    expect(sample(set, 'val/sick/2.png')).toEqual(golden('nested/val/sick/2.png'))
  })
  it('in words a split understands, whatever the folders are called', async () => {
    const folder = temporary()
    for (const [from, to] of [
      ['train', 'Learn'],
      ['val', 'Dev'],
      ['test', 'eval'],
    ] as const)
      cpSync(`${SOURCES}nested/${from}`, `${folder}/${to}`, { recursive: true })
    const set = await taken(folder)
    expect([...new Set(column(set, 'split'))].sort()).toEqual(['test', 'train', 'validation'])
    expect(set.classes).toEqual(['healthy', 'sick'])
  })
  it('of two folders that were opened together', async () => {
    const set = await taken(['classes/cat', 'classes/dog'])
    expect([set.classes, set.labels.length, classOf(set, 'dog/1.png')]).toEqual([['cat', 'dog'], 8, 'dog'])
  })
})

describe('a table of pictures', () => {
  it.each(['listed', 'listed/labels.csv'])('says what each of them is: %s', async path => {
    const found = await surveyOf(path)
    const set = good(await importRecipe(found.recipe))
    const inFolder = (n: number): string => `pictures/p${n}.png`
    expect(found.recipe).toMatchObject({
      labels: 'labels.csv',
      isListed: path !== 'listed',
      target: { kind: 'classes', column: 'species' },
    })
    expect(sentences(found.notes)).toContain(
      '3 rows of labels.csv name files that are not there, such as “../outside.png”.',
    )
    expect(set.names).toEqual([1, 2, 3, 4, 5, 6].map(inFolder))
    expect(labelsOf(set)).toEqual(['elm', 'oak', 'elm', 'oak', 'elm', 'oak'])
    expect(column(set, 'weight')).toEqual(['1', '2.5', '4', '5.5', '7', '8.5'])
    for (const name of set.names ?? []) expect(sample(set, name)).toEqual(golden(`listed/${name}`))
  })
  it('leaves alone what it does not name if opened by itself, and complains of it in a folder', async () => {
    const folder = temporary()
    cpSync(`${SOURCES}listed`, folder, { recursive: true })
    writeFileSync(
      `${folder}/labels.csv`,
      'file,kind\npictures/p1.png,a\npictures/p2.png,b\npictures/p3.png,a\npictures/p4.png,b\n',
    )
    const alone = await surveyOf(`${folder}/labels.csv`)
    const whole = await surveyOf(folder)
    expect(good(await importRecipe(alone.recipe)).names).toHaveLength(4)
    expect(sentences(whole.notes)).toContain(
      'labels.csv does not name 2 of the files, such as pictures/p5.png.',
    )
    expect(refusal(await importRecipe(whole.recipe))).toBe(
      'Nothing was imported, because 2 files or samples cannot be used. pictures/p5.png: labels.csv ' +
        'has no row for it.',
    )
    expect(
      good(await importRecipe(whole.recipe, { mayLeave: () => Promise.resolve(true) })).names,
    ).toHaveLength(4)
  })
  it('predicts numbers if they are chosen', async () => {
    const set = await taken('listed', { target: { kind: 'numbers', columns: ['weight'] } })
    expect([set.classes, set.numbers?.names, [...(set.numbers?.values ?? [])]]).toEqual([
      [],
      ['weight (g)'],
      [1, 2.5, 4, 5.5, 7, 8.5],
    ])
  })
  it('tells files of one name in two folders apart', async () => {
    const set = await taken('twice')
    expect(labelsOf(set)).toEqual(['high', 'low', 'high', 'low', 'high', 'low'])
    expect(set.names?.[3]).toBe('images/b/1.png')
  })
  it('gives no file the label of another: names that fit two files fit none', async () => {
    const folder = temporary()
    cpSync(`${SOURCES}twice`, folder, { recursive: true })
    writeFileSync(`${folder}/labels.csv`, 'name,grade\n1.png,low\n2.png,high\na/3.png,low\n')
    const { recipe } = await surveyOf(folder)
    const set = good(
      await importRecipe({ ...recipe, target: { kind: 'none' } }, { mayLeave: () => Promise.resolve(true) }),
    )
    expect(recipe.labels).toBe('labels.csv')
    expect(set.names).toEqual(['images/a/3.png'])
  })
  it('finds 0001.png where it says 1, and the paths of another computer', async () => {
    const folder = temporary()
    expect(labelsOf(await taken('zeros'))).toEqual(['malignant', 'benign', 'malignant', 'benign'])
    cpSync(`${SOURCES}zeros`, folder, { recursive: true })
    writeFileSync(
      `${folder}/labels.csv`,
      'path;what\n' + [1, 2, 3, 4].map(i => `C:\\data\\000${i}.png;${i % 2 ? 'x' : 'y'}\n`).join(''),
    )
    expect(labelsOf(await taken(folder))).toEqual(['x', 'y', 'x', 'y'])
  })
})

describe('pictures of more than 8 bits', () => {
  it.each([
    ['deep', [6, 8, 1], 'grey'],
    ['float', [6, 8, 1], 'grey'],
    ['bands', [5, 4, 7], 'all'],
  ] as const)('keep their values: %s', async (folder, shape, channels) => {
    const found = await surveyOf(folder)
    const set = good(await importRecipe(found.recipe))
    expect(found.recipe.params).toMatchObject({ channels, values: 'measured' })
    expect([set.shape, set.classes]).toEqual([shape, ['high', 'low']])
    for (const name of set.names ?? [])
      expect(sample(set, name)).toEqual(float32(golden(`${folder}/${name}`)))
  })
  it('become bytes if that is chosen', async () => {
    const set = await taken('deep', { params: { values: 'bytes' } })
    const name = set.names?.[0] ?? ''
    expect(sample(set, name)).toEqual(golden(`deep/${name}`).map(v => Math.round((v * 255) / 65535)))
    expect('type' in set.values && set.values.type).toBe('u8')
  })
})

describe('pictures of many sizes', () => {
  it.each(['crop', 'stretch', 'pad'])('are brought to one: %s', async fit => {
    const set = await taken('sizes', { params: { fit } })
    expect([set.shape, set.classes]).toEqual([
      [8, 8, 1],
      ['square', 'tall', 'wide'],
    ])
    for (const name of set.names ?? [])
      expect(sample(set, name)).toEqual(golden(`${fit} ${name.split('/')[1]?.replace('.png', '')}`))
  })
})

describe('a picture that is cut off among good ones', () => {
  it('is named in the preview, and nothing is imported', async () => {
    const { recipe } = await surveyOf('broken')
    const seen = await previewOf(recipe)
    expect(seen.problems).toEqual([
      { name: 'dog/3.png', sentence: expect.stringContaining('3.png is damaged or cut off') as string },
    ])
    expect(refusal(await importRecipe(recipe))).toMatch(
      /^Nothing was imported, because one file or sample cannot be used. dog\/3.png is damaged or cut off/,
    )
    expect(refusal(await importRecipe(recipe, { mayLeave: () => Promise.resolve(false) }))).toMatch(
      /^Nothing was imported/,
    )
  })
  it('is left out and listed if that is wanted', async () => {
    const asked: unknown[] = []
    const folder = temporary()
    const mayLeave = (problems: readonly { readonly name: string }[], count: number) =>
      Promise.resolve(
        asked.push(
          problems.map(p => p.name),
          count,
        ) > 0,
      )
    const set = await taken('broken', {}, { folder, mayLeave })
    expect(asked).toEqual([['dog/3.png'], 4])
    expect(set.names).toEqual(['cat/1.png', 'cat/2.png', 'dog/1.png', 'dog/2.png'])
    for (const name of set.names ?? []) expect(sample(set, name)).toEqual(golden(`broken/${name}`))
  })
})

it('links out of the folder are not followed', async () => {
  const folder = temporary()
  const secret = temporary()
  cpSync(`${SOURCES}classes`, `${folder}/pictures`, { recursive: true })
  mkdirSync(`${secret}/fox`)
  cpSync(`${SOURCES}outside.png`, `${secret}/fox/1.png`)
  symlinkSync(`${secret}/fox`, `${folder}/pictures/fox`)
  symlinkSync(`${secret}/fox/1.png`, `${folder}/pictures/cat/9.png`)
  const set = await taken(folder)
  expect([set.classes, set.names?.length]).toEqual([['cat', 'dog'], 8])
  symlinkSync(`${folder}/pictures`, `${secret}/link`)
  await expect(surveyOf(`${secret}/link`)).rejects.toThrow(
    'is a link or a device, and not a file or a folder: open what it stands for.',
  )
})
it('files that a table names outside of its folder are never opened', async () => {
  const folder = temporary()
  mkdirSync(`${folder}/in`)
  cpSync(`${SOURCES}outside.png`, `${folder}/one.png`)
  for (const n of [1, 2]) cpSync(`${SOURCES}outside.png`, `${folder}/in/p${n}.png`)
  writeFileSync(`${folder}/in/t.csv`, `file,kind\np1.png,a\np2.png,b\n../one.png,c\n${folder}/one.png,c\n`)
  expect((await taken(`${folder}/in/t.csv`)).names).toEqual(['p1.png', 'p2.png'])
  writeFileSync(`${folder}/in/t.csv`, `file,kind\n../one.png,c\n${folder}/one.png,c\n`)
  await expect(
    surveyOf(`${folder}/in/t.csv`)
      .then(s => importRecipe(s.recipe))
      .then(good),
  ).rejects.toThrow()
})
