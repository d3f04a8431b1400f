/**
 * Copies samples and targets into a run's memory. What the preparation measured belongs to the weights that
 * were trained with it, so it can be kept and passed in again; otherwise it is measured on the training
 * split.
 */
import type { Arena } from '../runtime/arena'
import type { InputFeed } from './inputs'
import type { Dataset } from '../datasets/dataset'
import { isFile, rowsIn } from '../library/openRows'
import { inputNamed, targetNamed } from '../datasets/parts'
import { rowsAt } from '../datasets/rows'
import { keptIn } from '../datasets/split/leftOut'
import type { NetworkPlan, PlannedOutput } from '../plan/types'
import { bindSteps, fitSteps, stepsFor, type Fitted, type Preparations, type Step } from '../preparation'
import type { Memory } from '../runtime/memory'
import { isBad, size, type Bad } from '../spec'

/** Measured on the samples at `training`. */
export function fitInputs(
  plan: Pick<NetworkPlan, 'inputs'>,
  dataset: Dataset,
  training: Int32Array,
  steps: readonly Step[],
): Preparations | Bad {
  const fitted: Record<string, Fitted> = {}
  for (const { source } of plan.inputs) {
    const part = inputNamed(dataset, source)
    if (!part || fitted[source]) continue
    const layout = { shape: part.shape, axis: part.axis }
    const one = fitSteps(stepsFor(steps, layout, source), layout, rowsAt(rowsIn(part), training))
    if (isBad(one)) return one
    fitted[source] = one
  }
  return fitted
}

type Filled = {
  readonly plan: NetworkPlan
  readonly arena: Arena
  readonly feeds: readonly InputFeed[]
}
/**
 * Puts the samples at `positions` into memory, in their order, with the target of each and what it
 * counts.
 */
export function fillSamples(
  run: Filled,
  dataset: Dataset,
  positions: readonly number[],
  memory: Memory,
): void {
  const { plan, arena } = run
  memory.ints(arena.positions, positions.length).set(positions)
  plan.inputs.forEach(({ source }, i) => {
    // Two Inputs of one source share a place.
    if (plan.inputs.findIndex(other => other.source === source) === i)
      fillInput(run, i, dataset, positions, memory)
  })
  plan.outputs.forEach((_, i) => fillTargets(run, i, dataset, positions, memory))
  memory
    .values(arena.sampleWeights, positions.length)
    .set(positions.map(s => dataset.sampleWeights?.[s] ?? 1))
}

function fillInput(
  { plan, arena, feeds }: Filled,
  i: number,
  dataset: Dataset,
  positions: readonly number[],
  memory: Memory,
): void {
  const part = inputNamed(dataset, plan.inputs[i]?.source ?? '')
  const feed = feeds[i]
  if (!part || !feed || feed.length === 0) return
  const rows = rowsIn(part)
  const work = feed.storage === 'prepared' ? bindSteps(feed.fitted) : null
  const measured = new Float32Array(rows.length)
  const prepared = work ? new Float32Array(feed.length) : measured
  const to = memory.values(arena.inputs[i] ?? 0, positions.length * feed.length)
  for (let n = 0; n < positions.length; n++) {
    rows.read(positions[n] as number, measured)
    work?.(measured, prepared)
    to.set(prepared, n * feed.length)
  }
}

function fillTargets(
  { plan, arena }: Filled,
  i: number,
  dataset: Dataset,
  positions: readonly number[],
  memory: Memory,
): void {
  const { target, info } = plan.outputs[i] as PlannedOutput
  const part = targetNamed(dataset, target)
  const at = arena.targets[i] ?? 0
  if (info.classes > 0) memory.ints(at, positions.length).set(positions.map(s => part?.labels[s] ?? 0))
  else
    positions.forEach((s, row) =>
      memory
        .values(at + row * info.numbers, info.numbers)
        .set(part?.numbers?.values.subarray(s * info.numbers, (s + 1) * info.numbers) ?? []),
    )
}

/**
 * Numbers that nothing can be learned from, but for those that nobody learns from. What lies in a file was
 * looked at when it was imported.
 */
export function dataProblem(
  { title, shape, values, labels, classes }: Dataset,
  excluded: readonly number[] = [],
): Bad | null {
  const kept = keptIn(excluded)
  const each = size(shape)
  if (!isFile(values)) {
    let at = 0 // a plain loop: findIndex with a function takes many times as long on millions of values
    for (; at < values.length; at++) {
      if (Number.isFinite(values[at])) continue
      const sample = Math.floor(at / each)
      if (kept(sample)) break
      at = (sample + 1) * each - 1
    }
    if (at < values.length)
      return {
        bad:
          `Value ${(at % each) + 1} of sample ${Math.floor(at / each) + 1} of ${title} is not a number: ` +
          'mend or leave out that sample.',
      }
  }
  const label =
    classes.length > 0 ? labels.findIndex((l, i) => !(l >= 0 && l < classes.length) && kept(i)) : -1
  return label < 0
    ? null
    : {
        bad:
          `Sample ${label + 1} of ${title} has the label ${labels[label]}, and its ${classes.length} ` +
          `classes are 0 to ${classes.length - 1}.`,
      }
}
