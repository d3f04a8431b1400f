/** Whether numbers are predicted, and what the loss is of. */
import { learnsStandardised } from '../../preload/contract'
import { useSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { useRun } from './run'

/** As the last run did; before there is one, as the chosen data set asks for. */
export function usePredictsNumbers(): boolean {
  const last = useRun(s => s.history.at(-1))
  const info = useSampleInfo(s => s.info)
  return last ? last.validationFit !== null : info !== null && info.classes === 0 && (info.numbers ?? 0) > 0
}

/** Whether the loss of the last run, or of the next while there is none, is of standardised numbers. */
export function useLossIsStandardised(): boolean {
  const last = useRun(s => s.progress?.isStandardised)
  const next = useProject(s => learnsStandardised(s.document))
  return usePredictsNumbers() && (last ?? next)
}
