/** What is said of files that are opened: notes, and which cannot be read. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { FileProblem, Note } from '../../preload/contract'
import { count } from '../ui/format'
import styles from './import.module.css'

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert }

export function Sentence({ note: { level, sentence }, isAlert = false }: { note: Note; isAlert?: boolean }) {
  const Icon = ICONS[level]
  return (
    <p className={styles.note} data-level={level} role={isAlert ? 'alert' : undefined}>
      <Icon size={14} aria-hidden="true" />
      {sentence}
    </p>
  )
}
export const Notes = ({ notes }: { notes: readonly Note[] }) => (
  <div className={styles.notes} data-testid="import-notes">
    {notes.map(n => (
      <Sentence key={n.sentence} note={n} />
    ))}
  </div>
)

export function ImportProblems({
  problems,
  intro,
  isOpen = false,
}: {
  problems: readonly FileProblem[]
  intro: string
  isOpen?: boolean
}) {
  if (problems.length === 0) return null
  return (
    <details className={styles.problems} open={isOpen} data-testid="import-problems">
      <summary>
        <TriangleAlert size={14} aria-hidden="true" />
        {problems.length === 1 ? '1 file' : `${count(problems.length)} files`} {intro}
      </summary>
      <ul>
        {problems.map((p, i) => (
          <li key={`${p.name}${i}`}>
            <b>{p.name}</b> {p.sentence}
          </li>
        ))}
      </ul>
    </details>
  )
}
