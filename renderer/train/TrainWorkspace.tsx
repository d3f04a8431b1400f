/** Train: settings at the left, the two curves large, what happened at the right. */
import { useState } from 'react'
import { useAnswers } from './answers'
import { AnswersPanel } from './AnswersPanel'
import { Charts } from './Charts'
import { CurveTools, type CurveLook, type TrainView } from './CurveTools'
import { RunLog } from './RunLog'
import { TrainingForm } from './TrainingForm'
import styles from './train.module.css'

export function TrainWorkspace() {
  const [drawn, setDrawn] = useState<CurveLook>({ isLog: false, smoothing: 0.9 })
  const [view, setView] = useState<TrainView>('curves')
  const answers = useAnswers()
  return (
    <div className={styles.workspace}>
      <aside className={styles.settings} aria-label="Training settings">
        <TrainingForm />
      </aside>
      <section className={styles.curves}>
        <CurveTools view={answers && view} onView={setView} drawn={drawn} onDrawn={setDrawn} />
        {answers && view === 'answers' ? <AnswersPanel answers={answers} /> : <Charts {...drawn} />}
      </section>
      <aside className={styles.side} aria-label="Progress">
        <RunLog />
      </aside>
    </div>
  )
}
