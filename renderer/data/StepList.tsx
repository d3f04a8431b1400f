/**
 * An ordered list of steps that can be added, moved, changed and removed: the preparation, or the
 * augmentation.
 * A step's form is drawn from its declaration, as a layer's is, and one step is open at a time.
 */
import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp, ChevronRight, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { AnyValues, DataStep, Params } from '../../preload/contract'
import { ParamForm } from '../forms/ParamForm'
import styles from './steps.module.css'

export type StepChoice = {
  readonly title: string
  readonly about: string
  readonly params: Params
  readonly forms: readonly string[]
  summary(p: never): string
}
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

export function StepList({ name, about, steps, choices, form, make, problem, onChange, onCommit }: Props) {
  const [open, setOpen] = useState<number | null>(null)
  const [isAdding, setAdding] = useState(false)
  const able = Object.entries(choices).filter(([, c]) => c.forms.includes(form))
  const move = (at: number, by: number): void => {
    const next = [...steps]
    const [step] = next.splice(at, 1)
    if (step) next.splice(at + by, 0, step)
    setOpen(open === at ? at + by : open === at + by ? at : open)
    onChange(`Move step of ${name.toLowerCase()}`, next)
  }
  return (
    <section aria-label={name} data-testid={`steps-${name.toLowerCase()}`}>
      <header className={styles.head}>
        <h2>{name}</h2>
        <Menu position="bottom-end" width={280} withinPortal opened={isAdding} onChange={setAdding}>
          <Menu.Target>
            <Tooltip label={`Add a step to the ${name.toLowerCase()}`} disabled={isAdding}>
              <ActionIcon variant="subtle" aria-label={`Add a step to the ${name.toLowerCase()}`}>
                <Plus size={16} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown className={styles.menu}>
            {able.map(([kind, c]) => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  onChange(`Add ${c.title}`, [...steps, make(kind, steps.length)])
                  setOpen(steps.length)
                }}
              >
                <b>{c.title}</b>
                <small>{c.about}</small>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </header>
      {steps.length === 0 && <p className={styles.none}>{about}</p>}
      <ol className={styles.list}>
        {steps.map((step, at) => (
          <Row
            key={`${at}${step.kind}`}
            step={step}
            at={at}
            last={steps.length - 1}
            choice={choices[step.kind]}
            isOpen={open === at}
            onToggle={() => setOpen(open === at ? null : at)}
            onMove={by => move(at, by)}
            onRemove={() => {
              setOpen(null)
              onChange(
                `Remove ${choices[step.kind]?.title ?? 'step'}`,
                steps.filter((_, i) => i !== at),
              )
            }}
            onValue={(param, value) =>
              onChange(
                `Change ${choices[step.kind]?.title ?? 'step'}`,
                steps.map((s, i) => (i === at ? { ...s, params: { ...s.params, [param]: value } } : s)),
                `${name}.${at}.${param}`,
              )
            }
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

type RowProps = {
  readonly step: DataStep
  readonly at: number
  readonly last: number
  readonly choice: StepChoice | undefined
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onMove: (by: number) => void
  readonly onRemove: () => void
  readonly onValue: (param: string, value: unknown) => void
  readonly onCommit: () => void
}

function Row({ step, at, last, choice, isOpen, onToggle, onMove, onRemove, onValue, onCommit }: RowProps) {
  const title = choice?.title ?? step.kind
  const values: AnyValues = {
    ...(choice ? Object.fromEntries(Object.entries(choice.params).map(([n, p]) => [n, p.default])) : {}),
    ...step.params,
  }
  return (
    <li className={styles.step} data-open={isOpen || undefined}>
      <div className={styles.row}>
        <UnstyledButton className={styles.name} aria-expanded={isOpen} onClick={onToggle}>
          <ChevronRight size={14} aria-hidden="true" />
          <span>
            {title}
            <small>{choice?.summary(values as never)}</small>
          </span>
        </UnstyledButton>
        <span className={styles.tools}>
          <ActionIcon
            variant="subtle"
            size={22}
            aria-label={`Move ${title} up`}
            disabled={at === 0}
            onClick={() => onMove(-1)}
          >
            <ArrowUp size={13} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={22}
            aria-label={`Move ${title} down`}
            disabled={at === last}
            onClick={() => onMove(1)}
          >
            <ArrowDown size={13} />
          </ActionIcon>
          <ActionIcon variant="subtle" size={22} aria-label={`Remove ${title}`} onClick={onRemove}>
            <X size={13} />
          </ActionIcon>
        </span>
      </div>
      {isOpen && choice && (
        <div className={styles.form}>
          <p>{choice.about}</p>
          <ParamForm
            label={title}
            params={choice.params}
            values={values}
            onChange={onValue}
            onCommit={onCommit}
          />
        </div>
      )}
    </li>
  )
}
