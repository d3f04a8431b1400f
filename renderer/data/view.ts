/** What the Data workspace shows of the samples: which split and which class. Not saved. */
import { useMemo } from 'react'
import { create } from 'zustand'
import type { DataSettings, Finding, SampleSplit } from '../../preload/contract'
import { useProject } from '../document/store'

export type Stage = 'measured' | 'prepared' | 'augmented'
type View = {
  readonly split: SampleSplit | 'all'
  readonly label: number | null
  /** As measured, as the network gets them, or a few training samples as they are seen in some epochs. */
  readonly stage: Stage
  /** Some samples alone, as a finding names them. */
  readonly only: Pick<Finding, 'title' | 'samples' | 'surplus'> | null
}
export const useView = create<View>(() => ({ split: 'training', label: null, stage: 'measured', only: null }))
export const showSplit = (split: View['split']): void => useView.setState({ split, only: null })
/** What is left out, of every class. */
export const showLeftOut = (): void =>
  useView.setState(({ stage }) => ({
    split: 'left out',
    label: null,
    only: null,
    stage: stage === 'augmented' ? 'measured' : stage,
  }))
export const showLabel = (label: number | null): void => useView.setState({ label, only: null })
export const showOnly = (only: Finding): void =>
  useView.setState(({ stage }) => ({ only, stage: stage === 'augmented' ? 'measured' : stage }))
export const showStage = (stage: Stage): void => useView.setState({ stage })
export const showAll = (): void => useView.setState({ only: null })

/**
 * The data settings that decide which samples there are: preparation does not, so nothing is read again while
 * it is edited.
 */
export const useSplit = (): DataSettings => useSettled(withoutSteps)
const withoutSteps = (data: DataSettings): DataSettings => ({ ...data, preparation: [], augmentation: [] })

/** The chosen split; what is left out is none once all of it was taken back. */
export function useShownSplit(): View['split'] {
  const split = useView(s => s.split)
  const isAnyLeftOut = useProject(s => (s.document.data.excluded?.length ?? 0) > 0)
  return split === 'left out' && !isAnyLeftOut ? 'training' : split
}

/** What the samples on screen are asked for with. */
export function useQuery() {
  const { label, only, stage } = useView()
  const split = useShownSplit()
  const isPrepared = stage === 'prepared'
  const data = useSettled(isPrepared ? withoutAugmentation : withoutSteps)
  return useMemo(
    () => ({ data, split, label, only: only?.samples ?? null, isPrepared }),
    [data, split, label, only, isPrepared],
  )
}
const withoutAugmentation = (data: DataSettings): DataSettings => ({ ...data, augmentation: [] })

/** The same object as long as nothing in it changes. */
function useSettled(pick: (data: DataSettings) => DataSettings): DataSettings {
  const key = JSON.stringify(pick(useProject(s => s.document.data)))
  return useMemo(() => JSON.parse(key) as DataSettings, [key])
}
