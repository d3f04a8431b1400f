/** Families of kernels share this: an export takes and returns numbers, and a tensor is its address. */
import type { Tensor } from '../../spec'

export type Exported = (...numbers: number[]) => number
export type Exports = Readonly<Record<string, Exported>>
export const address = (t: Tensor | null): number => (t ? t.byteOffset : 0)
