/**
 * Zeros around a map, and borders cut off it, in one and two dimensions: the same thing with the other sign.
 * The window has a kernel of one value, and its padding is negative where something is cut off.
 */
import { defineLayer, formatShape, sides, type LayerDecl, type Shape, type Window } from '../spec'
import { formatAxes, outputShape, windowOf, wrongRank } from './shared/window'

export function borders(what: 'zeroPadding' | 'cropping', rank: 1 | 2): LayerDecl {
  const isCropping = what === 'cropping'
  const name = isCropping ? 'Cropping' : 'Zero padding'
  const title = `${name} ${rank}D`
  const other = { kind: `${what}${3 - rank}d`, title: `${name} ${3 - rank}D` }
  const windowFor = (x: Shape, p: { readonly sides: readonly number[] }): Window => {
    const ones = Array.from({ length: rank }, () => 1)
    const padding = isCropping ? p.sides.map(n => -n) : p.sides
    return windowOf(x, { kernel: ones, strides: ones, padding }, x.at(-1) ?? 0)
  }
  return defineLayer({
    kind: `${what}${rank}d`,
    title,
    group: 'shape',
    about: isCropping
      ? 'Cuts a border off, such as the noisy ends of a spectrum.'
      : 'Puts zeros around the maps.',
    ports: { in: 1, out: 1 },
    params: {
      sides: sides(
        isCropping ? 'Cut off' : 'Zeros',
        rank,
        1,
        `How many values ${isCropping ? 'go' : 'are added'} on each side.`,
      ),
    },

    summary: p => `${formatAxes(p.sides).replaceAll('×', ' ')} ${isCropping ? 'off' : 'on'} each side`,
    shape(x, p) {
      if (x.length !== rank + 1) return wrongRank(title, x, rank, other)
      const out = outputShape(x, windowFor(x, p))
      if (out.every(n => n >= 1)) return out
      return {
        bad: `Cutting off ${p.sides.join(', ')} leaves nothing of ${formatShape(x.slice(0, -1))}.`,
        fix: { label: 'Cut nothing off', set: { sides: p.sides.map(() => 0) } },
      }
    },
    outputInWords: `each side W ${isCropping ? '− cut off' : '+ zeros'}; channels stay`,
    weights: () => [],
    readsBack: () => ({ x: false, y: false }),
    window: windowFor,
    forward: ({ k, x, y, window }) => k.place(x, y, window),
    backward({ k, dy, dx, window }) {
      if (dx) k.placeGrad(dy, dx, window)
    },
    checks:
      rank === 2
        ? [
            { x: [6, 5, 3], p: {} },
            { x: [5, 6, 2], p: { sides: [0, 2, 3, 1] } },
            { x: [3, 3, 5], p: { sides: [0, 0, 0, 0] } },
          ]
        : [
            { x: [9, 3], p: {} },
            { x: [8, 2], p: { sides: [3, 0] } },
          ],
  })
}
