/** Layers that come in one and two dimensions: which suits the data set, and which is its twin. */
import { LAYERS, type LayerKind, type SampleInfo } from '../../preload/contract'

export type Dimension = 1 | 2
/** Two while no data set is known. */
export const dimensionOf = (info: SampleInfo | null): Dimension => (info?.shape.length === 2 ? 1 : 2)
export function otherDimension(kind: LayerKind): LayerKind | undefined {
  const name = kind.endsWith('1d')
    ? kind.replace(/1d$/, '2d')
    : kind.endsWith('2d')
      ? kind.replace(/2d$/, '1d')
      : null
  return (Object.keys(LAYERS) as LayerKind[]).find(k => k === name)
}
export const isOfDimension = (kind: LayerKind, dimension: Dimension): boolean =>
  otherDimension(kind) === undefined || kind.endsWith(`${dimension}d`)
