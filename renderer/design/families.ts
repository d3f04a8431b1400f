/** The layers by family, as the palette lists them, and what a search among them finds. */
import { layer, LAYERS, type Group, type LayerKind } from '../../preload/contract'
import { isOfDimension, otherDimension, type Dimension } from './dimensions'

const titles: Record<Group, string> = {
  input: 'Input and output',
  output: 'Input and output',
  convolution: 'Convolution',
  activation: 'Activation',
  pooling: 'Pooling',
  normalising: 'Normalising',
  regularising: 'Regularising',
  merging: 'Merging',
  shape: 'Shape',
  dense: 'Dense',
}
/** A layer, and its twin of the other dimension. */
type PaletteRow = { readonly kind: LayerKind; readonly other: LayerKind | undefined }
const kinds = Object.keys(LAYERS) as LayerKind[]

/** Sections in the order of the table of layers. */
export function sections(
  dimension: Dimension,
): readonly (readonly [title: string, rows: readonly PaletteRow[]])[] {
  const found = new Map<string, PaletteRow[]>()
  for (const kind of kinds.filter(k => isOfDimension(k, dimension))) {
    const title = titles[layer(kind).group]
    found.set(title, [...(found.get(title) ?? []), { kind, other: otherDimension(kind) }])
  }
  return [...found]
}

/**
 * What a search finds: names that begin with it, then names that hold it, then what it is about; of both
 * dimensions the data's first.
 */
export function search(text: string, dimension: Dimension): readonly LayerKind[] {
  const wanted = text.trim().toLowerCase()
  const rank = (kind: LayerKind): number => {
    const { title, about, group } = layer(kind)
    const at = title.toLowerCase().indexOf(wanted)
    return at === 0 ? 0 : at > 0 ? 1 : `${titles[group]} ${about}`.toLowerCase().includes(wanted) ? 2 : 3
  }
  const order = (kind: LayerKind): number => rank(kind) + (isOfDimension(kind, dimension) ? 0 : 0.5)
  return kinds.filter(k => rank(k) < 3).toSorted((a, b) => order(a) - order(b))
}
