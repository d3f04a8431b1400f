/** An experiment's name: double-click, or Enter or F2 on it, renames it in place. */
import { useState } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { call } from '../bridge'
import { attempt } from '../ui/say'
import styles from './compare.module.css'

export function RunName({ row }: { row: ExperimentRow }) {
  const [text, setText] = useState<string | null>(null)
  if (text === null)
    return (
      <button
        type="button"
        className={styles.name}
        title={`${row.name} · double-click to rename`}
        onDoubleClick={() => setText(row.name)}
        onKeyDown={e => {
          if (e.key === 'F2' || e.key === 'Enter') setText(row.name)
        }}
      >
        {row.name}
      </button>
    )
  const keep = (): void => {
    const name = text.trim()
    setText(null)
    if (name && name !== row.name) void attempt(() => call('experiment:edit', { id: row.id, name }))
  }
  return (
    <input
      className={styles.rename}
      aria-label="Name of the experiment"
      autoFocus
      maxLength={200}
      value={text}
      onChange={e => setText(e.currentTarget.value)}
      onFocus={e => e.currentTarget.select()}
      onBlur={keep}
      onKeyDown={e => {
        if (e.key === 'Enter') keep()
        if (e.key === 'Escape') setText(null)
      }}
    />
  )
}
