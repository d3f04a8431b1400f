/**
 * Who trains, who watches and who examines: seeded and stratified, so every class has its share in each split. Pure.
 * The one thing to know: positions are those of the whole data set, ascending, and the same seed gives the same split.
 */
import { keyOf, shuffle } from '../random'
import type { Dataset, SplitName } from './dataset'

export type Splits = Readonly<Record<SplitName, Int32Array>>
export type SplitSettings = { readonly validation: number; readonly splitSeed: number }

const TEST_SHARE = 0.2
const TEST_STREAM = 1,
  VALIDATION_STREAM = 2

/** The test part that came with the data, or a fifth of each class; of the rest, `validation` of each class watches. */
export function splitDataset(set: Pick<Dataset, 'labels' | 'classes' | 'ownTest'>, { validation, splitSeed }: SplitSettings): Splits {
  const all = Array.from(set.labels, (_, i) => i)
  const isTest = (i: number) => set.ownTest !== null && i >= set.ownTest[0] && i < set.ownTest[1]
  const [test, rest] = set.ownTest ? [all.filter(isTest), all.filter(i => !isTest(i))] : drawFrom(all, set, TEST_SHARE, keyOf(splitSeed, TEST_STREAM))
  const [watching, training] = drawFrom(rest, set, validation, keyOf(splitSeed, VALIDATION_STREAM))
  return { training: Int32Array.from(training), validation: Int32Array.from(watching), test: Int32Array.from(test) }
}

/** [drawn, left]: `share` of each class (rounded, at least one while one stays behind), both in ascending order. */
function drawFrom(from: readonly number[], set: Pick<Dataset, 'labels' | 'classes'>, share: number, key: number): [number[], number[]] {
  const drawn = new Set<number>()
  // Where numbers are predicted there are no classes, and all samples are drawn from alike.
  const classes = set.classes.length > 0 ? set.classes.map((_, label) => from.filter(i => set.labels[i] === label)) : [from]
  classes.forEach((own, label) => {
    const members = shuffle([...own], keyOf(key, label))
    const count = members.length < 2 ? 0 : Math.min(Math.max(Math.round(members.length * share), 1), members.length - 1)
    members.slice(0, count).forEach(i => drawn.add(i))
  })
  return [from.filter(i => drawn.has(i)), from.filter(i => !drawn.has(i))]
}
