/**
 * What a network learned to predict, kept beside its weights: the names of classes and of numbers. Pure.
 * Other data may lack a class, or hold no targets at all; classes then keep the places they were
 * learned in.
 */
import { type Bad, isBad } from '../spec'
import type { Dataset, MoreTarget } from './dataset'

/** The first target has an empty name. Without classes it is `numbers` by their names. */
export type TargetNames = {
  readonly name: string
  readonly classes: readonly string[]
  readonly numbers: readonly string[] | null
}

export const targetNames = ({ classes, numbers, moreTargets = [] }: Dataset): readonly TargetNames[] => [
  { name: '', classes, numbers: numbers?.names ?? null },
  ...moreTargets.map(t => ({ name: t.name, classes: t.classes, numbers: t.numbers?.names ?? null })),
]

/**
 * The data with these targets: labels by the names of their classes; with `fills`, zeros for targets that are
 * not there.
 */
export function withTargets(set: Dataset, names: readonly TargetNames[], fills: boolean): Dataset | Bad {
  const targets = new Map<string, MoreTarget>([
    ['', { name: '', classes: set.classes, labels: set.labels, numbers: set.numbers ?? null }],
    ...(set.moreTargets ?? []).map(t => [t.name, t] as const),
  ])
  for (const target of names) {
    const own = targets.get(target.name)
    const isThere = own !== undefined && (own.classes.length > 0 || own.numbers !== null)
    if (!isThere && !fills) continue
    const made = isThere ? relabelled(own, target, set.title) : empty(target, set.labels.length)
    if (isBad(made)) return made
    targets.set(target.name, made)
  }
  const [first, ...more] = targets.values()
  const { numbers: _numbers, moreTargets: _more, ...rest } = set
  if (!first) return set
  return {
    ...rest,
    classes: first.classes,
    labels: first.labels,
    ...(first.numbers ? { numbers: first.numbers } : {}),
    ...(more.length > 0 ? { moreTargets: more } : {}),
  }
}

function relabelled(own: MoreTarget, target: TargetNames, title: string): MoreTarget | Bad {
  if (own.classes.length === 0 || target.classes.length === 0) return own // the graph says what does not fit
  const positions = own.classes.map(c => target.classes.indexOf(c))
  const occurs = new Set(own.labels)
  const stray = own.classes.find((_, i) => positions[i] === -1 && occurs.has(i))
  if (stray !== undefined)
    return {
      bad:
        `${title} has the class “${stray}”, which the weights were not trained on: they know ` +
        `${target.classes.join(', ')}.`,
    }
  return { ...own, classes: target.classes, labels: own.labels.map(l => positions[l] ?? 0) }
}

const empty = ({ name, classes, numbers }: TargetNames, samples: number): MoreTarget => ({
  name,
  classes,
  labels: new Int32Array(samples),
  numbers: numbers && { names: numbers, values: new Float32Array(samples * numbers.length) },
})
