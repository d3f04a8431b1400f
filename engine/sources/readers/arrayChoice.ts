/** Which arrays of a file are the input, the target and the axis, where their names alone do not say it. */
import { hasRole, type NamedArray } from '../../library/arrayRoles'
import type { NpyArray } from '../../formats/arrays/npy'
import { formatShape, size, type Bad } from '../../spec'
import { isAxisName } from '../columnNames'

/** Behind the name of an array that would be taken for what another was chosen to be. */
const IN_THE_WAY = ' (array)'
/** `x` and `y` of a spectrum are its places and its values. */
const isAlong = (x: NpyArray | undefined, all: ReadonlyMap<string, NpyArray>): boolean =>
  x !== undefined &&
  x.kind !== 'text' &&
  x.shape.length === 1 &&
  [...all.values()].some(a => a.shape.length === 2 && a.shape[1] === x.shape[0])

/** The chosen arrays under the names that mean what they were chosen for. */
export function renamed(
  all: ReadonlyMap<string, NpyArray>,
  input: string,
  target: string,
): ReadonlyMap<string, NpyArray> | Bad {
  const lost = [input, target].find(n => n !== '' && !all.has(n))
  if (lost)
    return {
      bad:
        `There is no array “${lost}”: there are ` +
        `${[...all].map(([k, a]) => `“${k}” (${formatShape(a.shape)})`).join(', ')}.`,
    }
  const hasInput =
    input !== '' ||
    [...all].some(
      ([k, a]) => hasRole(k) && /^(x|images|spectra|data)/i.test(k) && !(/^x$/i.test(k) && isAlong(a, all)),
    )
  const largest = [...all]
    .filter(([k, a]) => a.kind !== 'text' && a.shape.length >= 2 && k !== target)
    .sort((a, b) => size(b[1].shape) - size(a[1].shape))[0]?.[0]
  const x = input || (hasInput ? '' : (largest ?? ''))
  return new Map(
    [...all].flatMap(([key, array]): [string, NpyArray][] => {
      if (key === x) return [['x', array]]
      if (key === target) return [['y', array]]
      const isInTheWay =
        (x !== '' && /^(x|images|spectra|data)$/i.test(key)) ||
        (target !== '' && /^(y|labels?|targets?)$/i.test(key))
      return [[isInTheWay ? `${key}${IN_THE_WAY}` : key, array]]
    }),
  )
}

const leafOf = (name: string): string => name.split('/').at(-1) ?? name
/**
 * An array called like an axis, and as long; where there are as many samples as points, only `x` is surely no
 * column.
 */
export function axisLike(
  arrays: ReadonlyMap<string, NpyArray>,
  points: number,
  samples: number,
): NamedArray | null {
  for (const [key, array] of arrays) {
    const name = leafOf(key).replace(IN_THE_WAY, '')
    const isLike = points === samples ? /^x$/i.test(name) : isAxisName(name)
    if (isLike && array.kind !== 'text' && array.shape.length === 1 && array.shape[0] === points)
      return { name, array }
  }
  return null
}
