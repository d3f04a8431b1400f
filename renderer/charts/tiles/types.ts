/** A grid of tiles as data: what each tile's values are, their scale and their words. */
import type { ColourScale } from '../colourMaps'
import type { AxisMarks } from './axisMarks'

export type Tiles = {
  readonly count: number
  /**
   * Of a matrix: one row for each filter and one column for each channel. Loose tiles are laid out as fits.
   */
  readonly isMatrix: boolean
  readonly columns: number
  /** Values in one tile, `[height, width]`; a height of 0 means a line of `width` points. */
  readonly height: number
  readonly width: number
  readonly value: (tile: number, at: number) => number
  /** The scale of all; `scaleOf` is that of one tile, the same unless each has its own. */
  readonly scale: ColourScale
  readonly scaleOf: (tile: number) => ColourScale
  /** Where the places of a line lie on the physical axis, which is then marked below the grid. */
  readonly axisMarks: AxisMarks | null
  /** What a tile is; with a place, what it has there. */
  readonly name: (tile: number, at?: number) => string
}
