/** The experiments in the database, read again whenever main says they changed; whole ones on demand. */
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { Experiment, ExperimentId, ExperimentRow } from '../../preload/contract'
import { call, listen } from '../bridge'
import { attempt, say } from '../ui/say'

type State = { readonly rows: readonly ExperimentRow[]; readonly isLoaded: boolean; readonly version: number }
export const useExperiments = create<State>(() => ({ rows: [], isLoaded: false, version: 0 }))

async function readExperiments(): Promise<void> {
  await attempt(async () => {
    const rows = await call('experiment:list')
    useExperiments.setState(s => ({ rows, isLoaded: true, version: s.version + 1 }))
  })
}

/**
 * An epoch changes one row, and it is read not more often than it can be looked at: the table may hold
 * thousands.
 */
const LOOK_MS = 400
let isLooking = false
function readRow(id: ExperimentId): void {
  if (isLooking) return
  isLooking = true
  setTimeout(() => {
    isLooking = false
    call('experiment:get', { id }).then(
      ({ document: _document, history: _history, savedEpochs: _epochs, ...row }) =>
        useExperiments.setState(s => ({
          version: s.version + 1,
          rows: s.rows.map(r => (r.id === id ? row : r)),
        })),
      () => undefined, // deleted in the meantime: the list that follows leaves it out
    )
  }, LOOK_MS)
}

export async function followExperiments(): Promise<void> {
  listen('experiments:changed', () => void readExperiments())
  listen('run:epoch', ({ experiment }) => readRow(experiment))
  await readExperiments()
}

/**
 * The experiments with their graphs and histories, in the order asked for; those that are gone are left out.
 */
export function useWhole(ids: readonly ExperimentId[]): readonly Experiment[] {
  const version = useExperiments(s => s.version)
  const key = ids.join()
  const [whole, setWhole] = useState<readonly Experiment[]>([])
  useEffect(() => {
    let isWanted = true
    const wanted = key === '' ? [] : key.split(',').map(Number)
    Promise.allSettled(wanted.map(id => call('experiment:get', { id }))).then(
      answers => {
        if (isWanted) setWhole(answers.flatMap(a => (a.status === 'fulfilled' ? [a.value] : [])))
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [key, version])
  return whole
}

export async function deleteExperiments(ids: readonly ExperimentId[]): Promise<void> {
  const going = useExperiments
    .getState()
    .rows.filter(r => ids.includes(r.id) && (r.status === 'running' || r.status === 'paused'))
  const gone = ids.filter(id => !going.some(r => r.id === id))
  if (going.length) say('warning', `“${going[0]?.name}” is still training: stop it before deleting it.`)
  if (gone.length === 0) return
  if (await attempt(() => call('experiment:delete', { ids: gone })))
    say(
      'info',
      gone.length === 1 ? 'One experiment was deleted.' : `${gone.length} experiments were deleted.`,
      {
        label: 'Undo',
        run: () => void attempt(() => call('experiment:restore', { ids: gone })),
      },
    )
}
