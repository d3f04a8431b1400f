/**
 * Feature maps of saved networks: the process that is asked for them, and what it keeps open between two
 * questions.
 */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { rowsAt } from '../../engine/datasets/rows'
import { splitDataset } from '../../engine/datasets/split/split'
import type { Document } from '../../engine/document/document'
import { imagesExample, spectraExample } from '../../engine/document/examples'
import { featureMaps } from '../../engine/inspect/maps'
import { sampleInfo } from '../../engine/library/describe'
import { openDataset } from '../../engine/library/library'
import { rowsIn } from '../../engine/library/openRows'
import { beginSet } from '../../engine/library/setWriter'
import { initialWeights } from '../../engine/plan/initialWeights'
import { planNetwork } from '../../engine/plan/planNetwork'
import { fitSteps, preparedRows } from '../../engine/preparation'
import { featureMapsProcess } from '../../main/featureMaps'
import { SampleMapsAnswerer, type MapsQuestion } from '../../main/processes/sampleMaps'
import { isBad, type Bad } from '../../preload/contract'
import { datasetFolder } from '../engine/support/studio'
import { temporaryFolder } from './folder'
import { started } from './trainers'

vi.mock('electron', async () => (await import('./trainers')).electron)
const trainer = () => started.at(-1)!
beforeEach(() => void started.splice(0))

describe('the process that works out feature maps', () => {
  const answer = { say: 'maps' as const, maps: [], probabilities: [1], label: 0 }
  const ask = (asked: ReturnType<typeof featureMapsProcess>) =>
    asked.maps(imagesExample(), new Float32Array(1), 0)
  const turns = () => new Promise(resolve => setTimeout(resolve))

  it('is started again after it died with nobody waiting', async () => {
    const asked = featureMapsProcess({ bundled: 'folder', own: 'none' })
    const first = ask(asked)
    await turns()
    trainer().say(answer)
    await first
    trainer().die(9)
    const second = ask(asked)
    await turns()
    expect(started).toHaveLength(2)
    trainer().say(answer)
    expect(await second).toMatchObject({ label: 0 })
  })

  it('that dies over a question says so, and answers the next', async () => {
    const asked = featureMapsProcess({ bundled: 'folder', own: 'none' })
    const first = ask(asked)
    const second = ask(asked)
    await turns()
    trainer().die(9)
    await expect(first).rejects.toThrow(/ended by itself; try again/)
    await turns()
    trainer().say(answer)
    expect(await second).toMatchObject({ probabilities: [1] })
  })
})

const good = <A>(answer: A | Bad): A => {
  if (isBad(answer)) throw new Error(answer.bad)
  return answer
}
const library = { bundled: datasetFolder, own: 'none' }

async function questionOf(document: Document, own: Partial<MapsQuestion> = {}): Promise<MapsQuestion> {
  const set = good(await openDataset(document.data.set ?? '', own.library ?? library))
  const plan = good(planNetwork(document, sampleInfo(set, document.data.preparation)))
  const weights = initialWeights(plan, 7)
  return { document, library, weights, sample: 0, preparation: null, scales: {}, ...own }
}
/** As it is without anything kept: read, measured, planned and asked once. */
async function answeredAlone({ document, library: from, weights, sample, scales }: MapsQuestion) {
  const set = good(await openDataset(document.data.set ?? '', from))
  const { training } = splitDataset(set, document.data)
  const { preparation } = document.data
  const rows = rowsIn(set)
  const fitted = good(fitSteps(preparation, { shape: set.shape, axis: set.axis }, rowsAt(rows, training)))
  const prepared = preparedRows(rows, fitted)
  const values = new Float32Array(prepared.length)
  prepared.read(sample, values)
  const info = sampleInfo(set, preparation)
  return { ...good(featureMaps(document, info, weights, values, scales)), label: set.labels[sample] }
}
function counted() {
  const opened: string[] = []
  const answerer = new SampleMapsAnswerer((id, from) => {
    opened.push(id)
    return openDataset(id, from)
  })
  return { opened, answerer }
}

