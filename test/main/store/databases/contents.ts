/**
 * What the golden databases of format 2 and later hold, and how it is read back: written by the version that
 * the recipe names, read by that version (into the .json beside the database) and by today's (in the test).
 * Types alone are imported, so that the file runs in any version.
 */
import { createHash } from 'node:crypto'
import type { ExperimentStore, NewExperiment } from '../../../../main/store/experiments'
import type { ProjectStore } from '../../../../main/store/projects'
import type {
  TestAnswers,
  Document,
  EpochMetrics,
  ExperimentId,
  FilterBank,
  Fitted,
} from '../../../../preload/contract'

type Stores = { readonly projects: ProjectStore; readonly experiments: ExperimentStore }
/** `markEnded` was `end` when formats 2 and 3 were written. */
type OldStores = {
  readonly projects: ProjectStore
  readonly experiments: ExperimentStore & { readonly end: ExperimentStore['markEnded'] }
}
type Examples = { readonly images: Document; readonly spectra: Document }
/** As the version's own code takes it: scales came with format 3. */
type SetPreparations = (id: ExperimentId, preparations: { readonly '': Fitted }) => void

/** Evenly spread bits of a counter, the same everywhere. */
const spread = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => (Math.imul(i + seed * 7919, 0x9e3779b1) | 0) / 2 ** 31)
/** Numbers that a careless copy changes: not a number, minus zero, the smallest and the largest. */
const ODD = Float32Array.of(NaN, -0, 1.4e-45, 3.4028234663852886e38, -Infinity)

const epochOf = (epoch: number, isNumbers: boolean): EpochMetrics => ({
  epoch,
  trainingLoss: 1 / (epoch + 0.1),
  trainingAccuracy: isNumbers ? 0 : 1 - 0.3 / epoch,
  validationLoss: 1.1 / (epoch + 0.1),
  validationAccuracy: isNumbers ? 0 : 1 - 0.4 / epoch,
  validationFit: isNumbers
    ? { r2: epoch === 1 ? null : 1 - 1 / epoch, rmse: 2 / epoch, mae: 1.5 / epoch }
    : null,
  seconds: 1.25 * epoch,
  samplesPerSecond: 1000.5 + epoch,
})
const bankOf = (node: string, seed: number): FilterBank => {
  const values = spread(3 * 3 * 2 * 4, seed)
  const largest = values.reduce((m, v) => Math.max(m, Math.abs(v)), 0)
  return { node, title: 'Conv 2D', shape: [3, 3, 2, 4], values, largest }
}

const fashion: NewExperiment['dataset'] = {
  fingerprint: 'f'.repeat(64),
  id: 'fashion-mnist',
  title: 'Fashion-MNIST (7,000)',
  kind: 'images',
  shape: [28, 28, 1],
  classes: ['T-shirt', 'Hose “lang”', '靴'],
  samples: 7000,
}
const meat: NewExperiment['dataset'] = {
  fingerprint: '0123456789abcdef'.repeat(4),
  id: 'own-0123456789abcdef',
  title: 'Meat',
  kind: 'spectra',
  shape: [100, 1],
  classes: [],
  samples: 215,
}
const classAnswers: TestAnswers = {
  figures: [
    {
      node: 'output-1',
      classes: {
        samples: 3,
        confusion: [
          [1, 0],
          [1, 1],
        ],
      },
    } as unknown as TestAnswers['figures'][number],
  ],
  names: [],
  positions: Int32Array.of(6997, 6998, 6999),
  truth: Float32Array.of(0, 1, 1),
  predictions: spread(6, 3),
}
const numberAnswers: TestAnswers = {
  figures: [
    {
      node: 'output-1',
      numbers: {
        samples: 2,
        rmse: 0.5,
        mae: 0.25,
        r2: null,
        columns: [
          { rmse: 0.5, mae: 0.25, r2: 0.75 },
          { rmse: 0.1, mae: 0.05, r2: null },
        ],
      },
    },
  ],
  names: ['fat', 'water'],
  positions: Int32Array.of(7, 214),
  truth: Float32Array.of(1, 2, 3, 4),
  predictions: Float32Array.of(1.5, 1.5, -0, 3.25),
}
export const preparationOf = (): Fitted => ({
  from: { shape: [100, 1], axis: { name: 'Wavelength', unit: 'nm', values: [850, 1050] } as never },
  to: { shape: [100, 1], axis: null },
  steps: [
    { kind: 'snv', params: {}, fitted: [] },
    { kind: 'standardise', params: { per: 'position' }, fitted: [0.1, -2.5e-7, 3e20] },
  ],
})

