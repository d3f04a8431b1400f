/**
 * Text being typed, which need not mean anything yet.
 * The draft wins while it is wrong and the value wins when it changes from outside (undo), so a
 * half-typed number is never rewritten under the cursor and never reaches the document.
 */
import { useState } from 'react'
import type { Bad } from '../../preload/contract'
import { isEqual } from '../document/history'

type Draft = {
  readonly text: string
  /** Why the text cannot be taken; null when it can. */
  readonly wrong: Bad | null
  type(text: string): void
  /** Leaving the field: a wrong draft stays, a right one takes its tidy form. */
  tidy(): void
}

export function useDraft<T>(
  value: T,
  format: (value: T) => string,
  parse: (text: string) => T,
  check: (value: T) => Bad | null,
  onChange: (value: T) => void,
): Draft {
  const [draft, setDraft] = useState<{ text: string; given: T } | null>(null)
  // What was typed stands for `given`; once the value is something else, the draft is of the past.
  const current = draft && isEqual(draft.given, value) ? draft : null
  const wrong = current ? check(parse(current.text)) : null
  return {
    text: current ? current.text : format(value),
    wrong,
    type(text) {
      const next = parse(text)
      if (check(next) !== null) return setDraft({ text, given: value })
      setDraft({ text, given: next })
      if (!isEqual(next, value)) onChange(next)
    },
    tidy() {
      if (wrong === null) setDraft(null)
    },
  }
}
