/** A section of a node's view: its heading, its scale, and a grid of tiles that tells what is pointed at. */
import { useState, type ReactNode } from 'react'
import { ScaleBar } from '../charts/ScaleBar'
import type { Tiles } from '../charts/tiles/types'
import { figure } from '../ui/format'
import styles from './inspect.module.css'

type SectionProps = {
  testid: string
  title: string
  words: string
  tiles: Tiles
  isOwn: boolean
  tools: ReactNode
  children: (onHover: (words: string | null) => void) => ReactNode
}

export function TileSection({ testid, title, words, tiles, isOwn, tools, children }: SectionProps) {
  const [hovered, setHovered] = useState<string | null>(null)
  return (
    <section className={styles.section} aria-label={title} data-testid={testid}>
      <header>
        <h2>{title}</h2>
        {tools}
        <TileScale tiles={tiles} isOwn={isOwn} />
      </header>
      <p className={`${styles.faint} ${styles.words}`} data-figures>
        {hovered ?? words}
      </p>
      {children(setHovered)}
    </section>
  )
}

/** Pictures share a colour scale, lines a vertical one. */
function TileScale({ tiles, isOwn }: { tiles: Tiles; isOwn: boolean }) {
  if (isOwn) return null
  return tiles.height > 0 ? (
    <ScaleBar scale={tiles.scale} />
  ) : (
    <span className={styles.scaleWords} data-figures>
      each from {figure(tiles.scale.low, 2)} to {figure(tiles.scale.high, 2)}
    </span>
  )
}
