/** Whether the ends of a graph fit the data: shapes of Inputs, classes and numbers of Outputs. Pure. */
import type { GraphNode } from '../document/document'
import { type NodeReport, type NumberSpread, type SampleInfo, inputOf, targetOf } from './types'
import { formatShape, sameShape, type Bad, type Shape } from '../spec'
import { isOfNumbers, isStandardised } from '../layers/output'

const textParam = (node: GraphNode, param: string): string =>
  typeof node.params[param] === 'string' ? (node.params[param] as string) : ''
export const sampleShape = (node: GraphNode, data: SampleInfo | null): Shape =>
  data ? (inputOf(data, textParam(node, 'source')) ?? data.shape) : []
export function inputProblem(node: GraphNode, out: Shape, data: SampleInfo): Bad | null {
  const source = textParam(node, 'source')
  const shape = inputOf(data, source)
  if (!shape) {
    const names = (data.moreInputs ?? []).map(i => `“${i.name}”`).join(', ')
    return {
      bad:
        `Input takes “${source}”, which ${data.title} does not have: ` +
        `${names ? `besides the first there are ${names}` : 'it has one input only'}.`,
      fix: { label: 'Take the first', set: { source: '' } },
    }
  }
  if (sameShape(out, shape)) return null
  return {
    bad: `Input is ${formatShape(out)}, but the samples of ${data.title} are ${formatShape(shape)}.`,
    fix: { label: 'Follow the data set', set: { shape: 'data' } },
  }
}
export function outputProblem(node: GraphNode, out: Shape, data: SampleInfo): Bad | null {
  const name = textParam(node, 'target')
  const target = targetOf(data, name)
  const scores = out[0] ?? 0
  const loss = node.params['loss'] ?? 'softmaxCrossEntropy'
  if (!target) {
    const names = (data.moreTargets ?? []).map(t => `“${t.name}”`).join(', ')
    return {
      bad:
        `Output predicts “${name}”, which ${data.title} does not have: ` +
        `${names ? `besides the first there are ${names}` : 'it has one target only'}.`,
      fix: { label: 'Predict the first', set: { target: '' } },
    }
  }
  if (target.classes > 0) {
    if (scores === target.classes || (scores === 1 && target.classes === 2 && loss !== 'softmaxCrossEntropy'))
      return null
    return {
      bad: `The network ends in ${scores} scores, but ${data.title} has ${target.classes} classes.`,
      fix: { label: `Give it ${target.classes} units`, setPrevious: { units: target.classes } },
    }
  }
  if (loss === 'softmaxCrossEntropy')
    return {
      bad:
        `${data.title} asks for ${target.numbers === 1 ? 'a number' : `${target.numbers} numbers`}, and ` +
        'softmax with cross-entropy chooses between classes: take mean squared error.',
      fix: { label: 'Use mean squared error', set: { loss: 'meanSquared', targetScale: 'standardised' } },
    }
  if (scores === target.numbers) return null
  return {
    bad:
      `The network ends in ${scores} ${scores === 1 ? 'value' : 'values'}, but ${data.title} asks for ` +
      `${target.numbers}.`,
    fix: { label: `Give it ${target.numbers} units`, setPrevious: { units: target.numbers } },
  }
}
/** From how far away: ten times as large, or as small, as what a fresh network puts out. */
const FAR = 10
const spreadDistance = ({ mean, deviation }: NumberSpread): number =>
  Math.max(Math.abs(mean), deviation, 1 / deviation)
const roundedTo3 = (value: number): string => String(Number(value.toPrecision(3)))
export function withHint(report: NodeReport, node: GraphNode, data: SampleInfo): NodeReport {
  if (
    report.problem ||
    data.classes > 0 ||
    textParam(node, 'target') !== '' ||
    !isOfNumbers(node.params) ||
    isStandardised(node.params)
  )
    return report
  const farthest = data.spreads?.reduce((a, b) => (spreadDistance(b) > spreadDistance(a) ? b : a), {
    name: '',
    mean: 0,
    deviation: 1,
  })
  if (!farthest || spreadDistance(farthest) < FAR) return report
  const { name, mean, deviation } = farthest
  const sentence =
    `“${name}” is ${roundedTo3(mean)} ± ${roundedTo3(deviation)}, and a network begins near 0 ± 1: it ` +
    'learns such numbers sooner when they are standardised inside.'
  return {
    ...report,
    hint: { sentence, fix: { label: 'Standardise targets', set: { targetScale: 'standardised' } } },
  }
}
