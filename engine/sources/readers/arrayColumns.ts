/** Arrays with an entry for each sample, as columns beside the samples. */
import type { NamedArray } from '../../library/arrayRoles'
import type { NumberValues } from '../../formats/arrays/npy'
import { size } from '../../spec'
import { FILE_COLUMN } from '../folderColumns'
import type { Column } from '../types'

/** One for each number of a sample; whole numbers with names become those. */
export function columnsOf({ name, array }: NamedArray, samples: number, names: NamedArray | null): Column[] {
  const each = samples > 0 ? size(array.shape) / samples : 0
  if (array.shape.length > 2 || array.shape[0] !== samples || each < 1 || each > 64 || name === FILE_COLUMN)
    return []
  if (array.kind === 'text') return each === 1 ? [{ name, unit: '', kind: 'text', values: array.values }] : []
  const given = names?.array.kind === 'text' ? names.array.values : null
  const { values, unit = '' } = array
  if (given && each === 1 && array.kind !== 'float')
    return [{ name, unit: '', kind: 'text', values: Array.from(values, v => given[v] ?? String(v)) }]
  const places = each > 1 ? oneHot(array, samples, each) : null
  if (places)
    return given?.length === each
      ? [{ name, unit: '', kind: 'text', values: Array.from(places, p => given[p] as string) }]
      : [{ name, unit: '', kind: 'numbers', values: Float64Array.from(places) }]
  return Array.from({ length: each }, (_, i): Column => {
    const own = Float64Array.from({ length: samples }, (_, s) => values[s * each + i] as number)
    return {
      name: each === 1 ? name : given?.length === each ? (given[i] as string) : `${name} ${i + 1}`,
      unit,
      kind: 'numbers',
      values: own,
    }
  })
}

/** The place of the single one in each row of zeros; null where that is not what the rows are. */
function oneHot(
  { values }: { readonly values: NumberValues },
  samples: number,
  each: number,
): Int32Array | null {
  const places = new Int32Array(samples).fill(-1)
  for (let s = 0; s < samples; s++)
    for (let i = 0; i < each; i++) {
      const v = values[s * each + i]
      if (v === 0) continue
      if (v !== 1 || places[s] !== -1) return null
      places[s] = i
    }
  return places.includes(-1) ? null : places
}
