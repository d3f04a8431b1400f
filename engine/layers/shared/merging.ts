/**
 * What the layers with several inputs share: the sentence for shapes that do not go together, and going
 * through them in pairs.
 */
import { formatShape, type Bad, type LayerDecl, type Pass, type Shape } from '../../spec'

const ordinals = ['first', 'second', 'third']
const nth = (i: number): string => ordinals[i] ?? `${i + 1}th`

/** The shape all inputs have, or the sentence naming the first that differs. */
export function ofEqualShapes(title: string, all: readonly Shape[]): Shape | Bad {
  const [first = []] = all
  const odd = all.findIndex(x => formatShape(x) !== formatShape(first))
  if (odd < 0) return first
  return {
    bad:
      `${title} needs inputs of one shape; the first is ${formatShape(first)} and the ${nth(odd)} ` +
      `${formatShape(all[odd] ?? [])}.`,
  }
}

/**
 * The shape of all inputs side by side along the last axis, or the sentence naming the first that does not
 * fit.
 */
export function sideBySide(title: string, all: readonly Shape[]): Shape | Bad {
  const [first = []] = all
  const places = (x: Shape): string => `${x.length} ${formatShape(x.slice(0, -1))}`
  const odd = all.findIndex(x => places(x) !== places(first))
  if (odd < 0) return [...first.slice(0, -1), all.reduce((n, x) => n + (x.at(-1) ?? 0), 0)]
  return {
    bad:
      `${title} needs inputs that differ in their channels alone; the first is ${formatShape(first)} ` +
      `and the ${nth(odd)} ${formatShape(all[odd] ?? [])}.`,
  }
}

/** y = x₁ + x₂ + … or x₁ · x₂ · …, in the order of the wires. */
export function fold(by: 'add' | 'multiply', { k, xs, y }: Pick<Pass, 'k' | 'xs' | 'y'>): void {
  const first = xs[0]
  const second = xs[1]
  if (!first) return
  if (second) k[by](first, second, y)
  else k.copy(first, y)
  for (let i = 2; i < xs.length; i++) k[by](y, xs[i]!, y)
}

/** Two inputs and three, of each rank. */
export const checksOfEqualShapes: LayerDecl['checks'] = [
  { x: [4, 5, 3], more: [[4, 5, 3]], p: {} },
  { x: [6, 2], more: Array.from({ length: 2 }, () => [6, 2]), p: {} },
  { x: [7], more: [[7]], p: {} },
]
