/** What the layers with several inputs share: the sentence for shapes that do not go together. */
import { formatShape, type Bad, type Shape } from '../spec'

const ordinals = ['first', 'second', 'third']
const nth = (i: number): string => ordinals[i] ?? `${i + 1}th`

/** The shape all inputs have, or the sentence naming the first that differs. */
export function ofEqualShapes(title: string, all: readonly Shape[]): Shape | Bad {
  const [first = []] = all,
    odd = all.findIndex(x => formatShape(x) !== formatShape(first))
  if (odd < 0) return first
  return { bad: `${title} needs inputs of one shape; the first is ${formatShape(first)} and the ${nth(odd)} ${formatShape(all[odd] ?? [])}.` }
}

/** The shape of all inputs side by side along the last axis, or the sentence naming the first that does not fit. */
export function sideBySide(title: string, all: readonly Shape[]): Shape | Bad {
  const [first = []] = all,
    places = (x: Shape): string => `${x.length} ${formatShape(x.slice(0, -1))}`,
    odd = all.findIndex(x => places(x) !== places(first))
  if (odd < 0) return [...first.slice(0, -1), all.reduce((n, x) => n + (x.at(-1) ?? 0), 0)]
  return {
    bad: `${title} needs inputs that differ in their channels alone; the first is ${formatShape(first)} and the ${nth(odd)} ${formatShape(all[odd] ?? [])}.`,
  }
}
