/**
 * Writes format-1.db, a database as the first release leaves it. It was run once, with that release: `node
 * scripts/run-in-electron.mjs test/main/store/databases/make-format-1.ts`. The file is kept; this recipe says
 * what is in it.
 */
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { imagesExample } from '../../../../engine/document/examples'
import { experimentStore } from '../../../../main/store/experiments'
import { openStore } from '../../../../main/store/open'
import { ProjectStore } from '../../../../main/store/projects'

const path = resolve('test/main/store/databases/format-1.db')
rmSync(path, { force: true })
const { db } = openStore(path)
const experiments = experimentStore(db)
const document = imagesExample()
const project = new ProjectStore(db).add(document, null).id
const id = experiments.add({
  project,
  name: 'Written by format 1',
  document,
  parameters: 20490,
  threads: 2,
  dataset: {
    fingerprint: 'f'.repeat(64),
    id: 'fashion-mnist',
    title: 'Fashion-MNIST (7,000)',
    kind: 'images',
    shape: [28, 28, 1],
    classes: ['a', 'b'],
    samples: 7000,
  },
})
const values = Float32Array.from({ length: 18 }, (_, i) => i / 10)
for (const epoch of [0, 1, 2])
  experiments.addEpoch(
    id,
    epoch,
    epoch
      ? {
          epoch,
          trainingLoss: 1 / epoch,
          trainingAccuracy: 0.5,
          validationLoss: 1 / epoch,
          validationAccuracy: 0.6,
          validationFit: null,
          seconds: 2,
          samplesPerSecond: 100,
        }
      : null,
    Float32Array.from([epoch, 2, 3]),
    [{ node: 'conv', title: 'Conv 2D', shape: [3, 3, 1, 2], values, largest: 1.7 }],
  )
experiments.markEnded(id, 'finished', 'Finished 2 epochs.', { loss: 0.4, accuracy: 0.88 })
experiments.edit(id, { tags: ['kept'], note: 'a note' })
db.pragma('journal_mode = DELETE') // one file, no -wal beside it
db.close()
