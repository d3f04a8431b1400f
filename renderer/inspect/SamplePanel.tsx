/** The chosen test sample, what the network says of it, and what it really is. */
import { ActionIcon, Select } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import type { DatasetSummary, SampleMaps, Samples } from '../../preload/contract'
import { classColour } from '../charts/colours'
import { LineChart } from '../charts/LineChart'
import { Picture, rangeOf } from '../charts/Picture'
import { axisFormat, axisLabel, channelOf } from '../charts/spectra'
import { count, figure, percent } from '../ui/format'
import styles from './inspect.module.css'
import type { Answer } from './store'

type Props = {
  readonly summary: Answer<DatasetSummary>
  readonly sample: Answer<Samples>
  readonly maps: SampleMaps | null
  readonly label: number | null
  readonly position: number
  readonly onLabel: (label: number | null) => void
  readonly onPosition: (position: number) => void
}

export function SamplePanel({
  summary: { value: summary, sentence },
  sample,
  maps,
  label,
  position,
  onLabel,
  onPosition,
}: Props) {
  if (!summary)
    return <aside className={styles.sample}>{sentence && <p className={styles.bad}>{sentence}</p>}</aside>
  const total = label === null ? summary.sizes.test : (summary.counts.test[label] ?? 0)
  const classes = summary.classes.map((name, i) => ({ value: String(i), label: name }))
  return (
    <aside className={styles.sample} aria-label="Sample">
      <h2>Test sample</h2>
      <div className={styles.picker}>
        <Select
          aria-label="Class of the sample"
          data={[{ value: 'every', label: classes.length > 0 ? 'Every class' : 'Every sample' }, ...classes]}
          disabled={classes.length === 0}
          value={label === null ? 'every' : String(label)}
          onChange={v => onLabel(v === null || v === 'every' ? null : Number(v))}
        />
        <ActionIcon
          aria-label="Previous sample"
          disabled={position === 0}
          onClick={() => onPosition(position - 1)}
        >
          <ChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          aria-label="Next sample"
          disabled={position + 1 >= total}
          onClick={() => onPosition(position + 1)}
        >
          <ChevronRight size={16} />
        </ActionIcon>
      </div>
      <p className={styles.faint}>
        {total === 0 ? 'No test sample of this class.' : `${count(position + 1)} of ${count(total)}`}
      </p>
      {sample.value && sample.value.indices.length > 0 && <Shown summary={summary} sample={sample.value} />}
      {maps && summary.classes.length > 0 && <Verdict summary={summary} maps={maps} />}
      {maps && summary.numbers.length > 0 && sample.value && (
        <Numbers names={summary.numbers} truth={sample.value.numbers} said={maps.probabilities} />
      )}
    </aside>
  )
}

function Shown({ summary, sample }: { summary: DatasetSummary; sample: Samples }) {
  const lines = useMemo(
    () =>
      Array.from({ length: sample.shape[1] ?? 1 }, (_, channel) => ({
        label: `channel ${channel + 1}`,
        isUnnamed: true,
        x: sample.axis?.values ?? Array.from({ length: sample.shape[0] ?? 0 }, (_, i) => i),
        y: channelOf(sample, 0, channel),
        colour: channel === 0 ? 'var(--accent)' : classColour(channel),
      })),
    [sample],
  )
  const name = sample.names[0] ?? `sample ${(sample.indices[0] ?? 0) + 1}`
  const title = summary.classes.length > 0 ? `${name}: ${summary.classes[sample.labels[0] ?? 0]}` : name
  const range = useMemo(() => rangeOf(sample.values, summary.isBytes), [sample, summary.isBytes])
  if (summary.kind === 'images')
    return (
      <div className={styles.picture}>
        <Picture label={title} shape={sample.shape} values={sample.values} range={range} />
      </div>
    )
  return (
    <div className={styles.spectrum}>
      <LineChart
        label="As measured"
        xLabel={axisLabel(sample.axis)}
        formatX={axisFormat(sample.axis)}
        read={() => lines}
        version={() => lines}
        empty=""
      />
    </div>
  )
}

/** What was measured, and what the network says. */
function Numbers({
  names,
  truth,
  said,
}: {
  names: readonly string[]
  truth: Float32Array
  said: readonly number[]
}) {
  return (
    <table className={styles.numbers} data-figures data-testid="numbers">
      <thead>
        <tr>
          <th />
          <th>True</th>
          <th>Predicted</th>
          <th>Off by</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, i) => (
          <tr key={name}>
            <th title={name}>{name}</th>
            <td>{figure(truth[i], 3)}</td>
            <td>{figure(said[i], 3)}</td>
            <td>{figure((said[i] ?? NaN) - (truth[i] ?? NaN), 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
/** One score for two classes is the probability of the second. */
const perClass = (p: readonly number[]): readonly number[] =>
  p.length === 1 ? [1 - (p[0] ?? 0), p[0] ?? 0] : p

function Verdict({
  summary,
  maps: { probabilities: scores, label },
}: {
  summary: DatasetSummary
  maps: SampleMaps
}) {
  const probabilities = perClass(scores)
  const order = probabilities.map((p, i) => ({ p, i })).sort((a, b) => b.p - a.p)
  const isRight = order[0]?.i === label
  return (
    <>
      <p className={styles.verdict} data-right={isRight} data-testid="verdict">
        {isRight
          ? `Right: ${summary.classes[label]}.`
          : `Wrong: it is ${summary.classes[label]}, the network says ${summary.classes[order[0]?.i ?? 0]}.`}
      </p>
      <ol className={styles.probabilities}>
        {order.slice(0, 10).map(({ p, i }) => (
          <li key={i} data-label={i === label || undefined}>
            <span title={summary.classes[i]}>{summary.classes[i]}</span>
            <i>
              <b style={{ transform: `scaleX(${p})` }} />
            </i>
            <em>{percent(p)}</em>
          </li>
        ))}
      </ol>
    </>
  )
}
