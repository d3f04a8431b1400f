/**
 * Arrays that come in parts for training, validation and test, in whatever way a file says so.
 * Parts are put one behind the other and how many samples each has is kept, so that nothing later needs to
 * know of them; one part alone is a whole.
 */
import type { NpyArray, NumberValues } from '../../formats/arrays/npy'
import { formatShape, isBad, size, type Bad } from '../../spec'

export type Parted = {
  /** In one piece each: training, validation, test. */
  readonly arrays: ReadonlyMap<string, NpyArray>
  /** Samples of each part; null where there are no parts, or one. */
  readonly counts: Readonly<Record<Part, number>> | null
}
const PART = /^(.+)_(train|training|val|valid|validation|dev|test|testing)$/i
const FOLDER = /^(train|training|val|valid|validation|dev|test|testing)$/i
const PARTS = ['train', 'val', 'test'] as const
type Part = (typeof PARTS)[number]
const WORDS: Readonly<Record<Part, string>> = { train: 'training', val: 'validation', test: 'test' }
/** By the name of an array or a group. */
const partCalled = (word: string): Part =>
  /^train/i.test(word) ? 'train' : /^test/i.test(word) ? 'test' : 'val'

/**
 * Names in a tree of groups: the last part of each path where it is not twice there, and `train/x` as
 * x_train.
 */
export function flatNames(found: ReadonlyMap<string, NpyArray>): ReadonlyMap<string, NpyArray> {
  const named = [...found].map(([path, array]) => {
    const folders = path.replace(/^\//, '').split('/')
    const leaf = folders.pop() ?? path
    const part = folders.find(f => FOLDER.test(f))
    return {
      path: path.replace(/^\//, ''),
      name: part && !PART.test(leaf) ? `${leaf}_${partCalled(part)}` : leaf,
      array,
    }
  })
  const counts = new Map<string, number>()
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1)
  return new Map(named.map(({ path, name, array }) => [counts.get(name) === 1 ? name : path, array]))
}

/** The name of the whole that an array is a part of, or its own. */
export const wholeName = (key: string): string => PART.exec(key)?.[1] ?? key

type PartGroup = Map<Part, { readonly key: string; readonly array: NpyArray }>
/**
 * Arrays for which `hasRole` holds must have the same samples in their parts; others with parts of their own
 * are left as they are.
 */
export function partsTogether(
  all: ReadonlyMap<string, NpyArray>,
  hasRole: (base: string) => boolean,
): Parted | Bad {
  const groups = new Map<string, PartGroup>()
  const arrays = new Map<string, NpyArray>()
  for (const [key, array] of all) {
    const [, base = '', word = ''] = PART.exec(key) ?? []
    if (base === '' || array.shape.length === 0) {
      arrays.set(key, array)
      continue
    }
    const group: PartGroup = groups.get(base) ?? new Map()
    const part = partCalled(word)
    const before = group.get(part)
    if (before)
      return { bad: `“${before.key}” and “${key}” are both the ${WORDS[part]} part of “${base}”: keep one.` }
    groups.set(base, group.set(part, { key, array }))
  }
  const sizeOf = (group: PartGroup): number =>
    [...group.values()].reduce((n, { array }) => n + size(array.shape), 0)
  const [largest] = [...groups].sort(
    (a, b) => Number(hasRole(b[0])) - Number(hasRole(a[0])) || sizeOf(b[1]) - sizeOf(a[1]),
  )
  const count = (group: PartGroup, part: Part): number => group.get(part)?.array.shape[0] ?? 0
  if (!largest) return { arrays, counts: null }
  for (const [base, group] of groups) {
    const other = PARTS.find(p => count(group, p) !== count(largest[1], p))
    const whole = other === undefined && !arrays.has(base) ? wholeOf(base, group) : null
    if (whole && !isBad(whole)) arrays.set(base, whole)
    else if (hasRole(base))
      return whole ?? disagreement(base, largest[0], other, p => [count(group, p), count(largest[1], p)])
    else for (const { key, array } of group.values()) arrays.set(key, array)
  }
  const [train, val, test] = PARTS.map(p => count(largest[1], p)) as [number, number, number]
  return { arrays, counts: largest[1].size > 1 ? { train, val, test } : null }
}

function disagreement(
  base: string,
  largest: string,
  part: Part | undefined,
  counts: (part: Part) => readonly [number, number],
): Bad {
  if (part === undefined) return { bad: `“${base}” is there in one piece and in parts: keep one of them.` }
  const [own, others] = counts(part)
  if (own === 0 || others === 0)
    return {
      bad:
        `“${own === 0 ? largest : base}” has a ${WORDS[part]} part, and “${own === 0 ? base : largest}” ` +
        'has none: both need one.',
    }
  return {
    bad:
      `The ${WORDS[part]} part of “${base}” has ${own} samples, and that of “${largest}” ${others}: ` +
      'both need as many.',
  }
}

function wholeOf(base: string, group: PartGroup): NpyArray | Bad {
  let whole: NpyArray | null = null
  for (const part of PARTS) {
    const own = group.get(part)?.array
    const joined: NpyArray | null | undefined = whole && own ? stacked(whole, own) : (whole ?? own)
    if (joined === null)
      return {
        bad:
          `The samples of “${base}” are not alike in all parts: ` +
          `${[...group.values()].map(g => `${g.key} is ${formatShape(g.array.shape)}`).join(', ')}.`,
      }
    whole = joined ?? null
  }
  return whole ?? { bad: `“${base}” is empty.` }
}

/** One array behind the other; null where they do not fit. */
export function stacked(a: NpyArray, b: NpyArray): NpyArray | null {
  if (a.shape.length !== b.shape.length || a.shape.slice(1).some((n, i) => n !== b.shape[i + 1])) return null
  const shape = [(a.shape[0] ?? 0) + (b.shape[0] ?? 0), ...a.shape.slice(1)]
  if (a.kind === 'text' || b.kind === 'text')
    return a.kind === b.kind
      ? {
          kind: 'text',
          shape,
          values: [...(a.values as readonly string[]), ...(b.values as readonly string[])],
        }
      : null
  const isSame = a.values.constructor === b.values.constructor
  const values = isSame
    ? new (a.values.constructor as new (n: number) => NumberValues)(a.values.length + b.values.length)
    : new Float64Array(a.values.length + b.values.length)
  values.set(a.values as NumberValues)
  values.set(b.values as NumberValues, a.values.length)
  const unit = a.unit ?? b.unit
  return { kind: isSame ? a.kind : 'float', shape, values, ...(unit ? { unit } : {}) }
}
