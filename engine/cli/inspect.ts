/** `receptive inspect`: what files are taken for, before anything is trained on them. */
import { formatShape } from '../spec'
import type { Understood } from '../datasets/roles'
import { EXIT } from './exit'
import { lookAt } from './importing'
import { cliOutput } from './output'
import type { Words } from './parse'

export async function inspectCommand(words: Words): Promise<number> {
  const say = cliOutput(words.has('json'))
  const { recipe, notes, preview } = await lookAt(words.document, words)
  const { kind, shape, axis, samples, columns, problems, understood } = preview
  say.event({
    event: 'inspect',
    kind,
    shape,
    samples,
    axis: axis && { label: axis.label, unit: axis.unit, from: axis.values[0], to: axis.values.at(-1) },
    target: recipe.target,
    understood,
    columns,
    problems,
    notes: [...notes, ...preview.notes].map(n => n.sentence),
  })
  say.result(
    [
      ...notes.map(n => n.sentence),
      ...preview.notes.map(n => n.sentence),
      ...(understood.length > 0 ? ['', ...tableOf(understood)] : []),
      ...problems.map(p => `${p.name}: ${p.sentence}`),
      '',
      `A sample is ${formatShape(shape)}.`,
    ].join('\n'),
  )
  return EXIT.fine
}

/** A row for each part: what it is called, what it was taken for, and why. */
function tableOf(understood: readonly Understood[]): readonly string[] {
  const rows = understood.map(u => [
    u.part,
    u.role,
    u.isSure ? understoodWhy(u) : `not sure: ${understoodWhy(u)}`,
  ])
  const widths = [0, 1].map(c => Math.max(...rows.map(r => (r[c] ?? '').length)))
  return rows.map(r =>
    `${(r[0] ?? '').padEnd(widths[0] ?? 0)}  ${(r[1] ?? '').padEnd(widths[1] ?? 0)}  ${r[2]}`.trimEnd(),
  )
}
const understoodWhy = (u: Understood): string => u.why || (u.unit ? `in ${u.unit}` : '')
