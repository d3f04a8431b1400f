/**
 * Tables of spectra and JCAMP-DX files as users drop them. Recipes: test/golden/make-sources.py and
 * make-jcamp.py.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  importRecipe,
  column,
  float32,
  good,
  labelsOf,
  previewOf,
  refusal,
  sample,
  samples,
  SOURCES,
  surveyOf,
  taken,
  temporary,
  golden,
} from '../../support/imports'

const spectra = float32(golden('spectra'))
const places = golden('axis')
const JCAMP = fileURLToPath(new URL('../../../golden/jcamp/', import.meta.url))

describe('a spectrum in each row', () => {
  it('with its axis in the header and its class behind', async () => {
    const { recipe } = await surveyOf('wide.csv')
    const set = good(await importRecipe(recipe))
    expect(recipe).toMatchObject({ kind: 'table', target: { kind: 'classes', column: 'oil' }, axis: null })
    expect([set.kind, set.shape, set.axis, samples(set)]).toEqual([
      'spectra',
      [21, 1],
      { label: '', unit: '', values: places },
      spectra,
    ])
    expect([set.classes, labelsOf(set)]).toEqual([
      ['corn', 'olive'],
      [0, 1, 2, 3].flatMap(() => ['corn', 'olive']),
    ])
    expect(set.names).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map(i => `s${i}`))
    expect((await previewOf(recipe)).notes.map(n => n.sentence)).toEqual([
      '8 spectra of 21×1, from 850 to 1050.',
      '“oil” tells 2 classes apart: corn, olive.',
    ])
  })
  it('with three numbers in per cent, and row names that pandas wrote', async () => {
    const { recipe } = await surveyOf('regression.csv')
    const set = good(await importRecipe(recipe))
    expect(recipe.target).toEqual({ kind: 'numbers', columns: ['water', 'fat', 'protein'] })
    expect([set.numbers?.names, [...(set.numbers?.values ?? [])]]).toEqual([
      ['water (%)', 'fat (%)', 'protein (%)'],
      float32(golden('fat')),
    ])
    expect([set.axis, samples(set)]).toEqual([{ label: 'Wavelength', unit: 'nm', values: places }, spectra])
  })
  it('with decimal commas and numbered rows, which are no axis', async () => {
    const set = await taken('commas.tsv')
    expect([set.shape, samples(set)]).toEqual([[21, 1], spectra])
    expect(labelsOf(set)).toEqual([...Array<string>(4).fill('Arabica'), ...Array<string>(4).fill('Robusta')])
  })
  it('with gaps: a sample without a value or a class is a problem', async () => {
    const { recipe } = await surveyOf('gaps.csv')
    const seen = await previewOf(recipe)
    expect(seen.problems).toEqual([
      { name: 's2', sentence: 'Its value at 890 is missing or not a number.' },
      { name: 's4', sentence: 'It has no “oil” to predict.' },
    ])
    expect(seen.names).toEqual(['s0', 's1', 's3', 's5', 's6', 's7'])
    expect(refusal(await importRecipe(recipe))).toBe(
      'Nothing was imported, because 2 files or samples cannot be used. s2: Its value at 890 is ' +
        'missing or not a number.',
    )
    const set = good(await importRecipe(recipe, { mayLeave: () => Promise.resolve(true) }))
    expect([set.names, set.classes]).toEqual([
      ['s0', 's1', 's3', 's5', 's6', 's7'],
      ['corn', 'olive'],
    ])
    expect(sample(set, 's5')).toEqual(spectra.slice(5 * 21, 6 * 21))
  })
  it('with a number to predict that is missing', async () => {
    const { recipe } = await surveyOf('missing.csv')
    expect(recipe.target).toEqual({ kind: 'numbers', columns: ['fat'] })
    expect((await previewOf(recipe)).problems).toEqual([
      { name: 's3', sentence: 'It has no “fat” to predict.' },
    ])
    expect(
      good(await importRecipe(recipe, { mayLeave: () => Promise.resolve(true) })).numbers?.values,
    ).toEqual(Float32Array.of(0, 1.25, 2.5, 5, 6.25, 7.5, 8.75))
  })
  it('in a layout that it has not is a sentence', async () => {
    const { recipe } = await surveyOf('wide.csv')
    expect(refusal(await importRecipe({ ...recipe, params: { layout: 'long' } }))).toContain(
      'there is no point in each row. That needs a column that names the spectrum',
    )
  })
})

describe('a spectrum in each column', () => {
  it('beside the column of places, named by its head', async () => {
    const { recipe } = await surveyOf('turned.csv')
    const set = good(await importRecipe(recipe))
    const [head = [], ...rows] = readFileSync(`${SOURCES}turned.csv`, 'utf8')
      .trim()
      .split('\n')
      .map(line => line.split(','))
    expect(set.names).toEqual(head.slice(1))
    expect(set.axis).toEqual({ label: 'Raman shift', unit: 'cm⁻¹', values: rows.map(r => Number(r[0])) })
    for (const [i, name] of head.slice(1).entries())
      expect(sample(set, name)).toEqual(rows.map(r => Math.fround(Number(r[i + 1]))))
  })
})

describe('a point in each row', () => {
  it('on one axis', async () => {
    const set = await taken('long.csv')
    expect([set.axis, samples(set)]).toEqual([{ label: 'Wavelength', unit: 'nm', values: places }, spectra])
    expect([set.classes, set.names?.[3]]).toEqual([['fish', 'meat'], 's3'])
  })
  it('on axes that differ, brought to what they share', async () => {
    const { recipe } = await surveyOf('differing.csv')
    const set = good(await importRecipe(recipe))
    const axis = Array.from({ length: 15 }, (_, i) => 850 + 10 * i)
    expect(set.axis).toEqual({ label: 'Wavelength', unit: 'nm', values: axis })
    // Each was a straight line, and what lies between two of its points still is.
    for (let i = 0; i < 6; i++)
      sample(set, `s${i}`).forEach((v, p) => expect(v).toBeCloseTo(3 * (axis[p] ?? NaN) + i, 2))
    expect((await previewOf(recipe)).notes[1]).toEqual({
      level: 'warning',
      sentence:
        'The spectra of differing.csv were measured at different places: they are brought to 15 points ' +
        'from 850 to 990, which all of them cover.',
    })
  })
})

describe('a spectrum in each file', () => {
  it('in folders that are classes, on wavenumbers that fall', async () => {
    const { recipe, notes } = await surveyOf('columns')
    const set = good(await importRecipe(recipe))
    expect(notes.map(n => n.sentence)).toEqual(['6 tables in 2 folders.'])
    expect(set.axis).toEqual({
      label: 'Wavenumber',
      unit: 'cm⁻¹',
      values: Array.from({ length: 25 }, (_, i) => 4000 - 100 * i),
    })
    expect([set.classes, labelsOf(set)]).toEqual([
      ['PE', 'PET'],
      ['PE', 'PE', 'PE', 'PET', 'PET', 'PET'],
    ])
    for (const name of set.names ?? []) expect(sample(set, name)).toEqual(float32(golden(`columns/${name}`)))
  })
  it('at places of its own, brought to a common axis', async () => {
    const { recipe, notes } = await surveyOf('places')
    const set = good(await importRecipe(recipe))
    const step = 92.5 / 37
    expect(recipe.axis).toEqual({ from: 105, to: 197.5, points: 38, label: '', unit: '' })
    expect(notes[1]).toEqual({
      level: 'warning',
      sentence:
        'The spectra were measured at different places: they are brought to 38 points from 105 to ' +
        '197.5, which all of them cover.',
    })
    for (const name of set.names ?? []) {
      const i = Number(/\d/.exec(name)?.[0])
      sample(set, name).forEach((v, p) => expect(v).toBeCloseTo(2 * (105 + p * step) + i, 3))
    }
  })
  it('of transmittance beside one of absorbance: converted, and said', async () => {
    const folder = temporary()
    writeFileSync(`${folder}/a.csv`, 'nm,Absorbance\n400,1\n401,2\n402,0.5\n')
    writeFileSync(`${folder}/b.csv`, 'nm,Transmittance (%)\n402,10\n401,1\n400,100\n')
    const { recipe } = await surveyOf(folder)
    const set = good(await importRecipe(recipe))
    expect(sample(set, 'b.csv')).toEqual([0, 2, 1].map(v => (v === 0 ? -0 : v)))
    expect((await previewOf(recipe)).notes.map(n => n.sentence)).toContain(
      'Its Transmittance in % was brought to Absorbance (−log10 of transmittance), as the first file has it.',
    )
  })
  it('of a column that is not there: a sentence', async () => {
    const { recipe } = await surveyOf('turned.csv')
    expect(refusal(await importRecipe({ ...recipe, roles: { wavelenght: 'axis' } }))).toContain(
      'turned.csv has no column “wavelenght”: there are “Raman shift”, “a1”, “a2”, “b1”, “b2”.',
    )
  })
  it('with numbers to predict by the names of the files', async () => {
    const { recipe } = await surveyOf('numbers')
    const set = good(await importRecipe(recipe))
    expect(recipe).toMatchObject({
      labels: 'labels.csv',
      target: { kind: 'numbers', columns: ['concentration', 'pH'] },
    })
    expect([set.numbers?.names, set.axis?.label, set.axis?.unit]).toEqual([
      ['concentration (mg/L)', 'pH'],
      'Wavelength',
      'nm',
    ])
    expect(set.numbers?.values).toEqual(
      Float32Array.from([0, 1, 2, 3, 4, 5].flatMap(i => [0.5 * i, Number((6 + 0.1 * i).toFixed(1))])),
    )
    for (const name of set.names ?? []) expect(sample(set, name)).toEqual(float32(golden(`numbers/${name}`)))
  })
})

describe('JCAMP-DX', () => {
  it('blocks of one file are a spectrum each', async () => {
    const set = await taken(`${JCAMP}small.jdx`)
    expect([
      set.shape,
      set.axis?.label,
      set.axis?.unit,
      set.axis?.values[0],
      set.axis?.values.at(-1),
    ]).toEqual([[41, 1], 'Wavenumber', 'cm⁻¹', 4000, 3900])
    expect([set.names, labelsOf(set)]).toEqual([
      ['small.jdx plain', 'small.jdx differences'],
      ['plain', 'differences'],
    ])
    expect(sample(set, 'small.jdx plain')).toEqual(sample(set, 'small.jdx differences'))
    expect(Math.max(...samples(set))).toBeCloseTo(0.5, 6)
  })
  it(
    'files in folders are of the class of their folder, those that are measured otherwise are ' + 'problems',
    async () => {
      const folder = temporary()
      const text = readFileSync(`${JCAMP}small.jdx`, 'latin1')
      const [, first = '', second = ''] =
        /(##TITLE= plain[^]*?##END=\s)(##TITLE= differences[^]*?##END=\s)/.exec(text) ?? []
      for (const [kind, block] of [
        ['ketone', first],
        ['alcohol', second],
      ] as const)
        for (const n of [1, 2]) {
          cpSync(`${JCAMP}small.jdx`, `${folder}/${kind}/${n}.dx`)
          writeFileSync(`${folder}/${kind}/${n}.dx`, block)
        }
      const { recipe } = await surveyOf(folder)
      const set = good(await importRecipe(recipe))
      expect([recipe.kind, recipe.target, set.shape]).toEqual([
        'jcamp',
        { kind: 'classes', column: 'folder' },
        [41, 1],
      ])
      expect([set.names?.length, labelsOf(set)]).toEqual([4, ['alcohol', 'alcohol', 'ketone', 'ketone']])
      expect(column(set, 'title')).toEqual(['differences', 'differences', 'plain', 'plain'])
      cpSync(`${JCAMP}others.jdx`, `${folder}/ketone/3.dx`)
      expect(refusal(await importRecipe(recipe))).toContain(
        '. The spectra of ketone/3.dx are measured in nm and in Hz',
      )
    },
  )
})
it('a labels file that is changed afterwards is read anew', async () => {
  const folder = temporary()
  const studio = temporary()
  cpSync(`${SOURCES}numbers`, folder, { recursive: true })
  const before = await taken(folder, {}, { folder: studio })
  writeFileSync(
    `${folder}/labels.csv`,
    readFileSync(`${folder}/labels.csv`, 'utf8').replace('run_1.txt,0.0', 'run_1.txt,7.5'),
  )
  const after = await taken(folder, {}, { folder: studio })
  expect([before.numbers?.values[0], after.numbers?.values[0]]).toEqual([0, 7.5])
})
