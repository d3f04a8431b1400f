/**
 * Asking a trained network on several threads: the answers of one thread, also where layers wait for the
 * whole batch in training.
 */
import { expect, it, vi } from 'vitest'
import { initialWeights } from '../../../engine/plan/initialWeights'
import { planNetwork } from '../../../engine/plan/planNetwork'
import { openPredictorOnThreads } from '../../../engine/run/predict'
import { sampleInfo } from '../../../engine/library/describe'
import { isBad } from '../../../engine/spec'
import { bars, row, smallDocument, workerFile } from '../support/small'
import { kernelFolder } from '../support/studio'

vi.setConfig({ testTimeout: 0 })
const dataset = bars()
const document = {
  ...smallDocument(),
  ...row(
    ['input'],
    ['conv2d', { filters: 8, padding: 'same' }],
    ['batchNorm'],
    ['activation'],
    ['conv2d', { filters: 8 }],
    ['batchNorm'],
    ['flatten'],
    ['dense', { units: 3 }],
    ['output'],
  ),
}

it('gives the same answers on 1, 2 and 8 threads', async () => {
  const plan = planNetwork(document, sampleInfo(dataset))
  if (isBad(plan)) throw new Error(plan.bad)
  const answers: Float32Array[] = []
  for (const threads of [1, 2, 8]) {
    const predictor = await openPredictorOnThreads({
      document,
      dataset,
      weights: initialWeights(plan, 1),
      threads,
      workerUrl: await workerFile(),
      kernelFolder,
    })
    if (isBad(predictor)) throw new Error(predictor.bad)
    for (let again = 0; again < 3; again++) {
      const found = await predictor.predict()
      if (isBad(found)) throw new Error(found.bad)
      answers.push(found.predictions[0] ?? new Float32Array())
    }
    await predictor.close()
  }
  for (const other of answers) expect(other).toEqual(answers[0])
})
