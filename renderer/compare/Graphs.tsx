/**
 * The graphs of the first two ticked experiments side by side, node against node, with what changed marked.
 */
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { formatShape, layer, type Experiment, type SampleInfo } from '../../preload/contract'
import { useDataset } from '../dataset/store'
import { openExperiment } from '../project/actions'
import { count } from '../ui/format'
import { linksOf, type Link } from '../document/links'
import { alignLinks, type AlignedPair } from './align'
import styles from './compare.module.css'

export function Graphs({ experiments }: { experiments: readonly Experiment[] }) {
  const [left, right] = experiments
  const list = useDataset(s => s.list)
  const pairs = useMemo(() => {
    const info = (e: Experiment): SampleInfo | null => list.find(d => d.id === e.document.data.set) ?? null
    if (!left) return []
    const links = linksOf(left.document, info(left))
    return right
      ? alignLinks(links, linksOf(right.document, info(right)))
      : links.map((link): AlignedPair => ({ left: link, right: null, state: 'same' }))
  }, [left, right, list])
  if (!left) return null
  const shown = right ? [left, right] : [left]
  return (
    <section aria-label="Graphs" data-testid="graphs">
      <h2 className={styles.title}>{right ? 'The two graphs' : 'The graph'}</h2>
      <div
        className={styles.graphs}
        style={{ gridTemplateColumns: `repeat(${shown.length}, minmax(0, 1fr))` }}
      >
        {shown.map(e => (
          <div key={e.id} className={styles.graphHead}>
            <span title={e.name}>{e.name}</span>
            <Button variant="subtle" onClick={() => void openExperiment(e.id)}>
              Open as project
            </Button>
          </div>
        ))}
        {pairs.flatMap((pair, i) => [
          <NodeCard key={`${i}l`} link={pair.left} state={pair.state} />,
          ...(right ? [<NodeCard key={`${i}r`} link={pair.right} state={pair.state} />] : []),
        ])}
      </div>
      {experiments.length > 2 && (
        <p className={styles.faint}>Of {experiments.length} ticked experiments the first two are drawn.</p>
      )}
    </section>
  )
}

const WORDS = { same: '', changed: 'changed', added: 'only here', removed: 'only here' } as const

function NodeCard({ link, state }: { link: Link | null; state: AlignedPair['state'] }) {
  if (!link) return <div className={styles.gap} aria-hidden />
  const { group } = layer(link.node.kind)
  const words = link.from
    ? `from ${link.from.join(', ')}${link.from.length > 1 ? '' : ` · ${link.summary}`}`
    : link.summary
  return (
    <div className={styles.node} data-state={state} style={{ borderLeftColor: `var(--family-${group})` }}>
      <b>{link.name}</b>
      <code>{link.report?.out ? formatShape(link.report.out) : '–'}</code>
      <span title={words}>{words}</span>
      <small>
        {WORDS[state] || (link.report?.parameters ? `${count(link.report.parameters)} parameters` : '')}
      </small>
    </div>
  )
}
