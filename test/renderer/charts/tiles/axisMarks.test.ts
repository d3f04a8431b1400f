/** Places of maps on the physical axis: in words and as round marks, whichever way the axis runs. */
import { describe, expect, it } from 'vitest'
import { axisMarksOf, middleOf, type Mark } from '../../../../renderer/charts/tiles/axisMarks'
import { mapTiles } from '../../../../renderer/charts/tiles/tiles'

const line = (from: number, step: number, points: number): number[] =>
  Array.from({ length: points }, (_, i) => from + i * step)
const wavelength = { label: 'wavelength', unit: 'nm', values: line(1100, 2, 301) }
const wavenumber = { label: 'wavenumber', unit: 'cm⁻¹', values: line(4000, -4, 901) }
const input = (points: number) =>
  ({ kind: 'input', shape: [points, 1], centres: { start: [0], step: [1] } }) as const

describe('a place in words', () => {
  it('is exact at the input, and the middle of what is seen behind it', () => {
    expect(axisMarksOf(input(301), wavelength, 301)?.words(166)).toBe('1,432 nm')
    const pooled = axisMarksOf(
      { kind: 'pooling1d', shape: [147, 8], centres: { start: [3.5], step: [2] } },
      wavelength,
      301,
    )
    expect(pooled?.words(81)).toBe('≈ 1,431 nm')
    expect(pooled?.span).toBe('≈ 1,107 to 1,691 nm')
  })
  it('has the decimals that tell neighbours apart, and stays within the axis', () => {
    const fine = { ...wavelength, values: line(400, 0.25, 101) }
    expect(axisMarksOf(input(101), fine, 101)?.words(9)).toBe('402.25 nm')
    expect(
      axisMarksOf({ kind: 'conv1d', shape: [103, 1], centres: { start: [-1], step: [1] } }, fine, 101)?.words(
        0,
      ),
    ).toBe('≈ 400 nm')
  })
  it('is a number where there is no axis, or one of another length', () => {
    expect(axisMarksOf(input(20), null, 20)?.words(7)).toBe('point 7')
    expect(axisMarksOf(input(20), wavelength, 20)?.span).toBe('points 0 to 19')
  })
  it('there is none for pictures, features in a row and other orders', () => {
    expect(axisMarksOf({ ...input(20), shape: [20, 20, 1] }, null, 20)).toBeNull()
    expect(axisMarksOf({ ...input(20), shape: [20] }, null, 20)).toBeNull()
    expect(axisMarksOf({ ...input(20), centres: null }, null, 20)).toBeNull()
  })
  it('stands beside the value that is there', () => {
    const maps = {
      node: 'a',
      title: 'Conv',
      ...input(4),
      shape: [4, 2],
      values: Float32Array.of(0, 0, 1, 0.831, 0, 0, 0, -2),
    }
    const tiles = mapTiles(maps, false, axisMarksOf(maps, { ...wavelength, values: [400, 410, 420, 430] }, 4))
    expect(tiles?.name(1, 1)).toBe('Map 2 of 2: 410 nm · 0.831')
    expect(tiles?.name(1)).toBe('Map 2 of 2: −2 … 0.831')
  })
})

describe('marks below a map', () => {
  const widthOf = (m: Mark): number => m.words.length * 6.6
  it.each([
    ['rising', wavelength],
    ['falling', wavenumber],
  ])('are round, where the %s axis has them, the last with its unit', (_, axis) => {
    const points = axis.values.length
    const marks = axisMarksOf(input(points), axis, points)?.marks(280) ?? []
    expect(marks.length).toBeGreaterThan(2)
    for (const { share, words } of marks) {
      const value = Number.parseFloat(words.replace(',', ''))
      expect(value % 100).toBe(0)
      expect(axis.values[0]! + share * (axis.values.at(-1)! - axis.values[0]!)).toBeCloseTo(value, 6)
    }
    expect(marks.map(m => m.words.endsWith(axis.unit))).toEqual(marks.map((_, i) => i === marks.length - 1))
  })
  it('never overlap, and leave when there is no room', () => {
    for (let width = 20; width < 700; width += 7) {
      const marks = axisMarksOf(input(301), wavelength, 301)?.marks(width) ?? []
      marks.forEach((m, i) => {
        expect(middleOf(m, width) - widthOf(m) / 2).toBeGreaterThanOrEqual(-0.001)
        expect(middleOf(m, width) + widthOf(m) / 2).toBeLessThanOrEqual(width + 0.001)
        const before = marks[i - 1]
        if (before)
          expect(middleOf(m, width) - widthOf(m) / 2).toBeGreaterThan(
            middleOf(before, width) + widthOf(before) / 2,
          )
      })
      if (width > 80) expect(marks.length).toBeGreaterThan(0)
    }
    expect(axisMarksOf(input(301), wavelength, 301)?.marks(700).length).toBeGreaterThan(4)
  })
  it('behind strides and padding are at the place that looks there', () => {
    const along = axisMarksOf(
      { kind: 'conv1d', shape: [150, 4], centres: { start: [1.5], step: [2] } },
      wavelength,
      301,
    )
    for (const { share, words } of along?.marks(300) ?? []) {
      const place = share * 149
      expect(1100 + 2 * (1.5 + 2 * place)).toBeCloseTo(Number.parseFloat(words.replace(',', '')), 6)
    }
    expect(along?.marks(300).length).toBeGreaterThan(1)
  })
  it('an axis of one value, or of a constant, has one mark or none', () => {
    expect(axisMarksOf(input(1), { ...wavelength, values: [500] }, 1)?.marks(200).length).toBeLessThanOrEqual(
      1,
    )
    expect(
      axisMarksOf(input(3), { ...wavelength, values: [500, 500, 500] }, 3)?.marks(200).length,
    ).toBeLessThanOrEqual(1)
  })
})
