/**
 * Whether samples of different files belong together: kind, shape, places and units are compared, what can be
 * converted is converted, and each conversion is told. Pure.
 */
import type { Axis } from '../datasets/dataset'
import { formatShape, isBad, type Bad } from '../spec'
import { axisIn, isSameAxis, reversal, reversedAxis } from '../datasets/axes'
import { eachSample } from './commonAxis'
import { converted } from './spectraBlock'
import type { SampleBlock } from './types'
import { inWords, NO_MEASURE, valueConversion } from '../datasets/units'

/** The block as it stands beside the first one, after `alignRead`; or the sentence on why it cannot. */
export function standBeside(block: SampleBlock, first: SampleBlock): SampleBlock | Bad {
  if (block.kind !== first.kind) return { bad: `It holds ${block.kind}, and the others ${first.kind}.` }
  const shapes = [block, first].map(b => formatShape(b.shape))
  if (block.shape.join() !== first.shape.join())
    return { bad: `Its samples are ${shapes.join(', and those of the others ')}.` }
  const placed = onAxisOf(block, first.axis)
  return isBad(placed) ? placed : inMeasureOf(placed, first)
}

const told = (block: SampleBlock, role: 'axis' | 'value', why: string): SampleBlock['understood'] => [
  ...block.understood,
  converted(role, why),
]

function onAxisOf(block: SampleBlock, to: Axis | null): SampleBlock | Bad {
  const { axis } = block
  if (!axis || !to) {
    if (axis === to) return block
    return {
      bad: `It has ${axis ? 'an axis' : 'no axis'}, and the others have ${axis ? 'none' : 'one'}.`,
    }
  }
  const own = axisIn(axis, to)
  if (!own) return { bad: `Its axis is in ${axis.unit}, and that of the others in ${to.unit}.` }
  const converted =
    own === axis
      ? block
      : {
          ...block,
          axis: own,
          understood: told(block, 'axis', `Its axis was brought from ${axis.unit} to ${to.unit}.`),
        }
  if (isSameAxis(own, to)) return { ...converted, axis: to }
  const turned = reversedBlock(converted, own)
  if (isSameAxis(turned.axis, to)) return { ...turned, axis: to }
  return { bad: 'It was measured at other places than the first file.' }
}

/** The same points in the other order. */
function reversedBlock(block: SampleBlock, axis: Axis): SampleBlock {
  const [length = 0, channels = 1] = block.shape
  const values = block.values.slice()
  eachSample(block, values, channels, reversal(length))
  return { ...block, values, axis: reversedAxis(axis) }
}

function inMeasureOf(block: SampleBlock, first: SampleBlock): SampleBlock | Bad {
  const [from, to] = [block.measure ?? NO_MEASURE, first.measure ?? NO_MEASURE]
  const conversion = valueConversion(from, to)
  if (conversion === null) return block
  if (conversion === 'unlike')
    return { bad: `It holds ${inWords(from)}, and the first file ${inWords(to)}: they cannot be compared.` }
  const values = Float32Array.from(block.values, conversion.convert)
  const why =
    `Its ${inWords(from)} was brought to ${inWords(to)} (${conversion.how}), as the ` + 'first file has it.'
  return { ...block, values, measure: to, understood: told(block, 'value', why) }
}
