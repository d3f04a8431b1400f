/** The network in small: where you are, and where you can go. */
import { UnstyledButton } from '@mantine/core'
import { useMemo } from 'react'
import { formatShape, layer, type Document, type NodeMaps } from '../../preload/contract'
import { linksOf } from '../document/links'
import styles from './inspect.module.css'

type Props = {
  readonly document: Document
  readonly maps: readonly NodeMaps[]
  readonly node: string | null
  readonly onPick: (node: string) => void
}

export function NodeList({ document, maps, node, onPick }: Props) {
  const links = useMemo(() => linksOf(document, null), [document])
  return (
    <nav className={styles.nodes} aria-label="Layers">
      {links.map(link => {
        const { group } = layer(link.node.kind)
        const shape = maps.find(m => m.node === link.node.id)?.shape
        const words = link.from ? `from ${link.from.join(', ')}` : link.summary
        return (
          <UnstyledButton
            key={link.node.id}
            className={styles.nodeItem}
            data-active={node === link.node.id || undefined}
            aria-pressed={node === link.node.id}
            data-testid={`inspect-${link.node.id}`}
            onClick={() => onPick(link.node.id)}
          >
            <i style={{ background: `var(--family-${group})` }} />
            <b>{link.name}</b>
            <code>{shape ? formatShape(shape) : ''}</code>
            <span title={`${link.summary}${link.from ? `, ${words}` : ''}`}>{words}</span>
          </UnstyledButton>
        )
      })}
    </nav>
  )
}
