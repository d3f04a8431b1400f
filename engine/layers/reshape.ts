/**
 * The same values in the same order under other sizes: features become maps again, or a spectrum a picture.
 */
import { defineLayer, formatShape, numbers, size, type Shape } from '../spec'

/** The sizes with −1 replaced by what is left; null if that is no whole number. */
function resolved(sizes: readonly number[], total: number): Shape | null {
  const rest = total / Math.abs(size(sizes))
  const out = sizes.map(n => (n === -1 ? rest : n))
  return Number.isInteger(rest) && size(out) === total ? out : null
}

export default defineLayer({
  kind: 'reshape',
  title: 'Reshape',
  group: 'shape',
  about: 'Gives the values other sizes without changing their order; turns features back into maps.',
  ports: { in: 1, out: 1 },
  params: {
    sizes: numbers('Sizes', 'Height, width and channels, or fewer; −1 stands for whatever is left.', 3),
  },

  summary: p => (p.sizes.length ? p.sizes.join('×').replace('-1', '?') : 'no sizes yet'),
  shape(x, { sizes }) {
    const all = size(x)
    const fix = { label: `Use ${all}`, set: { sizes: [all] } }
    if (sizes.length < 1 || sizes.length > 3)
      return {
        bad: `Reshape needs one to three sizes for ${all} values and has ${sizes.length || 'none'}.`,
        fix,
      }
    if (
      sizes.filter(n => n === -1).length > 1 ||
      sizes.some(n => n !== -1 && (!Number.isInteger(n) || n < 1))
    )
      return {
        bad: `Sizes are whole numbers from 1, with −1 at most once; ${sizes.join(', ')} are not.`,
        fix,
      }
    const out = resolved(sizes, all)
    if (out) return out
    const open = resolved([...sizes.slice(0, -1).map(Math.abs), -1], all)
    return {
      bad: `${formatShape(x)} are ${all} values and do not fill ${sizes.join('×').replace('-1', '?')}.`,
      fix: open ? { label: `Use ${formatShape(open)}`, set: { sizes: open } } : fix,
    }
  },
  outputInWords: 'the sizes typed',
  weights: () => [],
  readsBack: () => ({ x: false, y: false }),
  isView: () => true,
  forward: ({ k, x, y }) => k.copy(x, y),
  backward({ k, dy, dx }) {
    if (dx) k.copy(dy, dx)
  },
  checks: [
    { x: [24], p: { sizes: [2, 3, 4] } },
    { x: [4, 5, 3], p: { sizes: [-1, 6] } },
    { x: [6, 2], p: { sizes: [12] } },
  ],
})
