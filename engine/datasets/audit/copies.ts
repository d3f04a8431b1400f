/**
 * What copies and near-copies do to a data set, in sentences: leaks between splits, different answers,
 * repetitions. Pure.
 * Which of them are surplus keeps as much as can be: the training split keeps its samples, and of
 * copies in one split the first stays.
 */
import type { SplitName } from '../dataset'
import { counted } from './findings'
import type { Finding, AuditedSet, SamplePair } from './types'

export type Placed = {
  readonly set: AuditedSet
  readonly splitOf: readonly SplitName[]
  readonly sizes: Readonly<Record<SplitName, number>>
  readonly differs: (a: number, b: number) => boolean
}
/** Samples that are alike: all copies of one, or the two of a pair that is nearly so. Ascending. */
type Alike = readonly number[]

const unique = (samples: readonly number[]): number[] => [...new Set(samples)].sort((a, b) => a - b)

/** Copies are pairs with the first of their kind. */
function gathered(pairs: readonly SamplePair[]): readonly Alike[] {
  const copies = new Map<number, number[]>()
  for (const { a, b } of pairs) {
    const those = copies.get(a)
    if (those) those.push(b)
    else copies.set(a, [a, b])
  }
  return [...copies.values()]
}

export function pairFindings(placed: Placed, pairs: readonly SamplePair[]): Finding[] {
  const exact = gathered(pairs.filter(p => p.isExact))
  const near = pairs.filter(p => !p.isExact).map(({ a, b }) => [a, b])
  return [
    ...leaks(placed, exact, true),
    ...contradictions(placed, exact, true),
    ...repeats(placed, exact),
    ...leaks(placed, near, false),
    ...contradictions(placed, near, false),
    ...nearRepeats(placed, near),
  ]
}

function leaks(placed: Placed, alike: readonly Alike[], isExact: boolean): Finding[] {
  return (['test', 'validation'] as const).flatMap((held): Finding[] => {
    const those = (name: SplitName, of: Alike): number[] => of.filter(i => placed.splitOf[i] === name)
    const across = alike.filter(of => those(held, of).length > 0 && those('training', of).length > 0)
    const own = unique(across.flatMap(of => those(held, of)))
    const trained = unique(across.flatMap(of => those('training', of)))
    if (own.length === 0) return []
    const { surplus, cure } = cureOf(placed, held, own, trained, isExact)
    return [
      {
        level: 'warning',
        title: `${isExact ? 'Copies' : 'Near-copies'} across training and ${held}`,
        sentence:
          `${counted(placed.set, own.length)} of the ${held} split ${own.length === 1 ? 'is' : 'are'} ` +
          `${isExact ? 'also' : 'nearly the same as one'} in the training split, so the accuracy will ` +
          `look better than it is: ${cure}.`,
        samples: unique([...own, ...trained]),
        surplus,
        isDoubtful: false,
      },
    ]
  })
}

type Cure = { readonly surplus: readonly number[]; readonly cure: string }
/** Which samples of a leak are surplus: `own` lie in the split that is held out, `trained` in training. */
function cureOf(
  { sizes }: Placed,
  held: 'test' | 'validation',
  own: readonly number[],
  trained: readonly number[],
  isExact: boolean,
): Cure {
  // Half of a split is more than copies by mistake: the data are measured that way, or doubled.
  const isMost = (samples: readonly number[], name: SplitName): boolean => samples.length > sizes[name] / 2
  if (!isMost(own, held))
    return {
      surplus: own,
      cure: isExact
        ? `leave out the copies in the ${held} split, and the training split keeps its samples`
        : `${TOGETHER}, or leave out those of the ${held} split`,
    }
  if (isExact && !isMost(trained, 'training'))
    return {
      surplus: trained,
      cure: `they are most of the ${held} split, so leave out the copies in the training split instead`,
    }
  return {
    surplus: [],
    cure: isExact ? 'import the data without copies, or keep copies together with a group column' : TOGETHER,
  }
}
const TOGETHER = 'keep such samples together with a group column'

const isContradiction =
  ({ differs }: Placed) =>
  (of: Alike): boolean =>
    of.some(i => differs(of[0] ?? 0, i))

function contradictions(placed: Placed, alike: readonly Alike[], isExact: boolean): Finding[] {
  const { set } = placed
  const own = unique(alike.filter(isContradiction(placed)).flat())
  if (own.length === 0) return []
  return [
    {
      // What only looks alike may rightly be of two classes.
      level: isExact ? 'warning' : 'info',
      title: isExact ? 'The same sample with different answers' : 'Near-copies with different answers',
      sentence:
        `${counted(set, own.length)} ${isExact ? 'are copies of' : 'look nearly like'} one another but ` +
        `are given different ${set.classes.length > 0 ? 'classes' : 'numbers'}. At least one is wrong, ` +
        'or the difference cannot be seen, and the network cannot get all of them right: check their ' +
        `labels${isExact ? ', or leave all of them out' : ''}.`,
      samples: own,
      surplus: own,
      isDoubtful: !isExact,
    },
  ]
}

const repeated = (
  { set }: Placed,
  samples: readonly number[],
  surplus: readonly number[],
  isExact: boolean,
): Finding[] =>
  samples.length === 0
    ? []
    : [
        {
          level: 'info',
          title: isExact ? 'Copies within a split' : 'Near-copies within a split',
          sentence:
            `${counted(set, samples.length)} ` +
            `${isExact ? 'occur more than once' : 'are nearly the same as another'} in the same split. ` +
            'They count several times over; that is harmless unless there are ' +
            `many${isExact && surplus.length > 0 ? ', and all but the first of each can be left out' : ''}.`,
          samples,
          surplus,
          isDoubtful: !isExact,
        },
      ]

/** Which of two copies with different answers stays is not for their order to say. */
function repeats(placed: Placed, alike: readonly Alike[]): Finding[] {
  const { splitOf } = placed
  const within = (of: Alike): Alike[] =>
    [...new Set(of.map(i => splitOf[i]))]
      .map(name => of.filter(i => splitOf[i] === name))
      .filter(those => those.length > 1)
  const surplus = alike
    .filter(of => !isContradiction(placed)(of))
    .flatMap(of => within(of).flatMap(those => those.slice(1)))
  return repeated(placed, unique(alike.flatMap(of => within(of).flat())), unique(surplus), true)
}

/** A sample stays unless one that stays is nearly the same. */
function nearRepeats(placed: Placed, alike: readonly Alike[]): Finding[] {
  const within = alike.filter(([a = 0, b = 0]) => placed.splitOf[a] === placed.splitOf[b])
  const surplus = new Set<number>()
  for (const [a = 0, b = 0] of within.toSorted(([, x = 0], [, y = 0]) => x - y))
    if (!surplus.has(a)) surplus.add(b)
  return repeated(placed, unique(within.flat()), unique([...surplus]), false)
}
