/** `receptive evaluate`: what trained weights are worth. */
import { withPredictor } from './withPredictor'
import { EXIT, good } from './exit'
import { standardises } from '../pipeline/targetScaling'

import type { Words } from './parse'
import { summary } from './tables'
import { grouped, cliOutput } from './output'

export function evaluateCommand(words: Words): Promise<number> {
  const say = cliOutput(words.has('json'))
  return withPredictor(words, say, 'test', async ({ document, part, positions, predictor }) => {
    const from = performance.now()
    const { loss, metrics } = good(await predictor.evaluate())
    const seconds = (performance.now() - from) / 1000
    const samples = positions.length
    say.event({
      event: 'end',
      status: 'finished',
      split: part,
      samples,
      loss,
      outputs: metrics,
      seconds,
      samplesPerSecond: samples / seconds,
    })
    const unit = predictor.plan.outputs.some(standardises) ? ' (of standardised numbers)' : ''
    say.result(
      `${part === 'all' ? 'All samples' : `${part[0]?.toUpperCase()}${part.slice(1)} split`}, loss ` +
        `${loss.toPrecision(4)}${unit}\n\n${summary(document, metrics)}`,
    )
    say.note(`\n${grouped(samples)} samples in ${seconds.toPrecision(2)} s`)
    return EXIT.fine
  })
}
