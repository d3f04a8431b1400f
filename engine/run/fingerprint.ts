/** What tells one run from another: two with one fingerprint are the same but for their length. */
import { createHash } from 'node:crypto'
import type { Dataset } from '../datasets/dataset'
import type { Document } from '../document/document'
import { layer } from '../layers'
import { settledData } from '../settings/data'
import { TRAINING } from '../settings/training'
import { settledValues } from '../spec'

/** SHA-256 over what a run is made of. Epochs are left out: a run may be given more of them. */
export function fingerprintOf({ nodes, wires, data, training }: Document, dataset: Dataset): string {
  const { epochs: _epochs, ...settings } = training
  const network = nodes.map(({ id, kind, params }) => ({
    id,
    kind,
    params: settledValues(layer(kind).params, params),
  }))
  return createHash('sha256')
    .update(
      JSON.stringify([
        network,
        wires,
        settledData(data),
        settledValues(TRAINING, settings),
        dataset.fingerprint,
      ]),
    )
    .digest('hex')
}