/** Three projects and six experiments: of classes, of numbers, stopped, failed, deleted, and cut off. */
export function writeContents(
  { projects, experiments }: OldStores,
  { images, spectra }: Examples,
  setPreparations: SetPreparations,
): void {
  const saved = projects.add(images, '/home/someone/Bilder ü/clothes.receptive')
  const edited = projects.ofFile('/home/someone/meat.receptive', spectra)
  projects.keep(edited.id, { ...spectra, name: 'Meat, edited' })
  projects.add({ ...spectra, name: 'Without a file', nodes: [], wires: [] }, null)
  projects.get(saved.id)

  function trained(of: Partial<NewExperiment>, epochs: number): ExperimentId {
    const isNumbers = of.dataset === meat
    const id = experiments.add({
      project: saved.id,
      name: 'Clothes',
      document: images,
      parameters: 20490,
      threads: 2,
      dataset: fashion,
      ...of,
    })
    for (let epoch = 0; epoch <= epochs; epoch++)
      experiments.addEpoch(
        id,
        epoch,
        epoch === 0 ? null : epochOf(epoch, isNumbers),
        Float32Array.from([...ODD, ...spread(200, id * 100 + epoch)]),
        [bankOf('conv2d-1', id + epoch), bankOf('conv2d-2', id + epoch + 50)],
      )
    return id
  }
  const classes = trained({}, 3)
  experiments.addAnswers(classes, classAnswers)
  experiments.end(classes, 'finished', 'Finished 3 epochs: 66.7 % of the test samples are right.', {
    loss: 0.4,
    accuracy: 2 / 3,
  })
  experiments.edit(classes, { name: 'Clothes, renamed', tags: ['kept', 'a, b', '"ü"'], note: 'Two\nlines' })

  const numbers = trained({ project: edited.id, name: 'Meat', document: spectra, dataset: meat }, 2)
  setPreparations(numbers, { '': preparationOf() })
  experiments.addAnswers(numbers, numberAnswers)
  experiments.end(numbers, 'finished', 'Finished 2 epochs.', { loss: 0.25, accuracy: 0 })

  experiments.end(trained({ name: 'Stopped' }, 1), 'stopped', 'Stopped after 1 epoch.', null)
  experiments.end(trained({ name: 'Failed' }, 0), 'failed', 'The loss is not a number.', null)
  const deleted = trained({ name: 'Deleted' }, 1)
  experiments.end(deleted, 'finished', 'Finished 1 epoch.', { loss: 1, accuracy: 0.5 })
  experiments.setDeleted([deleted], true)
  experiments.setStatus(trained({ name: 'Cut off while it was paused' }, 1), 'paused')
}

const sha256 = (a: Float32Array | Int32Array): string =>
  createHash('sha256')
    .update(new Uint8Array(a.buffer, a.byteOffset, a.byteLength))
    .digest('hex')

const readExperiment = (experiments: ExperimentStore, id: ExperimentId) => {
  const { document: _document, settings: _settings, ...experiment } = experiments.get(id)
  const answers = experiments.answers(id)
  return {
    ...experiment,
    preparation: experiments.preparation(id),
    answers: answers && {
      ...answers,
      positions: Array.from(answers.positions),
      truth: Array.from(answers.truth),
      predictions: sha256(answers.predictions),
    },
    weights: experiment.savedEpochs.map(epoch => sha256(experiments.weights(id, epoch))),
    filters: experiment.savedEpochs.map(epoch =>
      experiments.filters(id, epoch).map(bank => ({ ...bank, values: sha256(bank.values) })),
    ),
  }
}

/**
 * What can be asked of a store, as JSON holds it; `deleted` are brought back first. Documents are left out: a
 * later version reads them as its own, and their texts are compared as the rows hold them.
 */
export function readContents({ projects, experiments }: Stores, deleted: readonly ExperimentId[]) {
  const listed = experiments.list().map(({ id }) => id)
  experiments.setDeleted(deleted, false)
  const contents = {
    latest: projects.latest()?.id,
    projects: projects.recent().map(head => ({ ...head, file: projects.pathOf(head.id) })),
    listed,
    experiments: experiments.list().map(({ id }) => readExperiment(experiments, id)),
  }
  experiments.setDeleted(deleted, true)
  return JSON.parse(JSON.stringify(contents)) as typeof contents
}
/** Of the experiment that `writeContents` deletes. */
export const DELETED: ExperimentId = 5
