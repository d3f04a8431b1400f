/** What the Data workspace shows of the samples: which split and which class. Not saved. */
import { create } from 'zustand'
import type { SplitName } from '../../preload/contract'

type View = { readonly split: SplitName | 'all'; readonly label: number | null }
export const useView = create<View>(() => ({ split: 'training', label: null }))
export const showSplit = (split: View['split']): void => useView.setState({ split })
export const showLabel = (label: number | null): void => useView.setState({ label })
