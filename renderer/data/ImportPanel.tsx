/**
 * What was opened, before it is imported: the samples as they would be read, what is said of them, and how to
 * read them otherwise.
 */
import { Button, Loader, Progress } from '@mantine/core'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { formatShape, type FileProblem, type Note, type Preview, type Recipe } from '../../preload/contract'
import { LineChart } from '../charts/LineChart'
import { classColour } from '../charts/colours'
import { isEqual } from '../document/history'
import { count } from '../ui/format'
import { answerQuestion, choosePaths, closeImport, startImport, useImporting } from './importing'
import styles from './import.module.css'
import { Picture, rangeOf } from '../charts/Picture'
import { RecipeForm } from './RecipeForm'
import { axisFormat, axisLabel } from '../charts/spectra'

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

export function ImportPanel() {
  const { phase, paths, notes, recipe, preview, isStale, sentence, question } = useImporting()
  const what =
    paths.length === 1 ? fileName(paths[0] ?? '') : `${fileName(paths[0] ?? '')} and ${paths.length - 1} more`
  return (
    <div className={styles.panel} data-testid="import" data-bare={!recipe || undefined}>
      <section
        className={styles.main}
        aria-label="Preview of the import"
        aria-busy={phase === 'looking' || isStale}
      >
        <header className={styles.header}>
          <h2>{recipe?.title ?? what}</h2>
          <span title={paths.join('\n')}>
            <bdi>{paths[0]}</bdi>
          </span>
          {(phase === 'looking' || isStale) && <Loader size={14} aria-label="Reading" />}
        </header>
        {phase === 'looking' && <p className={styles.waiting}>Looking at the files…</p>}
        {sentence && <Sentence note={{ level: 'error', sentence }} isAlert />}
        {recipe && !sentence && <Notes notes={[...notes, ...(preview?.notes ?? [])]} />}
        {preview && !sentence && <Problems problems={preview.problems} intro="cannot be read" />}
        {preview && !sentence && <Shown preview={preview} isStale={isStale} />}
      </section>
      {recipe && (
        <aside className={styles.options} aria-label="How to read the files">
          <fieldset disabled={phase !== 'ready'}>
            <RecipeForm recipe={recipe} columns={preview?.columns ?? []} kind={preview?.kind ?? 'images'} />
          </fieldset>
        </aside>
      )}
      <footer className={styles.footer}>
        {question ? <Question problems={question.problems} samples={question.samples} /> : <Actions />}
      </footer>
    </div>
  )
}

function whatIsMissing(recipe: Recipe, present: Recipe | null): string | null {
  if (recipe.target.kind === 'none') return 'Choose what is predicted to import.'
  return present && isEqual(recipe, present)
    ? 'This is the set that is there already: choose another target, or read it otherwise.'
    : null
}

function Actions() {
  const { phase, recipe, present, preview, isStale, sentence, progress } = useImporting()
  const isImporting = phase === 'importing'
  const missing = recipe && whatIsMissing(recipe, present)
  return (
    <>
      {isImporting && (
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
      )}
      {!isImporting && !recipe && sentence && (
        <>
          <Button variant="default" onClick={() => void choosePaths('files')}>
            Open files…
          </Button>
          <Button variant="default" onClick={() => void choosePaths('folder')}>
            Open a folder…
          </Button>
        </>
      )}
      {!isImporting && missing && <span className={styles.hint}>{missing}</span>}
      <Button variant="default" onClick={() => void closeImport()}>
        Cancel
      </Button>
      {recipe && (
        <Button
          disabled={isImporting || !preview || isStale || sentence !== null || missing !== null}
          onClick={() => void startImport()}
        >
          {preview?.samples ? `Import ${count(preview.samples)} samples` : 'Import'}
        </Button>
      )}
    </>
  )
}

function Question({ problems, samples }: { problems: readonly FileProblem[]; samples: number }) {
  return (
    <div className={styles.question} role="alertdialog" aria-label="Files that could not be read">
      <Problems problems={problems} intro="could not be read" isOpen />
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

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert }

function Sentence({ note: { level, sentence }, isAlert = false }: { note: Note; isAlert?: boolean }) {
  const Icon = ICONS[level]
  return (
    <p className={styles.note} data-level={level} role={isAlert ? 'alert' : undefined}>
      <Icon size={14} aria-hidden="true" />
      {sentence}
    </p>
  )
}
const Notes = ({ notes }: { notes: readonly Note[] }) => (
  <div className={styles.notes} data-testid="import-notes">
    {notes.map(n => (
      <Sentence key={n.sentence} note={n} />
    ))}
  </div>
)

function Problems({
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

const length = ({ shape }: Preview): number => shape.reduce((a, b) => a * b, 1)

function Shown({ preview, isStale }: { preview: Preview; isStale: boolean }) {
  const { names, values, targets, shape } = preview
  const each = length(preview)
  const range = useMemo(() => rangeOf(values, preview.isBytes), [values, preview.isBytes])
  if (preview.kind === 'spectra') return <Spectra preview={preview} />
  return (
    <ul
      className={styles.pictures}
      data-stale={isStale || undefined}
      aria-label={`${names.length} samples, ${formatShape(shape)} each`}
    >
      {names.map((name, i) => (
        <li key={`${name}${i}`} title={name}>
          <div>
            <Picture label={name} shape={shape} values={values} offset={i * each} range={range} />
          </div>
          <span>{targets[i]}</span>
        </li>
      ))}
    </ul>
  )
}

function Spectra({ preview }: { preview: Preview }) {
  const lines = useMemo(() => {
    const each = length(preview)
    const [points = 0, channels = 1] = preview.shape
    const x = preview.axis?.values ?? Array.from({ length: points }, (_, i) => i)
    const kinds = [...new Set(preview.targets)]
    return preview.names.flatMap((name, i) =>
      Array.from({ length: channels }, (_, c) => ({
        label: `${name} ${preview.targets[i] ?? ''}`,
        isUnnamed: true,
        x,
        y: Float32Array.from({ length: points }, (_, p) => preview.values[i * each + p * channels + c] ?? 0),
        colour: classColour(kinds.length > 12 ? 0 : Math.max(0, kinds.indexOf(preview.targets[i] ?? ''))),
        width: 1,
      })),
    )
  }, [preview])
  const { axis } = preview
  return (
    <div className={styles.spectra}>
      <LineChart
        label={`${preview.names.length} of the spectra as they are read`}
        xLabel={axisLabel(axis)}
        formatX={axisFormat(axis)}
        read={() => lines}
        version={() => lines}
        empty="No spectra"
      />
    </div>
  )
}
