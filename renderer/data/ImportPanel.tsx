/**
 * What was opened, before it is imported: the samples as they would be read, what is said of them, and how to
 * read them otherwise.
 */
import { Loader } from '@mantine/core'
import styles from './import.module.css'
import { ImportActions, ImportQuestion } from './ImportActions'
import { useImporting } from './importStore'
import { Notes, ImportProblems, Sentence } from './importNotes'
import { ImportPreview } from './ImportPreview'
import { RecipeForm } from './RecipeForm'

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
        {preview && !sentence && <ImportProblems problems={preview.problems} intro="cannot be read" />}
        {preview && !sentence && <ImportPreview preview={preview} isStale={isStale} />}
      </section>
      {recipe && (
        <aside className={styles.options} aria-label="How to read the files">
          <fieldset disabled={phase !== 'ready'}>
            <RecipeForm recipe={recipe} columns={preview?.columns ?? []} kind={preview?.kind ?? 'images'} />
          </fieldset>
        </aside>
      )}
      <footer className={styles.footer}>
        {question ? <ImportQuestion {...question} /> : <ImportActions />}
      </footer>
    </div>
  )
}
