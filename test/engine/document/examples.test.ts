/** The two example projects, trained as they come. */
import { describe, expect, it, vi } from 'vitest'
import { describeDataset, sampleInfo } from '../../../engine/library/describe'
import { loadDatasetIn } from '../../../engine/library/load'
import { imagesExample, spectraExample } from '../../../engine/document/examples'
import { analyse } from '../../../engine/graph/analyse'
import { isBad } from '../../../engine/spec'
import { trainOnThreads } from '../../../engine/run/train'
import { workerFile } from '../support/small'
import { datasetFolder, kernelFolder } from '../support/studio'

vi.setConfig({ testTimeout: 0 })
const examples = [
  { document: imagesExample(), least: 0.85 },
  { document: spectraExample(), least: 0.9 },
]

describe.each(examples)('$document.name', ({ document, least }) => {
  const dataset = async () => {
    const set = await loadDatasetIn(document.data.set ?? '', datasetFolder)
    if (isBad(set)) throw new Error(set.bad)
    return set
  }
  it('is a network without problems for its data set', async () => {
    const set = await dataset()
    expect(analyse(document, sampleInfo(set)).problems).toEqual([])
    expect(describeDataset(set, document.data).prepared).toEqual({ shape: set.shape, axis: set.axis })
  })
  it('stands on the canvas without one node on another', () =>
    document.nodes.forEach((n, i) =>
      document.nodes
        .slice(i + 1)
        .forEach(m =>
          expect(Math.abs(m.x - n.x) >= 200 || Math.abs(m.y - n.y) >= 120, `${n.id} and ${m.id}`).toBe(true),
        ),
    ))
  it(`reaches ${least * 100} % on its test split`, async () => {
    const result = await trainOnThreads({
      document,
      dataset: await dataset(),
      threads: 2,
      workerUrl: await workerFile(),
      kernelFolder,
    }).finished
    expect(result).toMatchObject({ status: 'finished', sentence: '' })
    expect(result.testAccuracy).toBeGreaterThanOrEqual(least)
  })
})
