/**
 * Leaving samples out and taking them back.
 * Both are edits of the document, so undo, redo and autosave hold; a sample is named by its position in
 * the whole data set.
 */
import { useMemo } from 'react'
import { leavingOut } from '../../preload/contract'
import { useProject } from '../document/store'
import { count } from '../ui/format'
import { say } from '../ui/say'

const NONE: readonly number[] = []
const excludedNow = (): readonly number[] => useProject.getState().document.data.excluded ?? NONE

export function useLeftOut(): ReadonlySet<number> {
  const excluded = useProject(s => s.document.data.excluded ?? NONE)
  return useMemo(() => new Set(excluded), [excluded])
}

const samplesOf = (n: number): string => (n === 1 ? '1 sample' : `${count(n)} samples`)
const change = (label: string, excluded: readonly number[]): void =>
  useProject.getState().edit(label, d => ({ ...d, data: leavingOut(d.data, excluded) }))

export function leaveOut(samples: readonly number[]): void {
  const before = excludedNow()
  const known = new Set(before)
  const more = samples.filter(i => !known.has(i))
  const id = useProject.getState().project?.id
  if (more.length === 0) return
  change(`Leave out ${samplesOf(more.length)}`, [...before, ...more])
  say('info', `${more.length === 1 ? 'One sample is' : `${samplesOf(more.length)} are`} left out.`, {
    label: 'Take back',
    kind: 'left out',
    run: () => {
      // By then another project may be on screen, whose samples are others.
      if (useProject.getState().project?.id === id) takeBack(more)
    },
  })
}

export function takeBack(samples: Iterable<number>): void {
  const before = excludedNow()
  const back = new Set(samples)
  const left = before.filter(i => !back.has(i))
  if (left.length < before.length) change(`Take back ${samplesOf(before.length - left.length)}`, left)
}
