/**
 * Below the filter, where there is something to decide: whether the samples of a finding are left out, or
 * what was left out is taken back. Spectra lie over one another, so each has a name here to leave it out by;
 * pictures have a tile.
 */
import { Button } from '@mantine/core'
import type { DatasetSummary } from '../../preload/contract'
import { count } from '../ui/format'
import styles from './data.module.css'
import { leaveOut, takeBack, useLeftOut } from './leftOut'
import { usePage } from './pages'
import { useQuery, useView } from './view'

const MOST_NAMED = 24

export function LeavingBar({ summary }: { summary: DatasetSummary }) {
  const { only, stage } = useView()
  const { split } = useQuery()
  const left = useLeftOut()
  if (stage === 'augmented' || (!only && split !== 'left out')) return null
  return (
    <div className={styles.leaving} data-testid="leaving">
      {only ? <OfFinding samples={only.samples} surplus={only.surplus} left={left} /> : <OfAll left={left} />}
      {summary.kind === 'spectra' && <Names left={left} surplus={only?.surplus ?? []} />}
    </div>
  )
}

function OfAll({ left }: { left: ReadonlySet<number> }) {
  return (
    <>
      <span>What is left out takes part in nothing.</span>
      <Button variant="default" onClick={() => takeBack(left)}>
        {left.size === 1 ? 'Take it back' : `Take all ${count(left.size)} back`}
      </Button>
    </>
  )
}

type OfFindingProps = {
  readonly samples: readonly number[]
  readonly surplus: readonly number[]
  readonly left: ReadonlySet<number>
}
function OfFinding({ samples, surplus, left }: OfFindingProps) {
  const rest = surplus.filter(i => !left.has(i))
  const gone = samples.filter(i => left.has(i))
  const isPart = rest.length + gone.length < samples.length
  if (surplus.length === 0 && gone.length === 0)
    return <span>Nothing is suggested here; each sample can be left out by itself.</span>
  return (
    <>
      {rest.length > 0 && (
        <>
          {isPart && <span>The marked ones would go, the others stay.</span>}
          <Button variant="default" onClick={() => leaveOut(rest)}>
            {isPart || gone.length > 0
              ? `Leave ${count(rest.length)} of these out`
              : rest.length === 1
                ? 'Leave it out'
                : `Leave these ${count(rest.length)} out`}
          </Button>
        </>
      )}
      {gone.length > 0 && (
        <>
          <span>{gone.length === 1 ? 'One is' : `${count(gone.length)} are`} left out.</span>
          <Button variant="default" onClick={() => takeBack(gone)}>
            {gone.length === 1 ? 'Take it back' : `Take ${count(gone.length)} back`}
          </Button>
        </>
      )}
    </>
  )
}

function Names({ left, surplus }: { left: ReadonlySet<number>; surplus: readonly number[] }) {
  const query = useQuery()
  const samples = usePage(query, 0)
  if (!samples) return null
  return (
    <ul className={styles.names} aria-label="Samples">
      {Array.from(samples.indices.subarray(0, MOST_NAMED), (sample, i) => {
        const name = samples.names[i] ?? `sample ${sample + 1}`
        const isLeft = left.has(sample)
        return (
          <li key={sample}>
            <button
              type="button"
              data-surplus={
                (surplus.includes(sample) && !isLeft && surplus.length < (query.only?.length ?? 0)) ||
                undefined
              }
              data-left={isLeft || undefined}
              title={`${isLeft ? 'Take back' : 'Leave out'}: ${name}`}
              aria-label={`${isLeft ? 'Take back' : 'Leave out'}: ${name}`}
              onClick={() => (isLeft ? takeBack([sample]) : leaveOut([sample]))}
            >
              {name}
            </button>
          </li>
        )
      })}
      {samples.indices.length > MOST_NAMED && <li>and more</li>}
    </ul>
  )
}
