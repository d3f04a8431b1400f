/** `receptive predict`: what a network answers to each sample, as an array or a table. */
import { targetNamed } from '../datasets/parts'
import { writeNpy } from '../formats/arrays/npy'
import { withPredictor, type Evaluation } from './withPredictor'
import { EXIT, good, misused } from './exit'
import { checkOutputs, write } from './files'

import type { Words } from './parse'
import { outputName } from './tables'
import { cliOutput } from './output'

/** One output's answers `[samples, names]`; `classes` where the names are those of classes. */
type OutputColumn = {
  readonly node: string
  readonly title: string
  readonly names: readonly string[]
  readonly classes: readonly string[]
  readonly values: Float32Array
}

export async function predictCommand(words: Words): Promise<number> {
  const say = cliOutput(words.has('json'))
  const out = words.text('out')
  const isArray = out !== undefined && /\.npy$/i.test(out)
  if (out !== undefined && !isArray && !/\.csv$/i.test(out))
    throw misused(`--out must end in .npy or .csv, and ${out} does not.`)
  await checkOutputs([out], [words.document, words.text('data'), words.text('weights')])
  return withPredictor(words, say, 'all', async question => {
    const { predictions } = good(await question.predictor.predict())
    const columns = columnsOf(question, predictions)
    const samples = question.positions.length
    const files = isArray
      ? arraysOf(out, columns, samples)
      : out === undefined
        ? []
        : [{ path: out, content: table(question, columns) }]
    for (const { path, content } of files) await write(path, content)
    if (out === undefined && say.isJson)
      question.positions.forEach((sample, i) => say.event(eventOf(sample, columns, i)))
    if (out === undefined) say.result(table(question, columns).trimEnd())
    else say.note(`${samples} answers are in ${files.map(f => f.path).join(' and ')}.`)
    say.event({
      event: 'end',
      status: 'finished',
      split: question.part,
      samples,
      files: files.map(f => f.path),
    })
    return EXIT.fine
  })
}

function columnsOf(
  { document, dataset, predictor }: Evaluation,
  predictions: readonly Float32Array[],
): readonly OutputColumn[] {
  return predictor.plan.outputs.map(({ node, target, prediction }, i) => {
    const part = targetNamed(dataset, target)
    const classes = part?.classes ?? []
    const known = part?.numbers?.names ?? classes
    // A single score of two classes is that of the second.
    const names = known.length === prediction.length ? known : classes.slice(-prediction.length)
    return {
      node,
      title: outputName(document, node),
      names,
      classes,
      values: predictions[i] ?? new Float32Array(0),
    }
  })
}

const rowOf = ({ names, values }: OutputColumn, i: number): readonly number[] =>
  Array.from(values.subarray(i * names.length, (i + 1) * names.length))
function bestOf(column: OutputColumn, i: number): string {
  const scores = rowOf(column, i)
  if (scores.length === 1) return column.classes[(scores[0] ?? 0) > 0.5 ? 1 : 0] ?? ''
  return column.classes[scores.indexOf(Math.max(...scores))] ?? ''
}

function arraysOf(out: string, columns: readonly OutputColumn[], samples: number) {
  return columns.map(({ node, names, values }) => ({
    path: columns.length === 1 ? out : out.replace(/\.npy$/i, `-${node.replace(/[^\w.-]/g, '_')}.npy`),
    content: writeNpy([samples, names.length], values),
  }))
}

/** Nine digits tell any two float32 apart. */
const digits = (value: number): string => String(Number(value.toPrecision(9)))
/** As RFC 4180 has it, but for the line ends. */
const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function table({ positions }: Evaluation, columns: readonly OutputColumn[]): string {
  const isSingle = columns.length === 1
  const titled = ({ title }: OutputColumn, name: string): string =>
    cell(isSingle ? name : `${title}: ${name}`)
  const header = [
    'sample',
    ...columns.flatMap(c => [
      ...(c.classes.length > 0 ? [titled(c, 'predicted')] : []),
      ...c.names.map(n => titled(c, n)),
    ]),
  ]
  const rows = positions.map((sample, i) =>
    [
      sample,
      ...columns.flatMap(c => [
        ...(c.classes.length > 0 ? [cell(bestOf(c, i))] : []),
        ...rowOf(c, i).map(digits),
      ]),
    ].join(','),
  )
  return `${[header.join(','), ...rows].join('\n')}\n`
}

const eventOf = (sample: number, columns: readonly OutputColumn[], i: number) => ({
  event: 'answer',
  sample,
  outputs: columns.map(c => ({
    node: c.node,
    ...(c.classes.length > 0 ? { predicted: bestOf(c, i) } : {}),
    values: rowOf(c, i),
  })),
})
