/**
 * What the chosen data set means for the graph: a sample's shape and the number of classes. Null while none
 * is known.
 */
import { create } from 'zustand'
import type { SampleInfo } from '../../preload/contract'
import { isEqual } from './history'

export const useSampleInfo = create<{ readonly info: SampleInfo | null }>(() => ({ info: null }))

/** Telling it the same thing again wakes nobody. */
export function setSampleInfo(info: SampleInfo | null): void {
  if (!isEqual(info, useSampleInfo.getState().info)) useSampleInfo.setState({ info })
}