describe('feature maps of one sample after another', () => {
  it.each([
    ['images', imagesExample()],
    ['spectra', spectraExample()],
  ])('are those of each sample alone, to the bit: %s', async (_, document) => {
    const { opened, answerer } = counted()
    const question = await questionOf(document)
    for (const sample of [0, 17, 3, 17])
      expect(await answerer.answer({ ...question, sample })).toEqual(
        await answeredAlone({ ...question, sample }),
      )
    expect(opened).toEqual([document.data.set])
  })

  it('need the files of the data set once', async () => {
    const bundled = temporaryFolder()
    cpSync(datasetFolder, bundled, { recursive: true })
    const { answerer } = counted()
    const question = await questionOf(spectraExample(), { library: { bundled, own: 'none' } })
    await answerer.answer(question)
    rmSync(bundled, { recursive: true })
    expect(await answerer.answer({ ...question, sample: 1 })).toMatchObject({ maps: expect.anything() as [] })
  })

  it('are of the weights, the preparation and the data set that were asked about last', async () => {
    const { opened, answerer } = counted()
    const spectra = await questionOf(spectraExample())
    const images = await questionOf(imagesExample())
    const later = { ...spectra, weights: spectra.weights.map(w => w * 1.5) }
    const { data } = spectra.document
    const scaled: MapsQuestion = {
      ...spectra,
      document: { ...spectra.document, data: { ...data, preparation: [{ kind: 'snv', params: {} }] } },
    }
    for (const question of [spectra, later, scaled, spectra, images, spectra])
      expect(await answerer.answer(question)).toEqual(await answeredAlone(question))
    expect(opened).toEqual([data.set, images.document.data.set, data.set])
  })

  it('are refused where there is no such sample or no such data set', async () => {
    const { answerer } = counted()
    const question = await questionOf(spectraExample())
    expect(await answerer.answer({ ...question, sample: 215 })).toEqual({
      bad: 'Tecator meat spectra has 215 samples; there is no sample 215.',
    })
    const { document } = question
    expect(
      await answerer.answer({
        ...question,
        document: { ...document, data: { ...document.data, set: 'none' } },
      }),
    ).toMatchObject({ bad: expect.stringContaining('no data set named “none”') as string })
  })
})

describe('an imported data set', () => {
  async function imported(own: string, title: string): Promise<string> {
    const tecator = good(await openDataset('tecator', library))
    const { id: _id, fingerprint: _fingerprint, values, ...rest } = tecator
    const begun = await beginSet(own, 'f32')
    await begun.append(values as Float32Array)
    const recipe = { paths: [] } as never
    const stored = { recipe, stamp: '', importedAt: 0, left: [] }
    return good(await begun.finish({ ...rest, title }, stored)).id
  }
  const asked = async (own: string, set: string): Promise<MapsQuestion> => {
    const document = spectraExample()
    return questionOf(
      { ...document, data: { ...document.data, set } },
      { library: { ...library, own }, sample: 999 },
    )
  }

  it('that was imported again is read anew', async () => {
    const own = temporaryFolder()
    const set = await imported(own, 'First')
    const { opened, answerer } = counted()
    const question = await asked(own, set)
    expect(await answerer.answer({ ...question, sample: 2 })).toEqual(
      await answeredAlone({ ...question, sample: 2 }),
    )
    expect(await answerer.answer(question)).toMatchObject({
      bad: expect.stringMatching(/^First has 215/) as string,
    })
    expect(opened).toEqual([set])
    expect(await imported(own, 'Second')).toBe(set)
    expect(await answerer.answer(question)).toMatchObject({
      bad: expect.stringMatching(/^Second has 215/) as string,
    })
    expect(opened).toEqual([set, set])
  })

  it('that was removed is a sentence', async () => {
    const own = temporaryFolder()
    const set = await imported(own, 'Gone')
    const { answerer } = counted()
    const question = await asked(own, set)
    await answerer.answer(question)
    rmSync(join(own, set), { recursive: true })
    expect(await answerer.answer(question)).toMatchObject({
      bad: expect.stringContaining('is not in this studio') as string,
    })
  })
})
