/**
 * How fast the engine trains, with one thread and with all, and PyTorch and TensorFlow.js beside it where
 * there are such.
 * Each measurement is a process of its own, and ours and PyTorch's alternate, so that a slow minute of the
 * machine falls on both; ratios are of neighbours, and every figure is the median of the rounds.
 */
import { availableParallelism } from 'node:os'
import { sampleInfo } from '../../engine/library/describe'
import { analyse } from '../../engine/graph/analyse'
import { measureApart, orOne } from './apart'
import type { Measured } from './measure'
import { chosenNames, chosenSubject } from './model'
import { median, report, round, say, type Row } from './report'
import { measureTfjs, tfjsColumn, tfjsNote, type TfjsMeasured } from './tfjs'
import { measureTorch, torchVersion, type TorchMeasured } from './torch'

const ROUNDS = 3
const SECONDS = 3
type Pair = { readonly ours: Measured; readonly torch: TorchMeasured | null }
type Case = {
  readonly name: string
  readonly threads: number
  readonly batchSize: number | undefined
  readonly rounds: number
}

async function pairOf({ name, threads, batchSize }: Case, hasTorch: boolean): Promise<Pair> {
  const ours = await measureApart({
    mode: 'train',
    name,
    threads,
    seconds: SECONDS,
    ...(batchSize === undefined ? {} : { batchSize }),
  })
  return {
    ours,
    torch: hasTorch
      ? await measureTorch('train', await chosenSubject(name, batchSize), threads, SECONDS)
      : null,
  }
}

function rowOf(
  { name, threads, batchSize }: Case,
  parameters: number,
  pairs: readonly Pair[],
  alone: number | undefined,
): Row {
  const of = (pick: (p: Pair) => number | null | undefined, digits = 0): number | null => {
    const values = pairs.map(pick).filter(v => typeof v === 'number' && Number.isFinite(v)) as number[]
    return values.length > 0 ? round(median(values), digits) : null
  }
  const rate = of(p => p.ours.samplesPerSecond)
  return {
    network: name,
    parameters,
    batch: batchSize ?? 64,
    threads,
    'samples/s': rate,
    'PyTorch samples/s': of(p => p.torch?.samplesPerSecond),
    ratio: of(p => (p.torch ? p.ours.samplesPerSecond / p.torch.samplesPerSecond : undefined), 2),
    scaling: alone && rate && threads > 1 ? round(rate / alone, 2) : null,
    density: of(p => p.ours.density, 3),
    'first step ms': of(p => p.ours.firstStepMilliseconds),
    'peak MB': of(p => p.ours.peakMegabytes),
    'of it grown': of(p => p.ours.peakMegabytes - p.ours.idleMegabytes),
    'PyTorch peak MB': of(p => p.torch?.peakMegabytes),
    'of it grown ': of(p => (p.torch ? p.torch.peakMegabytes - p.torch.idleMegabytes : undefined)),
  }
}

async function bench(): Promise<void> {
  const torch = torchVersion()
  const all = availableParallelism()
  const found = new Map<Case, Pair[]>()
  const cases = chosenNames().flatMap((name): Case[] => [
    ...[...new Set([1, all])].map(threads => ({ name, threads, batchSize: undefined, rounds: ROUNDS })),
    { name, threads: all, batchSize: 1, rounds: 1 },
  ])
  for (let turn = 1; turn <= ROUNDS; turn++)
    for (const one of cases.filter(c => c.rounds >= turn)) {
      const pair = await pairOf(one, torch !== null)
      found.set(one, [...(found.get(one) ?? []), pair])
      const { name, threads, batchSize } = one
      say(
        `  round ${turn} of ${ROUNDS}: ${name}, ${threads} ` +
          `thread${threads === 1 ? '' : 's'}${batchSize === 1 ? ', batches of one' : ''}: ` +
          `${round(pair.ours.samplesPerSecond)} ` +
          `samples/s${pair.torch ? `, PyTorch ${round(pair.torch.samplesPerSecond)}` : ''}`,
      )
    }
  const tfjs = new Map<string, TfjsMeasured | null>()
  for (const name of chosenNames()) tfjs.set(name, await measureTfjs('train', await chosenSubject(name)))
  const hasTfjs = [...tfjs.values()].some(Boolean)
  const rows: Row[] = []
  for (const one of cases) {
    const { document, dataset } = await chosenSubject(one.name)
    const single = cases.find(c => c.name === one.name && c.threads === 1 && c.batchSize === one.batchSize)
    const alone = single && median((found.get(single) ?? []).map(p => p.ours.samplesPerSecond))
    const theirs = one.threads === all && one.batchSize === undefined ? (tfjs.get(one.name) ?? null) : null
    rows.push({
      ...rowOf(one, analyse(document, sampleInfo(dataset)).parameters, found.get(one) ?? [], alone),
      ...tfjsColumn(theirs, hasTfjs),
    })
  }
  await report({
    title:
      'Training, float32, Adam with its learning rate of 0.001 unless the document says otherwise; ' +
      `medians of ${ROUNDS} rounds of ${SECONDS} s`,
    rows,
    notes: [
      torch === null
        ? 'No PyTorch to compare with: /usr/bin/python3 cannot import torch.'
        : `PyTorch ${torch}: the same network, batch, optimiser and number of threads, measured right ` +
          'after each of ours.',
      ...tfjsNote([...tfjs.values()]),
      'All of them really train. Density is the share of the values at the convolutions behind a max ' +
        'pooling whose gradient is not zero, after the training. Memory is that of the whole process; ' +
        '“grown” leaves out what it had before training, or before PyTorch built anything.',
    ],
  })
}

await orOne(bench)
