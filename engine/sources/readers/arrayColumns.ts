/** Arrays with an entry for each sample, as columns beside the samples. */
import type { NamedArray } from '../../library/arrayRoles'
import { size } from '../../spec'
import { oneHotPlaces } from '../../library/oneHot'
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
  const places = each > 1 ? oneHotPlaces(array.values, samples, each) : null
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
