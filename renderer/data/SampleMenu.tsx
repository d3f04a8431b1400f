/**
 * What can be done with one sample, where it was asked for. One menu for all tiles: one in each would make
 * scrolling heavy.
 */
import { Menu } from '@mantine/core'
import { useEffect, useState } from 'react'
import styles from './data.module.css'
import { takeBack } from './leftOut'

export type Asked = {
  readonly sample: number
  /** Its place in the gallery. */
  readonly position: number
  readonly title: string
  /** On the screen. */
  readonly x: number
  readonly y: number
}
type Props = {
  readonly asked: Asked | null
  readonly left: ReadonlySet<number>
  readonly onLeave: (sample: number, position: number) => void
}

export function SampleMenu({ asked, left, onLeave }: Props) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => setOpen(asked !== null), [asked])
  if (!asked) return null
  const { sample, position, title, x, y } = asked
  return (
    <Menu
      key={`${x} ${y}`}
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={220}
      offset={4}
      returnFocus
    >
      <Menu.Target>
        <span aria-hidden="true" style={{ position: 'fixed', left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={title}>
        <Menu.Label>{title}</Menu.Label>
        {left.has(sample) ? (
          <Menu.Item onClick={() => takeBack([sample])}>Take back</Menu.Item>
        ) : (
          <Menu.Item
            rightSection={<kbd className={styles.key}>Del</kbd>}
            onClick={() => onLeave(sample, position)}
          >
            Leave out
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
