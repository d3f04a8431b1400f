/** What each action of a step reads and writes. Pure. */
import type { Region } from './allocator'
import { declOf } from './operations'
import type { PlannedOutput, PlannedStep, Work } from './types'

/** Which places an action reads and writes, and which of those it reads may hold what it writes. */
type Traffic = {
  readonly reads: readonly Region[]
  readonly writes: readonly Region[]
  readonly replaces: readonly Region[]
}

export function trafficOf(
  action: Work,
  steps: readonly PlannedStep[],
  outputs: readonly PlannedOutput[],
): Traffic {
  if (action.do === 'loss') {
    const o = outputs[action.output] as PlannedOutput
    return { reads: [o.scores], writes: [o.gradient], replaces: [] }
  }
  const s = steps[action.step] as PlannedStep
  const isElementwise = declOf(s.kind).isElementwise?.(s.p as never) ?? false
  switch (action.do) {
    case 'forward':
      return { reads: s.xs, writes: [s.y, s.saved], replaces: isElementwise ? s.xs.slice(0, 1) : [] }
    case 'summarise':
      return { reads: s.xs, writes: [], replaces: [] }
    case 'gather':
      return { reads: s.gathers, writes: [s.dy], replaces: s.gathers.slice(0, 1) }
    case 'learn':
      return { reads: [...s.xs, s.dy], writes: [], replaces: [] }
    case 'summariseBack':
      return { reads: [...s.xs, s.dy], writes: [], replaces: [] }
    case 'backward': {
      const kept = [...(s.readsBack.x && !s.gradientOfSlot ? s.xs : []), ...(s.readsBack.y ? [s.y] : [])]
      return {
        reads: [...kept, s.saved, s.dy],
        writes: s.dxs.flatMap(p => p ?? []),
        replaces: isElementwise ? [s.dy, ...kept] : [],
      }
    }
  }
}
