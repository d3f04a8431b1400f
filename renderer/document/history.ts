/**
 * Undo and redo over any immutable value. Pure.
 * A step keeps the whole value from before it. Values share structure (an edit of one node copies that node
 * and two arrays of pointers), so a snapshot costs a few kilobytes, needs no diff that could be wrong, and
 * undo returns the identical object, which lets every memoised reader skip its work.
 */
type HistoryStep<T> = { readonly label: string; readonly value: T; readonly key: string | null }
export type History<T> = {
  readonly present: T
  /** Oldest first; each holds the value from before its step. */
  readonly past: readonly HistoryStep<T>[]
  /** Nearest first; each holds the value after its step. */
  readonly future: readonly HistoryStep<T>[]
  /** The value a gesture began with, while one is going on. */
  readonly mark: HistoryStep<T> | null
}

/** At some 4 kB a step on a network of 200 nodes: 2 MB. */
export const LONGEST = 500

export const startHistory = <T>(present: T): History<T> => ({ present, past: [], future: [], mark: null })

/** Equal in content; shared parts are compared by identity first, so this costs only what an edit touched. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a)
  const right = b as Record<string, unknown>
  return (
    left.length === Object.keys(b).length &&
    left.every(([k, v]) => Object.hasOwn(b, k) && isEqual(v, right[k]))
  )
}

const push = <T>(past: readonly HistoryStep<T>[], step: HistoryStep<T>): readonly HistoryStep<T>[] =>
  [...past, step].slice(-LONGEST)

/**
 * The value after an edit. Nothing changed: nothing happens, so redo survives. Inside a gesture the edit
 * becomes part of it. With a `key`, edits in a row with the same key are one step (typing into one field).
 */
export function change<T>(h: History<T>, label: string, next: T, key: string | null = null): History<T> {
  if (isEqual(next, h.present)) return h
  if (h.mark) return { ...h, present: next }
  const last = h.past.at(-1)
  if (key !== null && last?.key === key && h.future.length === 0) {
    // Typed back to where it began: the step is gone.
    return isEqual(next, last.value)
      ? { ...h, present: last.value, past: h.past.slice(0, -1) }
      : { ...h, present: next }
  }
  return { present: next, past: push(h.past, { label, value: h.present, key }), future: [], mark: null }
}

/**
 * Begins a gesture: whatever happens until `commit` is one step. A gesture within a gesture is the outer one.
 */
export const beginGesture = <T>(h: History<T>, label: string): History<T> =>
  h.mark ? h : { ...settle(h), mark: { label, value: h.present, key: null } }

export function commit<T>(h: History<T>): History<T> {
  if (!h.mark) return h
  if (isEqual(h.present, h.mark.value)) return { ...h, present: h.mark.value, mark: null }
  return { present: h.present, past: push(h.past, h.mark), future: [], mark: null }
}

/** Returns to where the gesture began, as Escape does. */
export const cancel = <T>(h: History<T>): History<T> =>
  h.mark ? { ...h, present: h.mark.value, mark: null } : h

/** Ends a row of keyed edits: the next one with the same key is a step of its own. */
export function settle<T>(h: History<T>): History<T> {
  const last = h.past.at(-1)
  return last && last.key !== null ? { ...h, past: [...h.past.slice(0, -1), { ...last, key: null }] } : h
}

export function undo<T>(running: History<T>): History<T> {
  const h = commit(running)
  const last = h.past.at(-1)
  if (!last) return h
  return {
    present: last.value,
    past: h.past.slice(0, -1),
    future: [{ ...last, key: null, value: h.present }, ...h.future],
    mark: null,
  }
}

export function redo<T>(running: History<T>): History<T> {
  const h = commit(running)
  const next = h.future[0]
  if (!next) return h
  return {
    present: next.value,
    past: push(h.past, { ...next, value: h.present }),
    future: h.future.slice(1),
    mark: null,
  }
}
