/**
 * How fast a network answers, with one thread and with all, beside PyTorch, onnxruntime and TensorFlow.js
 * where there are such.
 */
import { availableParallelism } from 'node:os'
import { measureApart, orOne } from './apart'
import type { Measured } from './measure'
import { chosenNames, chosenSubject } from './model'
import { median, report, round, say, type Row } from './report'
import { measureTfjs, tfjsColumn, tfjsNote, type TfjsMeasured } from './tfjs'
import { measureTorch, torchVersion, type TorchMeasured } from './torch'

const ROUNDS = 3
const SECONDS = 2
type Pair = { readonly ours: Measured; readonly torch: TorchMeasured | null }

function rowOf(network: string, threads: number, pairs: readonly Pair[]): Row {
  const of = (pick: (p: Pair) => number | undefined, digits = 0): number | null => {
    const values = pairs.map(pick).filter(v => v !== undefined)
    return values.length > 0 ? round(median(values), digits) : null
  }
  return {
    network,
    threads,
    'samples/s': of(p => p.ours.samplesPerSecond),
    'PyTorch samples/s': of(p => p.torch?.samplesPerSecond),
    ratio: of(p => (p.torch ? p.ours.samplesPerSecond / p.torch.samplesPerSecond : undefined), 2),
    'onnxruntime samples/s': of(p => p.torch?.onnxSamplesPerSecond),
    'ratio ': of(
      p =>
        p.torch?.onnxSamplesPerSecond ? p.ours.samplesPerSecond / p.torch.onnxSamplesPerSecond : undefined,
      2,
    ),
  }
}

async function bench(): Promise<void> {
  const torch = torchVersion()
  const found = new Map<string, Pair[]>()
  const cases = chosenNames().flatMap(name =>
    [...new Set([1, availableParallelism()])].map(threads => ({ name, threads })),
  )
  let onnx: string | undefined
  for (let turn = 1; turn <= ROUNDS; turn++)
    for (const { name, threads } of cases) {
      const ours = await measureApart({ mode: 'infer', name, threads, seconds: SECONDS })
      const theirs =
        torch === null ? null : await measureTorch('infer', await chosenSubject(name), threads, SECONDS)
      onnx ??= theirs?.onnxruntime
      const key = `${name} ${threads}`
      found.set(key, [...(found.get(key) ?? []), { ours, torch: theirs }])
      say(
        `  round ${turn} of ${ROUNDS}: ${name}, ${threads}: ${round(ours.samplesPerSecond)} ` +
          `samples/s${theirs ? `, PyTorch ${round(theirs.samplesPerSecond)}` : ''}`,
      )
    }
  const tfjs = new Map<string, TfjsMeasured | null>()
  for (const name of chosenNames()) tfjs.set(name, await measureTfjs('infer', await chosenSubject(name)))
  const hasTfjs = [...tfjs.values()].some(Boolean)
  await report({
    title: `Inference, float32, medians of ${ROUNDS} rounds of ${SECONDS} s`,
    rows: cases.map(({ name, threads }) => ({
      ...rowOf(name, threads, found.get(`${name} ${threads}`) ?? []),
      ...tfjsColumn(threads === availableParallelism() ? (tfjs.get(name) ?? null) : null, hasTfjs),
    })),
    notes: [
      torch === null
        ? 'No PyTorch to compare with: /usr/bin/python3 cannot import torch.'
        : `PyTorch ${torch}, ${onnx ? `onnxruntime ${onnx}` : 'no onnxruntime'}, with the document’s ` +
          'batches.',
      ...tfjsNote([...tfjs.values()]),
    ],
  })
}

await orOne(bench)
