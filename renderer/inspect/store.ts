/** What Inspect looks at: the experiment's epoch, node and sample, and what main answers for them. */
import { useEffect, useState } from 'react'
import {
  messageOf,
  type DatasetSummary,
  type Experiment,
  type FilterBank,
  type SampleMaps,
  type Samples,
} from '../../preload/contract'
import { call } from '../bridge'

export type Answer<A> = { readonly value: A | null; readonly sentence: string | null }
const nothing = { value: null, sentence: null }

/**
 * The answer to a question that is asked again when `key` changes; the last answer stays until the next one
 * is there.
 */
function useAnswer<A>(key: string | null, ask: () => Promise<A>): Answer<A> {
  const [answer, setAnswer] = useState<Answer<A>>(nothing)
  useEffect(() => {
    if (key === null) return setAnswer(nothing)
    let isWanted = true
    ask().then(
      value => {
        if (isWanted) setAnswer({ value, sentence: null })
      },
      (error: unknown) => {
        if (isWanted) setAnswer({ value: null, sentence: messageOf(error) })
      },
    )
    return () => {
      isWanted = false
    }
    // the key says all of what is asked
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return answer
}

export const useFilters = (id: number | null, epoch: number | null): Answer<readonly FilterBank[]> =>
  useAnswer(id === null || epoch === null ? null : `${id} ${epoch}`, () =>
    call('experiment:filters', { id: id ?? 0, epoch: epoch ?? 0 }),
  )

export const useMaps = (id: number | null, epoch: number | null, sample: number | null): Answer<SampleMaps> =>
  useAnswer(id === null || epoch === null || sample === null ? null : `${id} ${epoch} ${sample}`, () =>
    call('experiment:maps', { id: id ?? 0, epoch: epoch ?? 0, sample: sample ?? 0 }),
  )

/** The experiment's own data set as it was split for it, for classes and axis. */
export const useSummary = (experiment: Experiment | null): Answer<DatasetSummary> => {
  const data = experiment?.document.data
  return useAnswer(data?.set ? JSON.stringify(data) : null, () => {
    if (!data || data.set === null) throw new Error('This experiment names no data set.')
    return call('data:describe', data)
  })
}

/** The `position`-th test sample of a class (or of all). */
export const useSample = (
  experiment: Experiment | null,
  label: number | null,
  position: number,
): Answer<Samples> => {
  const data = experiment?.document.data
  return useAnswer(data?.set ? JSON.stringify([data, label, position]) : null, () => {
    if (!data || data.set === null) throw new Error('This experiment names no data set.')
    return call('data:samples', {
      data,
      split: 'test',
      label,
      only: null,
      isPrepared: false,
      offset: position,
      count: 1,
    })
  })
}
