/**
 * The right side of Data: what the set is, how its classes are spread over the splits, and what was found in
 * it.
 */
import { Button, Tooltip } from '@mantine/core'
import type { DatasetSummary } from '../../preload/contract'
import { useDataset } from '../dataset/store'
import { useAnalysis } from '../document/analysis'
import { beginProject } from '../project/actions'
import { count } from '../ui/format'
import { useAudit } from './audit'
import { ClassMeans } from './ClassMeans'
import { ClassTable } from './ClassTable'
import styles from './data.module.css'
import { DataFacts } from './DataFacts'
import { Findings } from './Findings'
import { openAgain } from './importing'

export function About({ summary }: { summary: DatasetSummary }) {
  const { classes, licence } = summary
  const auditing = useAudit(summary.fingerprint)
  return (
    <>
      <h2 className={styles.title}>{summary.title}</h2>
      <p className={styles.text}>{summary.about}</p>
      <DataFacts summary={summary} />
      <Misfit summary={summary} />
      {classes.length === 0 && (
        <>
          <h2 className={styles.title}>To predict</h2>
          <p className={styles.text}>{summary.numbers.join(', ')}</p>
        </>
      )}
      {classes.length > 0 && <ClassTable summary={summary} />}
      <Otherwise id={summary.id} />
      {summary.kind === 'images' && auditing.audit && <ClassMeans summary={summary} audit={auditing.audit} />}
      <h2 className={styles.title}>What was found</h2>
      <Findings answer={auditing} />
      {licence.name === '' ? <Origin summary={summary} /> : <Licence licence={licence} />}
      <Tooltip label={summary.fingerprint}>
        <p className={styles.fingerprint}>Fingerprint {summary.fingerprint.slice(0, 16)}…</p>
      </Tooltip>
    </>
  )
}

/** The way out where the network and the data do not go together. */
function Misfit({ summary }: { summary: DatasetSummary }) {
  const [first] = useAnalysis().problems
  if (!first || summary.splitProblem !== null) return null
  return (
    <div className={styles.begin}>
      <p>The network of this project does not fit these data: {first.sentence}</p>
      <Button variant="default" onClick={() => void beginProject(summary.id)}>
        New project that fits
      </Button>
    </div>
  )
}

/** Of a set of the user's own. */
const Origin = ({ summary }: { summary: DatasetSummary }) => (
  <>
    <h2 className={styles.title}>Source</h2>
    <p className={styles.text} style={{ overflowWrap: 'anywhere' }}>
      {summary.licence.source}
    </p>
    <Left id={summary.id} />
  </>
)

const Licence = ({ licence }: { licence: DatasetSummary['licence'] }) => (
  <>
    <h2 className={styles.title}>Licence</h2>
    <p className={styles.text}>
      <b>{licence.name}</b> · {licence.source}
    </p>
    <details className={styles.licence}>
      <summary>Read the whole text</summary>
      <pre>{licence.text}</pre>
    </details>
  </>
)

/** The same samples with something else to predict are another data set, made of the same files. */
function Otherwise({ id }: { id: string }) {
  const head = useDataset(s => s.list.find(d => d.id === id))
  if (!head?.own) return null
  return (
    <Button className={styles.otherwise ?? ''} variant="default" onClick={() => void openAgain(head)}>
      Choose another target…
    </Button>
  )
}

/** Files that were left out when the set was imported. */
function Left({ id }: { id: string }) {
  const left = useDataset(s => s.list.find(d => d.id === id)?.own?.left ?? [])
  if (left.length === 0) return null
  return (
    <details className={styles.licence}>
      <summary>{left.length === 1 ? '1 file was' : `${count(left.length)} files were`} left out</summary>
      <pre>{left.map(l => `${l.name}: ${l.sentence}`).join('\n')}</pre>
    </details>
  )
}
