/**
 * Which array of a file is what: inputs, targets, weights, names; and training and test parts put one behind
 * the other.
 * `x` may also come as `x_train` and `x_test`, and then everything else comes in two parts as well.
 */
import type { NpyArray, NumberArray, NumberValues } from '../formats/arrays/npy'
import { formatShape, isBad, type Bad } from '../spec'

export type NamedArray<A extends NpyArray = NpyArray> = { readonly name: string; readonly array: A }
export type Roles = {
  /** The first input and the first target first; further ones in the order of the file. */
  readonly inputs: readonly NamedArray[]
  readonly targets: readonly NamedArray[]
  readonly weights: NamedArray | null
  /** Names of classes, or of the columns of numbers. */
  readonly names: NamedArray | null
  readonly axis: NamedArray | null
  /** Samples of the training part where the file has two; null where it has one. */
  readonly trainingSamples: number | null
}

const INPUTS = ['x', 'images', 'spectra', 'data']
const MORE_INPUTS = /^x(\d+|_.+)$/
const TARGETS = ['y', 'labels', 'label', 'target', 'targets']
const MORE_TARGETS = /^y(\d+|_.+)$/
const WEIGHTS = ['sample_weight', 'sample_weights']
const NAMES = ['classes', 'class_names', 'target_names']
const AXES = ['axis', 'wavelength', 'wavelengths', 'wavenumber', 'wavenumbers']
const VALIDATION = /_(val|valid|validation|dev)$/

const partOf = (key: string): readonly [base: string, part: 'train' | 'test' | null] => {
  const [, base = '', part] = /^(.*)_(train|test)$/.exec(key) ?? []
  return part ? [base, part as 'train' | 'test'] : [key, null]
}
const isInput = (base: string): boolean => INPUTS.includes(base) || MORE_INPUTS.test(base)
const isTarget = (base: string): boolean => TARGETS.includes(base) || MORE_TARGETS.test(base)
/** Whether the array `key` of a file is looked at; what has another name may be anything. */
export const hasRole = (key: string): boolean => {
  const [base] = partOf(key.toLowerCase())
  return isInput(base) || isTarget(base) || [...WEIGHTS, ...NAMES, ...AXES].includes(base)
}

/**
 * What each array is for, by its name (in any case); or the sentence that says what is missing or too many.
 */
export function rolesOf(arrays: ReadonlyMap<string, NpyArray>, needsTargets = true): Roles | Bad {
  const bases = partsByBase(arrays)
  if (isBad(bases)) return bases
  const trained = [...bases].find(([base]) => isInput(base))?.[1].train?.array.shape[0] ?? null
  const whole = new Map<string, NamedArray>()
  for (const [base, parts] of bases) {
    const isOfSamples = isInput(base) || isTarget(base) || WEIGHTS.includes(base)
    const one = isOfSamples ? joinParts(base, parts, trained) : (parts.whole ?? parts.train ?? parts.test)
    if (one && isBad(one)) return one
    if (one) whole.set(base, one)
  }
  const pick = (aliases: readonly string[], more: RegExp): NamedArray[] => [
    ...aliases.flatMap(a => whole.get(a) ?? []),
    ...[...whole].flatMap(([base, one]) => (more.test(base) ? [one] : [])),
  ]
  const inputs = pick(INPUTS, MORE_INPUTS)
  const targets = pick(TARGETS, MORE_TARGETS)
  const found = (aliases: readonly string[]): NamedArray | null => pick(aliases, /^$/)[0] ?? null
  if (inputs.length === 0)
    return { bad: `There is no input among its arrays: name it x, or one of ${INPUTS.slice(1).join(', ')}.` }
  if (needsTargets && targets.length === 0)
    return {
      bad:
        'There is nothing to predict among its arrays: name it y, or one of ' +
        `${TARGETS.slice(1).join(', ')}.`,
    }
  return {
    inputs,
    targets,
    weights: found(WEIGHTS),
    names: found(NAMES),
    axis: found(AXES),
    trainingSamples: trained,
  }
}

/** What comes in parts, and what comes in one piece, by the name without its part. */
function partsByBase(arrays: ReadonlyMap<string, NpyArray>): ReadonlyMap<string, Parts> | Bad {
  const bases = new Map<string, Parts>()
  for (const [key, array] of arrays) {
    const [base, part] = partOf(key.toLowerCase())
    if (VALIDATION.test(base))
      return {
        bad: `“${key}” looks like a validation part. Put it with the training part: Receptive draws its own.`,
      }
    const parts = bases.get(base) ?? {}
    const place = part ?? 'whole'
    if (parts[place])
      return { bad: `“${parts[place].name}” and “${key}” are the same array twice: keep one.` }
    bases.set(base, { ...parts, [place]: { name: key, array } })
  }
  return bases
}

type Parts = { readonly whole?: NamedArray; readonly train?: NamedArray; readonly test?: NamedArray }

/**
 * One array of a file, or its two parts as one; there must be two parts, of `trained` samples first, if the
 * input has them.
 */
function joinParts(base: string, { whole, train, test }: Parts, trained: number | null): NamedArray | Bad {
  if (whole && !train && !test && trained === null) return whole
  if (whole || !train || !test || trained === null)
    return {
      bad:
        `“${base}” must come in one piece, or as ${base}_train and ${base}_test, and all inputs and ` +
        'targets alike.',
    }
  if (train.array.shape[0] !== trained)
    return {
      bad: `“${train.name}” counts ${train.array.shape[0] ?? 0} samples, and the training part ${trained}.`,
    }
  const [a, b] = [train.array, test.array]
  if (
    formatShape(a.shape.slice(1)) !== formatShape(b.shape.slice(1)) ||
    a.shape.length !== b.shape.length ||
    a.kind !== b.kind
  )
    return {
      bad:
        `“${train.name}” (${formatShape(a.shape)}, ${a.kind}) and “${test.name}” ` +
        `(${formatShape(b.shape)}, ${b.kind}) do not belong together.`,
    }
  const shape = [(a.shape[0] ?? 0) + (b.shape[0] ?? 0), ...a.shape.slice(1)]
  return a.kind === 'text' || b.kind === 'text'
    ? {
        name: base,
        array: {
          kind: 'text',
          shape,
          values: [...(a.values as readonly string[]), ...(b.values as readonly string[])],
        },
      }
    : { name: base, array: { kind: a.kind, shape, values: joined(a, b) } }
}

function joined(a: NumberArray, b: NumberArray): NumberValues {
  const isSame = a.values.constructor === b.values.constructor
  const values = isSame
    ? new (a.values.constructor as new (n: number) => NumberValues)(a.values.length + b.values.length)
    : new Float64Array(a.values.length + b.values.length)
  values.set(a.values)
  values.set(b.values, a.values.length)
  return values
}
