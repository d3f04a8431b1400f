/** The figures of a data set: what a sample is, how many there are in each split, how many are left out. */
import { Tooltip } from '@mantine/core'
import {
  formatShape,
  SPLITS,
  type DataSettings,
  type DatasetSummary,
  type SplitName,
} from '../../preload/contract'
import { axisFormat } from '../charts/spectra'
import { useProject } from '../document/store'
import { count } from '../ui/format'
import styles from './data.module.css'
import { takeBack, useLeftOut } from './leftOut'
import { titleOfSplit } from './splits'
import { showLeftOut } from './view'

export function DataFacts({ summary }: { summary: DatasetSummary }) {
  const { axis } = summary
  return (
    <dl className={styles.facts}>
      <dt>Each sample</dt>
      <dd>
        {formatShape(summary.shape)}
        {summary.kind === 'images' ? ' pixels' : ' points'}
      </dd>
      {axis && (
        <>
          <dt>{axis.label || 'Axis'}</dt>
          <dd>
            {axisFormat(axis)(axis.values[0] ?? 0)}–{axisFormat(axis)(axis.values.at(-1) ?? 0)} {axis.unit}
          </dd>
        </>
      )}
      {SPLITS.map(s => (
        <Split key={s} name={s} samples={summary.sizes[s]} summary={summary} />
      ))}
      <LeftOut />
    </dl>
  )
}

/** As the project says it, whether or not the data have such samples. */
function LeftOut() {
  const left = useLeftOut()
  if (left.size === 0) return null
  return (
    <>
      <dt>Left out</dt>
      <dd className={styles.linked} data-testid="left-out">
        <span>{left.size === 1 ? '1 sample' : `${count(left.size)} samples`}</span>
        <button type="button" className={styles.link} onClick={showLeftOut}>
          Show
        </button>
        <button type="button" className={styles.link} onClick={() => takeBack(left)}>
          Take back
        </button>
      </dd>
    </>
  )
}

/** Where the test split comes from, as it is chosen at the left. */
function testInWords(
  split: NonNullable<DataSettings['split']>,
  { hasOwnTest, splitProblem }: DatasetSummary,
): string {
  if (splitProblem === null && split === 'column') return 'As the split column says.'
  if (splitProblem === null && split === 'folds') return 'One of the folds.'
  if (hasOwnTest) return 'The test part that came with the data.'
  return split === 'groups'
    ? 'A fifth of the samples, in whole groups, drawn with the split seed.'
    : 'A fifth of each class, drawn with the split seed.'
}

function Split({ name, samples, summary }: { name: SplitName; samples: number; summary: DatasetSummary }) {
  const split = useProject(d => d.document.data.split ?? 'stratified')
  const about = {
    training: 'Learned from.',
    validation: 'Watches the training without taking part.',
    test: `${testInWords(split, summary)} Asked once, at the end.`,
  }[name]
  return (
    <>
      <dt>{titleOfSplit(name)}</dt>
      <Tooltip label={about}>
        <dd>{count(samples)} samples</dd>
      </Tooltip>
    </>
  )
}
