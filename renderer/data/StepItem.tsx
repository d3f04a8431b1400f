/** One step of a list: its name and summary, the tools to move and remove it, and, while open, its form. */
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp, ChevronRight, X } from 'lucide-react'
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

/** Its own, and what it does not name as declared. */
const valuesOf = (step: DataStep, choice: StepChoice | undefined): AnyValues => ({
  ...Object.fromEntries(Object.entries(choice?.params ?? {}).map(([name, p]) => [name, p.default])),
  ...step.params,
})

export function StepItem({
  step,
  at,
  last,
  choice,
  isOpen,
  onToggle,
  onMove,
  onRemove,
  onValue,
  onCommit,
}: Props) {
  const title = choice?.title ?? step.kind
  const values = valuesOf(step, choice)
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
        <Tools title={title} at={at} last={last} onMove={onMove} onRemove={onRemove} />
      </div>
      {isOpen && choice && <Form choice={choice} values={values} onValue={onValue} onCommit={onCommit} />}
    </li>
  )
}

type FormProps = Pick<Props, 'onValue' | 'onCommit'> & {
  readonly choice: StepChoice
  readonly values: AnyValues
}
const Form = ({ choice, values, onValue, onCommit }: FormProps) => (
  <div className={styles.form}>
    <p>{choice.about}</p>
    <ParamForm
      label={choice.title}
      params={choice.params}
      values={values}
      onChange={onValue}
      onCommit={onCommit}
    />
  </div>
)

type ToolsProps = Pick<Props, 'at' | 'last' | 'onMove' | 'onRemove'> & { readonly title: string }
const Tools = ({ title, at, last, onMove, onRemove }: ToolsProps) => (
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
)
