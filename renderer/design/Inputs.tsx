/**
 * What a merge takes, in order: which layer each input comes from and its shape, moved up and down or cut off
 * here.
 */
import { ActionIcon } from '@mantine/core'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { formatShape, layer, type NodeId } from '../../preload/contract'
import { useAnalysis } from '../document/analysis'
import { nodeOf, sourcesOf } from '../document/neighbours'
import { useProject } from '../document/store'
import { reorderInputs, unwire } from './actions'
import { LayerIcon } from './icons'
import classes from './Inputs.module.css'
import { goTo } from './keyboard'
import { Section } from './parts'

/** The list with the entry at `from` moved to `to`. */
const moved = <T,>(list: readonly T[], from: number, to: number): readonly T[] => {
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...list.slice(from, from + 1))
}

export function Inputs({ id }: { readonly id: NodeId }) {
  const sources = useProject(useShallow(s => sourcesOf(s.document, id)))
  return (
    <Section title="Inputs in order">
      {sources.length === 0 ? (
        <p className={classes['none']}>Wire two or more layers to its left side.</p>
      ) : (
        <ol className={classes['inputs']} data-testid="inputs">
          {sources.map((source, at) => (
            <Input
              key={source}
              source={source}
              at={at}
              last={sources.length - 1}
              move={to => reorderInputs(id, moved(sources, at, to))}
              cut={() => unwire([{ from: source, to: id }])}
            />
          ))}
        </ol>
      )}
    </Section>
  )
}

type InputProps = {
  readonly source: NodeId
  readonly at: number
  readonly last: number
  readonly move: (to: number) => void
  readonly cut: () => void
}

function Input({ source, at, last, move, cut }: InputProps) {
  const kind = useProject(s => nodeOf(s.document, source)?.kind)
  const out = useAnalysis().nodes.get(source)?.out
  if (!kind) return null
  const { title } = layer(kind)
  return (
    <li>
      <button
        type="button"
        className={classes['source']}
        title={`Go to ${source}`}
        onClick={() => goTo(source)}
      >
        <LayerIcon kind={kind} />
        <span>{title}</span>
        <small>{source}</small>
      </button>
      <code>{out ? formatShape(out) : '–'}</code>
      <Tool label={`Move ${source} up`} title="Earlier" isOff={at === 0} onClick={() => move(at - 1)}>
        <ChevronUp size={14} />
      </Tool>
      <Tool label={`Move ${source} down`} title="Later" isOff={at === last} onClick={() => move(at + 1)}>
        <ChevronDown size={14} />
      </Tool>
      <Tool label={`Remove the wire from ${source}`} title="Remove the wire" onClick={cut}>
        <X size={13} />
      </Tool>
    </li>
  )
}

type ToolProps = {
  readonly label: string
  readonly title: string
  readonly isOff?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}
const Tool = ({ label, title, isOff = false, onClick, children }: ToolProps) => (
  <ActionIcon size={22} disabled={isOff} aria-label={label} title={title} onClick={onClick}>
    {children}
  </ActionIcon>
)
