/**
 * The memory that training a layer cannot do without, from its shapes alone: so a network that no machine
 * could hold is told from its drawing, before anything is allocated. Pure.
 * It is a lower bound, for one thread and without the data; runtime/arena.ts has the exact sum.
 */
import {
  parameterCount,
  size,
  type Bad,
  type LayerDecl,
  type Params,
  type Shape,
  type ValuesOf,
} from '../spec'

/** What a 32-bit WebAssembly memory can have, less one page. */
export const MOST_BYTES = 65_535 * 65_536

const FLOAT = 4
/** Of every weight: itself, its gradient, and one value that the optimiser remembers. */
const COPIES = 3

/**
 * Bytes. `kept` is the layer's own (its weights, its output, the gradient of that); `scratch` is shared by
 * all layers.
 */
export function footprint(
  decl: LayerDecl,
  x: Shape,
  out: Shape,
  p: ValuesOf<Params>,
): { readonly kept: number; readonly scratch: number } {
  const kept = COPIES * parameterCount(decl, x, p) + 2 * size(out) + (decl.saved?.(x, p) ?? 0)
  return { kept: kept * FLOAT, scratch: (decl.scratch?.(x, p) ?? 0) * FLOAT }
}

/** Null if `bytes` can be had; otherwise the sentence about `what`. */
export function tooLarge(what: string, bytes: number): Bad | null {
  if (bytes <= MOST_BYTES) return null
  const gigabytes = (bytes / 2 ** 30).toLocaleString('en', { maximumFractionDigits: 1 })
  return {
    bad:
      `${what} needs at least ${gigabytes} GB of memory, and a training can have 4 GB: use fewer ` +
      'filters or units, smaller kernels, or pool before it.',
  }
}
