/**
 * Which samples something can be learned from, and what is said of the others. Pure.
 * A sample without a number where one should be, or with nothing to predict, is left out by name rather
 * than filled up.
 */
import { size } from '../spec'
import { sixDigits } from './commonAxis'
import type { SampleBlock, Column, FileProblem } from './types'
import type { TargetChoice } from '../datasets/recipe'

/** A problem in one sentence, which names the file once. */
export function skippedSentence({ name, sentence }: FileProblem): string {
  if (sentence.includes(name)) return sentence
  const base = name.split('/').at(-1) ?? name
  return sentence.startsWith(`${base} `) ? `${name}${sentence.slice(base.length)}` : `${name}: ${sentence}`
}

const placeInWords = ({ axis, shape }: SampleBlock, i: number): string =>
  axis
    ? `Its value at ${sixDigits(axis.values[Math.floor(i / (shape[1] ?? 1))] ?? 0)} ${axis.unit}`.trimEnd()
    : `Value ${i + 1} of ${size(shape)}`

/**
 * The samples of a block without those that nothing can be learned from: no number where one should be, or
 * nothing to predict.
 */
export function usable(
  block: SampleBlock,
  columns: readonly Column[],
  target: TargetChoice,
  complain: (name: string, sentence: string) => void,
): { readonly block: SampleBlock; readonly columns: readonly Column[] } {
  const length = size(block.shape)
  const chosen = target.kind === 'classes' ? [target.column] : target.kind === 'numbers' ? target.columns : []
  const keeps = block.names.map((name, s) => {
    for (const column of chosen) {
      const cell = columns.find(c => c.name === column)?.values[s]
      if (cell !== undefined && cell !== '' && !Number.isNaN(cell)) continue
      complain(name, `It has no “${column}” to predict.`)
      return false
    }
    if (block.values instanceof Uint8Array) return true
    for (let i = s * length; i < (s + 1) * length; i++)
      if (!Number.isFinite(block.values[i])) {
        complain(name, `${placeInWords(block, i - s * length)} is missing or not a number.`)
        return false
      }
    return true
  })
  if (keeps.every(k => k)) return { block, columns }
  const kept = keeps.flatMap((k, s) => (k ? [s] : []))
  const values = new (block.values.constructor as new (n: number) => Float32Array | Uint8Array)(
    kept.length * length,
  )
  kept.forEach((s, i) => values.set(block.values.subarray(s * length, (s + 1) * length), i * length))
  return {
    block: { ...block, values, names: kept.map(s => block.names[s] as string) },
    columns: columns.map((c): Column =>
      c.kind === 'text'
        ? { ...c, values: kept.map(s => c.values[s] as string) }
        : { ...c, values: Float64Array.from(kept, s => c.values[s] as number) },
    ),
  }
}
