/**
 * The order of work on the samples of a batch where a layer, such as batch normalisation, needs all of them.
 * Pure. Without such layers there is one phase, and each sample goes forward and back in one go while its
 * values are in the processor's cache. A layer that sees the batch (batch normalisation) makes a barrier
 * before its forward and one before its backward; what a sample's later sweeps read lies in a place of the
 * sample's own (`kept`).
 */
import type { Action, Phase, PlannedOutput, PlannedStep, Sweep, Work } from './types'
import { trafficOf } from './traffic'
import type { Region } from './allocator'
import { sweepsOf, type Cut } from './sweeps'

/** `kept` is what one sweep writes and a later one reads, of the same phase or of another. */
type Phases = { readonly phases: readonly Phase[]; readonly kept: ReadonlySet<Region> }

type Steps = readonly PlannedStep[]

/** `few` weights stay in the cache. */
export function phasesOf(
  steps: Steps,
  outputs: readonly PlannedOutput[],
  inputs: ReadonlySet<Region>,
  few: number,
): Phases {
  const deepest = Math.max(0, ...steps.map(s => s.level))
  const drafts: { combine: number[]; combineBack: number[]; works: Work[] }[] = []
  for (let level = 0; level <= deepest; level++) {
    drafts.push({
      combine: batchSteps(steps, level),
      combineBack: [],
      works: forwardActions(steps, outputs, level),
    })
  }
  const top = drafts[deepest]
  for (let level = deepest; level >= 0; level--) {
    const works = backwardWorks(steps, level)
    if (level === deepest) top?.works.push(...works)
    else
      drafts.push({
        combine: [],
        combineBack: batchSteps(steps, level + 1).filter(i => steps[i]?.hasBackward),
        works,
      })
  }
  return withTraffic(drafts, steps, outputs, inputs, few)
}

const indices = (steps: Steps, isWanted: (s: PlannedStep) => boolean): number[] =>
  steps.flatMap((s, i) => (isWanted(s) ? [i] : []))
const batchSteps = (steps: Steps, level: number): number[] =>
  indices(steps, s => s.seesBatch && s.level === level)

function forwardActions(steps: Steps, outputs: readonly PlannedOutput[], level: number): Action[] {
  return [
    ...indices(steps, s => s.level === level).map((step): Action => ({ do: 'forward', step })),
    ...outputs.flatMap((o, output): Action[] => (o.level === level ? [{ do: 'loss', output }] : [])),
    ...batchSteps(steps, level + 1).map((step): Action => ({ do: 'summarise', step })),
  ]
}

/**
 * A step that sees the batch goes back one phase later than the others of its level: first all summaries are
 * needed.
 */
function backwardWorks(steps: Steps, level: number): Work[] {
  const back = (step: number): Work[] =>
    steps[step]?.gradientOfSlot
      ? [{ do: 'learn', step }, ...(steps[step].dxs.some(Boolean) ? [{ do: 'backward', step } as const] : [])]
      : [{ do: 'backward', step }]
  const gathered = (step: number): Action[] =>
    (steps[step]?.gathers.length ?? 0) > 0 ? [{ do: 'gather', step }] : []
  const learning = (s: PlannedStep): boolean => s.hasBackward
  return [
    ...indices(steps, s => learning(s) && s.seesBatch && s.level === level + 1)
      .reverse()
      .flatMap(back),
    ...indices(steps, s => learning(s) && s.level === level)
      .reverse()
      .flatMap(i => [
        ...gathered(i),
        ...(steps[i]?.seesBatch ? [{ do: 'summariseBack', step: i } as const] : back(i)),
      ]),
  ]
}

function withTraffic(
  drafts: readonly { combine: readonly number[]; combineBack: readonly number[]; works: readonly Work[] }[],
  steps: Steps,
  outputs: readonly PlannedOutput[],
  inputs: ReadonlySet<Region>,
  few: number,
): Phases {
  const reached = new Set<Region>() // by the sweeps so far, from the last one on
  const kept = new Set<Region>()
  const sweepOf = ({ actions, together }: Cut): Sweep => {
    const traffic = actions.map(a => trafficOf(a, steps, outputs))
    const reads = traffic.flatMap(t => t.reads)
    for (const p of together.flatMap(a => trafficOf(a, steps, outputs).reads)) reached.add(p)
    for (const p of traffic.flatMap(t => t.writes)) if (p.length > 0 && reached.has(p)) kept.add(p)
    for (const p of reads) reached.add(p)
    return {
      actions,
      together,
      readsInput: reads.some(p => inputs.has(p)),
      hasAnswer: actions.some(a => a.do === 'loss' && a.output === 0),
    }
  }
  const phases = drafts.toReversed().map(({ combine, combineBack, works }): Phase => {
    const sweeps = sweepsOf(works, steps, few).toReversed().map(sweepOf)
    return { combine, combineBack, sweeps: sweeps.toReversed() }
  })
  return { phases: phases.toReversed(), kept }
}
