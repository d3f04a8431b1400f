/**
 * What a project file holds, but for the values of parameters and settings: those are checked against their
 * declarations. The descriptions are those of docs/project-file.md. Pure.
 */
import { z } from 'zod'

/** Pixels. A node a world away cannot be found, nor the others once the view is fitted to all. */
const FARTHEST = 1e6
const place = z.number().transform(v => Math.min(Math.max(v, -FARTHEST), FARTHEST))

const MOST_STEPS = 100
export const MOST_EXCLUDED = 1_000_000
const step = z.object({
  kind: z.string().max(100).describe('A kind out of the table of such steps'),
  params: z.record(z.string(), z.unknown()).default({}).describe('Its parameters by name'),
})
const steps = z.array(step).max(MOST_STEPS)

export const DATA_ENVELOPE = z.looseObject({
  set: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe(
      'The id of a bundled or imported data set; `null`: none is chosen, or the command line names it',
    ),
  preparation: steps.optional().describe('Steps that every sample goes through, in this order'),
  augmentation: steps.optional().describe('Steps that training samples go through before those'),
  excluded: z
    .unknown()
    .optional()
    .describe(`Samples left out of everything: positions in the set from 0, at most ${MOST_EXCLUDED}`),
})

const node = z.object({
  id: z.string().min(1).max(100).describe('A name of its own; weights files call its tensors `id.weight`'),
  kind: z.string().describe('A kind of layer'),
  params: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('The parameters of that kind by name; left out: all defaults'),
  x: place
    .optional()
    .describe(`Place on the canvas in pixels, to the right; limited to ±${FARTHEST}; left out: in a row`),
  y: place.optional().describe('Likewise, downwards'),
})

const wire = z.object({
  from: z.string().describe('The id of the node whose output goes in'),
  to: z
    .string()
    .describe('The id of the node that reads it; a merging layer takes its inputs in the order of the wires'),
})

export const ENVELOPE = z.object({
  format: z.literal('receptive').describe('Says what the file is'),
  version: z.number().int().min(1).describe('The version of this format'),
  name: z.string().max(200).describe('The title of the project'),
  nodes: z.array(node).max(5000).describe('The layers of the network, in any order'),
  wires: z.array(wire).max(10000).describe('Which node reads from which'),
  data: DATA_ENVELOPE.default({ set: null }).describe(
    'What is trained on, and how it is split, prepared and augmented',
  ),
  training: z
    .looseObject({})
    .default({})
    .describe('The settings of training by name; left out: all defaults'),
})

/** What a project, a node and a wire may say. */
export const ENVELOPE_NAMES = [ENVELOPE, node, wire].map(o => Object.keys(o.shape)) as [
  string[],
  string[],
  string[],
]
