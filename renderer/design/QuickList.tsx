/**
 * A short searchable list over the canvas: which layer to add, or which node to wire to. Typing filters,
 * Enter takes.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { shortLabelOf } from '../../preload/commands'
import { NODE_HEIGHT, NODE_WIDTH, type Point } from '../document/geometry'
import { useProject } from '../document/store'
import { choicesFor, choicesMatching, type Choice } from './choices'
import { canvas, useFlow, type Question } from './flow'
import classes from './QuickList.module.css'
import { focusNode } from './viewport'

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
const take = (choice: Choice | undefined): void => {
  if (!choice) return
  close()
  choice.take()
}

function List({ question }: { readonly question: Question }) {
  const [place] = useState(() => placeFor(question))
  const search = useSearch(question)
  const title = shortLabelOf(question.ask === 'layer' ? 'design:add' : 'design:wire')
  return (
    <div
      className={classes['list']}
      style={{ left: place.x, top: place.y }}
      role="dialog"
      aria-label={title}
      onKeyDown={search.onKeyDown}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <SearchBox title={title} search={search} />
      <div id="quick-list" role="listbox" aria-label={title} className={classes['choices']}>
        {search.shown.map((c, i) => (
          <Entry key={c.key} choice={c} isChosen={c === search.chosen} onPoint={() => search.setAt(i)} />
        ))}
        {search.shown.length === 0 && (
          <p className={classes['none']}>
            {search.isAny ? `Nothing is called “${search.text}”.` : 'No layer here can take this wire.'}
          </p>
        )}
      </div>
    </div>
  )
}

/** The text, what it finds, and which of that is chosen; arrows choose, Enter takes, Escape closes. */
function useSearch(question: Question) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [all] = useState(() => choicesFor(question))
  const shown = choicesMatching(all, text)
  const chosen = shown[Math.min(at, shown.length - 1)]
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
  const type = (next: string): void => {
    setText(next)
    setAt(0)
  }
  return { text, type, shown, chosen, setAt, isAny: all.length > 0, onKeyDown }
}
type Search = ReturnType<typeof useSearch>

function SearchBox({ title, search }: { readonly title: string; readonly search: Search }) {
  const input = useRef<HTMLInputElement>(null)
  // Before the next key: typing on must not fall on the canvas.
  useLayoutEffect(() => input.current?.focus(), [])
  return (
    <input
      ref={input}
      value={search.text}
      placeholder={`${title} …`}
      aria-label={title}
      role="combobox"
      aria-expanded="true"
      aria-controls="quick-list"
      aria-activedescendant={search.chosen ? `quick-${search.chosen.key}` : undefined}
      spellCheck={false}
      onChange={event => search.type(event.currentTarget.value)}
    />
  )
}

type EntryProps = { readonly choice: Choice; readonly isChosen: boolean; readonly onPoint: () => void }
const Entry = ({ choice, isChosen, onPoint }: EntryProps) => (
  <div
    id={`quick-${choice.key}`}
    role="option"
    aria-selected={isChosen}
    className={classes['choice']}
    ref={isChosen ? scrollTo : null}
    onMouseDown={event => event.preventDefault()}
    onMouseMove={onPoint}
    onClick={() => take(choice)}
  >
    {choice.icon}
    <span className={classes['label']}>{choice.label}</span>
    <span className={classes['detail']}>{choice.detail}</span>
  </div>
)

const scrollTo = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
