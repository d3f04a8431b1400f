/**
 * An ordered list of steps that can be added, moved, changed and removed: the preparation, or the
 * augmentation.
 * A step's form is drawn from its declaration, as a layer's is, and one step is open at a time.
 */
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { DataStep } from '../../preload/contract'
import { StepItem, type StepChoice } from './StepItem'
import styles from './steps.module.css'

type Props = {
  readonly name: string
  /** What the list does, said where it is empty. */
  readonly about: string
  readonly steps: readonly DataStep[]
  readonly choices: Readonly<Record<string, StepChoice>>
  readonly form: 'images' | 'spectra'
  readonly make: (kind: string, at: number) => DataStep
  readonly problem?: string | null
  /** `key` keeps changes of one value together as one step of undo. */
  readonly onChange: (label: string, steps: readonly DataStep[], key?: string) => void
  readonly onCommit: () => void
}

export function StepList(props: Props) {
  const { name, about, steps, choices, form, problem, onCommit } = props
  const list = useSteps(props)
  return (
    <section aria-label={name} data-testid={`steps-${name.toLowerCase()}`}>
      <header className={styles.head}>
        <h2>{name}</h2>
        <AddMenu
          list={name.toLowerCase()}
          able={Object.entries(choices).filter(([, c]) => c.forms.includes(form))}
          onAdd={list.add}
        />
      </header>
      {steps.length === 0 && <p className={styles.none}>{about}</p>}
      <ol className={styles.list}>
        {steps.map((step, at) => (
          <StepItem
            key={`${at}${step.kind}`}
            step={step}
            at={at}
            last={steps.length - 1}
            choice={choices[step.kind]}
            isOpen={list.open === at}
            onToggle={() => list.toggle(at)}
            onMove={by => list.move(at, by)}
            onRemove={() => list.remove(at)}
            onValue={(param, value) => list.setValue(at, param, value)}
            onCommit={onCommit}
          />
        ))}
      </ol>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

/** Which step is open, and the changes of the list, each as one step of undo. */
function useSteps({ name, steps, choices, make, onChange }: Props) {
  const [open, setOpen] = useState<number | null>(null)
  const titleOf = (at: number): string => choices[steps[at]?.kind ?? '']?.title ?? 'step'
  return {
    open,
    toggle: (at: number) => setOpen(open === at ? null : at),
    add: (kind: string) => {
      onChange(`Add ${choices[kind]?.title}`, [...steps, make(kind, steps.length)])
      setOpen(steps.length)
    },
    move: (at: number, by: number) => {
      const next = [...steps]
      const [step] = next.splice(at, 1)
      if (step) next.splice(at + by, 0, step)
      setOpen(open === at ? at + by : open === at + by ? at : open)
      onChange(`Move step of ${name.toLowerCase()}`, next)
    },
    remove: (at: number) => {
      setOpen(null)
      onChange(
        `Remove ${titleOf(at)}`,
        steps.filter((_, i) => i !== at),
      )
    },
    setValue: (at: number, param: string, value: unknown) =>
      onChange(
        `Change ${titleOf(at)}`,
        steps.map((s, i) => (i === at ? { ...s, params: { ...s.params, [param]: value } } : s)),
        `${name}.${at}.${param}`,
      ),
  }
}

type AddProps = {
  readonly list: string
  readonly able: readonly (readonly [kind: string, choice: StepChoice])[]
  readonly onAdd: (kind: string) => void
}
function AddMenu({ list, able, onAdd }: AddProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Menu position="bottom-end" width={280} withinPortal opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label={`Add a step to the ${list}`} disabled={isOpen}>
          <ActionIcon variant="subtle" aria-label={`Add a step to the ${list}`}>
            <Plus size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {able.map(([kind, c]) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            <b>{c.title}</b>
            <small>{c.about}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
