/**
 * Arrays that come in parts for training, validation and test, in whatever way a file says so. Pure.
 * The one thing to know: engine/datasets/arrayRoles.ts takes arrays in one piece, or as _train and _test; a validation part is
 * put behind the training part, and one part alone is a whole.
 */
import type { NpyArray, Numbers } from '../formats/npy'
import { formatShape, type Bad } from '../spec'

export type Parted = {
  readonly arrays: ReadonlyMap<string, NpyArray>
  /** Samples of the validation part, which are the last of those for training. */
  readonly validation: number
}
const PART = /^(.+)_(train|training|val|valid|validation|dev|test|testing)$/i,
  FOLDER = /^(train|training|val|valid|validation|dev|test|testing)$/i
type Part = 'train' | 'val' | 'test'
const partCalled = (word: string): Part => (/^train/i.test(word) ? 'train' : /^test/i.test(word) ? 'test' : 'val')

/** Names in a tree of groups: the last part of each path where it is not twice there, and `train/x` as x_train. */
export function flatNames(found: ReadonlyMap<string, NpyArray>): ReadonlyMap<string, NpyArray> {
  const named = [...found].map(([path, array]) => {
      const folders = path.replace(/^\//, '').split('/'),
        leaf = folders.pop() ?? path,
        part = folders.find(f => FOLDER.test(f))
      return { path: path.replace(/^\//, ''), name: part && !PART.test(leaf) ? `${leaf}_${partCalled(part)}` : leaf, array }
    }),
    counts = new Map<string, number>()
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1)
  return new Map(named.map(({ path, name, array }) => [counts.get(name) === 1 ? name : path, array]))
}

/** Only arrays that `isPart` says are of samples are put together. */
export function partsTogether(all: ReadonlyMap<string, NpyArray>, isPart: (base: string) => boolean): Parted | Bad {
  const groups = new Map<string, Map<Part, NpyArray>>(),
    arrays = new Map<string, NpyArray>()
  for (const [key, array] of all) {
    const [, base = '', word = ''] = PART.exec(key) ?? []
    if (base === '' || !isPart(base)) {
      arrays.set(key, array)
      continue
    }
    const group = groups.get(base) ?? new Map<Part, NpyArray>(),
      part = partCalled(word)
    if (group.has(part))
      return { bad: `“${base}” has two parts for ${part === 'train' ? 'training' : part === 'test' ? 'test' : 'validation'}: keep one.` }
    groups.set(base, group.set(part, array))
  }
  let validation = 0
  for (const [base, group] of groups) {
    const train = group.get('train'),
      val = group.get('val'),
      test = group.get('test'),
      learned = train && val ? stacked(train, val) : (train ?? val)
    if (train && val && !learned)
      return {
        bad: `The training part of “${base}” is ${formatShape(train.shape)} and its validation part ${formatShape(val.shape)}: their samples differ.`,
      }
    if (train && val) validation = val.shape[0] ?? 0
    if (learned && test) {
      arrays.set(`${base}_train`, learned)
      arrays.set(`${base}_test`, test)
    } else arrays.set(base, (learned ?? test) as NpyArray)
  }
  return { arrays, validation }
}

/** One array behind the other; null where they do not fit. */
export function stacked(a: NpyArray, b: NpyArray): NpyArray | null {
  if (a.shape.length !== b.shape.length || a.shape.slice(1).some((n, i) => n !== b.shape[i + 1])) return null
  const shape = [(a.shape[0] ?? 0) + (b.shape[0] ?? 0), ...a.shape.slice(1)]
  if (a.kind === 'text' || b.kind === 'text')
    return a.kind === b.kind ? { kind: 'text', shape, values: [...(a.values as readonly string[]), ...(b.values as readonly string[])] } : null
  if (a.values.constructor !== b.values.constructor) return null
  const values = new (a.values.constructor as new (n: number) => Numbers)(a.values.length + b.values.length)
  values.set(a.values as Numbers)
  values.set(b.values as Numbers, a.values.length)
  return { ...a, shape, values }
}

/** The place of the single one in each row of zeros; null where that is not what the rows are. */
export function oneHot({ values }: { readonly values: Numbers }, samples: number, each: number): Int32Array | null {
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
