/** How entries of the contract are written, and what payloads are checked with. */
import { z } from 'zod'
import type { Recipe } from '../../engine/datasets/recipe'
import type { Document } from '../../engine/document/document'
import { parseDataSettings, parseDocument } from '../../engine/document/parseDocument'
import { FILE_KIND_NAMES } from '../../engine/fileKinds'
import { isBad } from '../../engine/spec'
import type { DataSettings } from '../../engine/settings/data'

export type ProjectId = string
export type ExperimentId = number

export const call = <In, Out>(schema: z.ZodType<In>) => ({ schema, out: undefined as unknown as Out })
export const event = <Out>() => ({ out: undefined as unknown as Out })

export const nothing = z.undefined()
export const projectId = z.string().min(1).max(64)
export const experimentId = z.number().int().positive()
export const document = z.unknown().transform((value, context): Document => {
  const d = parseDocument(value)
  if (!isBad(d)) return d
  context.addIssue({ code: 'custom', message: d.bad })
  return z.NEVER
}) as unknown as z.ZodType<Document>
/** What is trained on and how, as in a document. */
export const data = z.unknown().transform((value, context): DataSettings => {
  const d = parseDataSettings(value)
  if (!isBad(d)) return d
  context.addIssue({ code: 'custom', message: d.bad })
  return z.NEVER
}) as unknown as z.ZodType<DataSettings>
export const paths = z.array(z.string().min(1).max(4096)).min(1).max(10_000)
export const recipe: z.ZodType<Recipe> = z.object({
  title: z.string().trim().min(1).max(200),
  paths,
  kind: z.enum(FILE_KIND_NAMES),
  params: z.record(z.string(), z.unknown()),
  labels: z.string().max(4096),
  isListed: z.boolean(),
  axis: z
    .object({ from: z.number(), to: z.number(), points: z.number().int().min(2).max(1_000_000) })
    .nullable(),
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('classes'), column: z.string().max(1000) }),
    z.object({ kind: z.literal('numbers'), columns: z.array(z.string().max(1000)).max(10_000) }),
    z.object({ kind: z.literal('none') }),
  ]),
})
