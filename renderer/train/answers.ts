/** What the last run answered to its test split. */
import { useEffect, useState } from 'react'
import type { TestAnswers } from '../../preload/contract'
import { call } from '../bridge'
import { useRun } from '../runs/run'

/** Null while it trains, and where it did not finish. */
export function useAnswers(): TestAnswers | null {
  const experiment = useRun(s => (s.end?.status === 'finished' ? s.end.experiment : null))
  const [answers, setAnswers] = useState<{ of: number; answers: TestAnswers | null } | null>(null)
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
