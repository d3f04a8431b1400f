/** What can be done with what was opened: import it, or not; and the question that an import may ask. */
import { Button, Progress } from '@mantine/core'
import type { EventOf, FileProblem, Recipe } from '../../preload/contract'
import { isEqual } from '../document/history'
import { count } from '../ui/format'
import styles from './import.module.css'
import { answerQuestion, choosePaths, closeImport, startImport } from './importing'
import { useImporting } from './importStore'
import { ImportProblems } from './importNotes'

function whatIsMissing(recipe: Recipe, present: Recipe | null): string | null {
  if (recipe.target.kind === 'none') return 'Choose what is predicted to import.'
  return present && isEqual(recipe, present)
    ? 'This is the set that is there already: choose another target, or read it otherwise.'
    : null
}

export function ImportActions() {
  const { phase, recipe, present, preview, isStale, sentence, progress } = useImporting()
  const isImporting = phase === 'importing'
  // What keeps the files from being read is said above, and comes first.
  const missing = recipe && sentence === null ? whatIsMissing(recipe, present) : null
  return (
    <>
      {isImporting && <ProgressBar progress={progress} />}
      {!isImporting && !recipe && sentence && <OpenOthers />}
      {!isImporting && missing && <span className={styles.hint}>{missing}</span>}
      <Button variant="default" onClick={() => void closeImport()}>
        Cancel
      </Button>
      {recipe && (
        <Button
          disabled={isImporting || !preview || isStale || sentence !== null || missing !== null}
          onClick={() => void startImport()}
        >
          {preview?.samples
            ? `Import ${count(preview.samples)} ${preview.samples === 1 ? 'sample' : 'samples'}`
            : 'Import'}
        </Button>
      )}
    </>
  )
}

const ProgressBar = ({ progress }: { progress: EventOf<'data:progress'> | null }) => (
  <div className={styles.progress}>
    <Progress
      value={progress ? (100 * progress.done) / progress.total : 0}
      animated={!progress}
      aria-label="Import"
    />
    <span data-figures role="status">
      {progress
        ? `${count(progress.done)} of ${count(progress.total)} files · ${count(progress.samples)} ` +
          `samples · ${count(Math.round(progress.perSecond))} a ` +
          `second${progress.problems > 0 ? ` · ${count(progress.problems)} could not be read` : ''}`
        : 'Beginning…'}
    </span>
  </div>
)

const OpenOthers = () => (
  <>
    <Button variant="default" onClick={() => void choosePaths('files')}>
      Open files…
    </Button>
    <Button variant="default" onClick={() => void choosePaths('folder')}>
      Open a folder…
    </Button>
  </>
)

export function ImportQuestion({ problems, samples }: { problems: readonly FileProblem[]; samples: number }) {
  return (
    <div className={styles.question} role="alertdialog" aria-label="Files that could not be read">
      <ImportProblems problems={problems} intro="could not be read" isOpen />
      <div className={styles.answers}>
        <span>{count(samples)} samples are ready. Nothing is kept until you decide.</span>
        <Button variant="default" onClick={() => void closeImport()}>
          Cancel the import
        </Button>
        <Button onClick={() => void answerQuestion(true)}>
          Leave {problems.length === 1 ? 'it' : 'them'} out and import {count(samples)}
        </Button>
      </div>
    </div>
  )
}
