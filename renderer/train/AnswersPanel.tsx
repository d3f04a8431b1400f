/**
 * What the finished network answered to the test split: predicted against true and what is left over, or who
 * was taken for whom.
 */
import type { TestAnswers } from '../../preload/contract'
import { Confusion } from './Confusion'
import { Numbers } from './Numbers'

export function AnswersPanel({ answers }: { answers: TestAnswers }) {
  const [first] = answers.figures
  if (!first) return null
  return 'numbers' in first ? <Numbers answers={answers} /> : <Confusion figures={first.classes} />
}
