/**
 * The header: whose project this is, whether it is saved, what the engine is doing, and Train / Pause / Stop.
 */
import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { labelWithKeys } from '../../preload/commands'
import { useProject } from '../document/store'
import styles from './frame.module.css'
import { LiveStatus } from './LiveStatus'
import { ProjectMenu } from './ProjectMenu'
import { RunControls } from './RunControls'

export function Header() {
  return (
    <header className={styles.header}>
      <Logo />
      <ProjectMenu />
      <ProjectName />
      <SaveState />
      <span className={styles.spring} />
      <LiveStatus />
      <RunControls />
    </header>
  )
}

/** Receptive's mark: one value and the window of the input that it sees. */
const Logo = () => (
  <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden className={styles.mark}>
    <rect
      x="1.5"
      y="1.5"
      width="17"
      height="17"
      rx="4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      opacity="0.35"
    />
    <rect
      x="5"
      y="5"
      width="10"
      height="10"
      rx="2.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      opacity="0.7"
    />
    <rect x="8.25" y="8.25" width="3.5" height="3.5" rx="1" fill="currentColor" />
  </svg>
)

function ProjectName() {
  const name = useProject(s => s.document.name)
  const edit = useProject(s => s.edit)
  const [text, setText] = useState(name)
  useEffect(() => setText(name), [name])
  const keep = () => {
    const next = text.trim().slice(0, 200)
    if (next) edit('Rename project', d => ({ ...d, name: next }))
    else setText(name)
  }
  return (
    <input
      className={styles.name}
      aria-label="Project name"
      data-own-undo
      value={text}
      maxLength={200}
      spellCheck={false}
      size={Math.max(4, Math.min(text.length, 44))}
      title={text.length > 44 ? text : undefined}
      onChange={e => setText(e.currentTarget.value)}
      onBlur={keep}
      onKeyDown={e => {
        if (e.key === 'Escape') setText(name)
        if (e.key === 'Enter' || e.key === 'Escape') e.currentTarget.blur()
      }}
    />
  )
}

const SAVE = labelWithKeys('project:save')

function SaveState() {
  const project = useProject(s => s.project)
  if (!project) return null
  const file = project.path?.split(/[\\/]/).at(-1)
  const [text, help] = !file
    ? [
        'Kept on this computer',
        `Every edit is kept in the studio’s database. ${SAVE} writes a file to share.`,
      ]
    : project.isDirty
      ? [`${file} · edited`, `The edits are kept in the studio’s database; ${SAVE} writes them to the file.`]
      : [`${file} · saved`, project.path]
  return (
    <Tooltip label={help}>
      <span className={styles.saveState} title={text.length > 40 ? text : undefined} data-testid="save-state">
        {text}
      </span>
    </Tooltip>
  )
}
