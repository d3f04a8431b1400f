/** What the Data workspace shows of the samples: which split and which class. Not saved. */
import { useMemo } from 'react'
import { create } from 'zustand'
import type { DataSettings, SplitName } from '../../preload/contract'
import { useProject } from '../document/store'

type View = { readonly split: SplitName | 'all'; readonly label: number | null }
export const useView = create<View>(() => ({ split: 'training', label: null }))
export const showSplit = (split: View['split']): void => useView.setState({ split })
export const showLabel = (label: number | null): void => useView.setState({ label })

/** The data settings that decide which samples there are: preparation does not, so nothing is read again while it is edited. */
export function useSplit(): DataSettings {
  const data = useProject(s => s.document.data),
    key = JSON.stringify({ ...data, preparation: [], augmentation: [] })
  return useMemo(() => JSON.parse(key) as DataSettings, [key])
}
