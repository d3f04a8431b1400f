/** What a node puts out where that is no map: features in a row, as bars. */
import { useState } from 'react'
import type { NodeMaps } from '../../preload/contract'
import { count } from '../ui/format'
import { Bars } from './Bars'
import styles from './inspect.module.css'

export function ValueBars({
  maps,
  names,
  height,
}: {
  maps: NodeMaps
  names: readonly string[] | null
  height: number
}) {
  const [hovered, setHovered] = useState<string | null>(null)
  const n = maps.values.length
  return (
    <section className={styles.section} aria-label="Feature maps" data-testid="maps">
      <header>
        <h2>Values</h2>
      </header>
      <p className={`${styles.faint} ${styles.words}`} data-figures>
        {hovered ?? `${count(n)} ${n === 1 ? 'value' : 'values'} after ${maps.title}`}
      </p>
      <Bars values={maps.values} names={names} height={height} onHover={setHovered} />
    </section>
  )
}
