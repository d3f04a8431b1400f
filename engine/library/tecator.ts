/**
 * Reads the Tecator spectra: 100 absorbances, then water, fat and protein in percent; the class follows from
 * the fat.
 */
import type { Bad } from '../spec'
import type { LoadedDataset } from '../datasets/dataset'

const CHANNELS = 100
/** Classes: below the first, between the two, above the second (percent of fat). */
const FAT_LIMITS = [10, 20] as const

export function readTecator(text: string): Pick<LoadedDataset, 'values' | 'labels' | 'ownTest'> | Bad {
  const [header = '', ...rows] = text.trim().split(/\r?\n/)
  const fat = header.replaceAll('"', '').split(',').indexOf('fat')
  if (fat < CHANNELS)
    return {
      bad: `The Tecator file should begin with ${CHANNELS} channels followed by a column named “fat”.`,
    }
  const values = new Float32Array(rows.length * CHANNELS)
  const labels = new Int32Array(rows.length)
  for (const [i, row] of rows.entries()) {
    const cells = row.split(',').map(Number)
    if (cells.length <= fat || cells.some(v => !Number.isFinite(v)))
      return { bad: `Line ${i + 2} of the Tecator file holds something that is not a number.` }
    values.set(cells.slice(0, CHANNELS), i * CHANNELS)
    labels[i] = FAT_LIMITS.filter(limit => (cells[fat] ?? 0) >= limit).length
  }
  return { values, labels, ownTest: null }
}
