/**
 * A short searchable list over the canvas: which layer to add, or which node to wire to. Typing filters,
 * Enter takes.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { shortLabelOf } from '../../preload/commands'
import {
  layer,
  LAYERS,
  type GraphNode,
  type LayerKind,
  type NodeId,
  type Params,
  type ValuesOf,
} from '../../preload/contract'
import { NODE_HEIGHT, NODE_WIDTH, type Point } from '../document/geometry'
import { nodeOf, previousOf } from '../document/neighbours'
import { useSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { addLayer, canWire, takesMany, wireUp } from './actions'
import { canvas, useFlow, type Question } from './flow'
import { dimensionOf, isOfDimension } from './dimensions'
import { LayerIcon } from './icons'
import classes from './QuickList.module.css'
import { focusNode } from './viewport'

type Choice = {
  readonly key: string
  readonly icon: ReactNode
  readonly label: string
  readonly detail: string
  take(): void
}

function layersToAdd(question: Extract<Question, { ask: 'layer' }>): Choice[] {
  const { ask: _ask, ...where } = question
  const isStart = useProject.getState().document.nodes.length === 0
  const many = where.all?.length ?? 0
  const dimension = dimensionOf(useSampleInfo.getState().info)
  // With several layers selected, what joins them comes first; what does not suit the data comes last.
  const place = (kind: LayerKind): number =>
    (isOfDimension(kind, dimension) ? 0 : 1) - (many > 1 && takesMany(kind) ? 1 : 0)
  return (Object.keys(LAYERS) as LayerKind[])
    .toSorted((a, b) => place(a) - place(b))
    .map(kind => ({
      key: kind,
      icon: <LayerIcon kind={kind} />,
      label: layer(kind).title,
      detail: many > 1 && takesMany(kind) ? `joins the ${many} selected layers` : layer(kind).about,
      take: () => focusNode(addLayer(kind, isStart && !where.at ? { at: { x: 0, y: 0 } } : where)),
    }))
}

function targets(from: NodeId): Choice[] {
  const { document } = useProject.getState()
  const replaced = (n: GraphNode): GraphNode | undefined =>
    takesMany(n.kind) ? undefined : nodeOf(document, previousOf(document, n.id) ?? '')
  return (
    document.nodes
      .filter(n => canWire(from, n.id))
      // Where no wire has to give way.
      .toSorted((a, b) => Number(takesMany(b.kind)) - Number(takesMany(a.kind)))
      .map(n => {
        const old = replaced(n)
        return {
          key: n.id,
          icon: <LayerIcon kind={n.kind} />,
          label: layer(n.kind).title,
          detail: old
            ? `${n.id} · instead of ${layer(old.kind).title}`
            : `${n.id} · ${layer(n.kind).summary(n.params as ValuesOf<Params>)}`,
          take: () => {
            wireUp(from, n.id)
            focusNode(from)
          },
        }
      })
  )
}

/** Beside what it is about, inside the canvas. */
function placeFor(question: Question): Point {
  const box = canvas.element?.getBoundingClientRect()
  const id = question.ask === 'target' ? question.from : (question.after ?? question.before)
  const node = useProject.getState().document.nodes.find(n => n.id === id)
  const wide = 300
  const tall = 330
  if (!box || !canvas.flow) return { x: 16, y: 16 }
  const at =
    question.ask === 'layer' && question.at
      ? question.at
      : node
        ? { x: node.x + NODE_WIDTH + 16, y: node.y + NODE_HEIGHT / 2 }
        : null
  if (!at) return { x: (box.width - wide) / 2, y: Math.max(16, (box.height - tall) / 2) }
  const p = canvas.flow.flowToScreenPosition(at)
  return {
    x: Math.max(8, Math.min(p.x - box.left, box.width - wide - 8)),
    y: Math.max(8, Math.min(p.y - box.top, box.height - tall - 8)),
  }
}

export function QuickList() {
  const question = useFlow(s => s.question)
  return question ? <List key={JSON.stringify(question)} question={question} /> : null
}

const close = (): void => useFlow.setState({ question: null })

function List({ question }: { readonly question: Question }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [place] = useState(() => placeFor(question))
  const [all] = useState(() => (question.ask === 'layer' ? layersToAdd(question) : targets(question.from)))
  const input = useRef<HTMLInputElement>(null)
  // Before the next key: typing on must not fall on the canvas.
  useLayoutEffect(() => input.current?.focus(), [])
  const found = all.filter(c => `${c.label} ${c.detail}`.toLowerCase().includes(text.trim().toLowerCase()))
  const shown = [
    ...found.filter(c => c.label.toLowerCase().startsWith(text.trim().toLowerCase())),
    ...found.filter(c => !c.label.toLowerCase().startsWith(text.trim().toLowerCase())),
  ]
  const chosen = shown[Math.min(at, shown.length - 1)]
  const take = (choice: Choice | undefined): void => {
    if (choice) {
      close()
      choice.take()
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      close()
      focusNode(useFlow.getState().selected.at(-1))
    } else if (event.key === 'Enter') take(chosen)
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, shown.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else return
    event.preventDefault()
  }
  const title = shortLabelOf(question.ask === 'layer' ? 'design:add' : 'design:wire')
  return (
    <div
      className={classes['list']}
      style={{ left: place.x, top: place.y }}
      role="dialog"
      aria-label={title}
      onKeyDown={onKeyDown}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <input
        ref={input}
        value={text}
        placeholder={`${title} …`}
        aria-label={title}
        role="combobox"
        aria-expanded="true"
        aria-controls="quick-list"
        aria-activedescendant={chosen ? `quick-${chosen.key}` : undefined}
        spellCheck={false}
        onChange={event => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
      />
      <div id="quick-list" role="listbox" aria-label={title} className={classes['choices']}>
        {shown.map(c => (
          <div
            key={c.key}
            id={`quick-${c.key}`}
            role="option"
            aria-selected={c === chosen}
            className={classes['choice']}
            ref={c === chosen ? scrollTo : null}
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => setAt(shown.indexOf(c))}
            onClick={() => take(c)}
          >
            {c.icon}
            <span className={classes['label']}>{c.label}</span>
            <span className={classes['detail']}>{c.detail}</span>
          </div>
        ))}
        {shown.length === 0 && (
          <p className={classes['none']}>
            {all.length === 0 ? 'No layer here can take this wire.' : `Nothing is called “${text}”.`}
          </p>
        )}
      </div>
    </div>
  )
}

const scrollTo = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
