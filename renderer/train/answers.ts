/** Whether numbers are predicted, what the loss is of, and what the last run answered to its test split. */
import { useEffect, useState } from 'react'
import { learnsStandardised, type Answers } from '../../preload/contract'
import { call } from '../bridge'
import { useSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { useRun } from '../runs/run'

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

/** Null while it trains, and where it did not finish. */
export function useAnswers(): Answers | null {
  const experiment = useRun(s => (s.end?.status === 'finished' ? s.end.experiment : null))
  const [answers, setAnswers] = useState<{ of: number; answers: Answers | null } | null>(null)
  useEffect(() => {
    let isWanted = true
    if (experiment === null) return
    call('experiment:answers', { id: experiment }).then(
      found => {
        if (isWanted) setAnswers({ of: experiment, answers: found })
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [experiment])
  return answers && answers.of === experiment ? answers.answers : null
}
