/**
 * What the finished network answered to the test split: predicted against true numbers and residuals, or the
 * confusion matrix.
 */
import type { TestAnswers } from '../../preload/contract'
import { Confusion } from './Confusion'
import { Numbers } from './Numbers'

export function AnswersPanel({ answers }: { answers: TestAnswers }) {
  const [first] = answers.figures
  if (!first) return null
  return 'numbers' in first ? <Numbers answers={answers} /> : <Confusion figures={first.classes} />
}
