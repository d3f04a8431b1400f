/** Undo and redo: whatever is done can be taken back to the identical document and repeated. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDocument, type Document } from '../../../preload/contract'
import * as history from '../../../renderer/document/history'
import { useProject } from '../../../renderer/document/store'
import { edits } from '../graphs'

const SEED = 20_261

describe(`history, fuzzed with seed ${SEED}`, () => {
  it('undoes any sequence of edits to the identical document, and redoes it', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 25 }), sequence => {
        const start = emptyDocument()
        const seen: Document[] = [start]
        let h = history.startHistory(start)
        for (const edit of sequence) {
          const next = history.change(h, 'edit', edit(h.present))
          if (next !== h) seen.push(next.present)
          h = next
        }
        for (const expected of [...seen].reverse().slice(1)) {
          h = history.undo(h)
          expect(h.present).toBe(expected)
        }
        expect(history.undo(h)).toBe(h)
        for (const expected of seen.slice(1)) {
          h = history.redo(h)
          expect(h.present).toBe(expected)
        }
        expect(history.redo(h)).toBe(h)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('makes one step of any gesture, and none of one that is cancelled', () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 8 }), fc.boolean(), (sequence, isCancelled) => {
        const start = sequence[0]?.(emptyDocument()) ?? emptyDocument()
        const before = history.startHistory(start)
        let h = history.beginGesture(before, 'drag')
        for (const edit of sequence) h = history.change(h, 'inner', edit(h.present))
        const after = isCancelled ? history.cancel(h) : history.commit(h)
        expect(after.past.length).toBe(isCancelled || history.isEqual(h.present, start) ? 0 : 1)
        expect(history.undo(after).present).toBe(start)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('steps', () => {
  it('joins edits with one key until they are settled', () => {
    let h = history.startHistory({ n: 0 })
    for (const n of [1, 2, 3]) h = history.change(h, 'type', { n }, 'field')
    expect(h.past.length).toBe(1)
    h = history.change(history.settle(h), 'type', { n: 4 }, 'field')
    expect(h.past.length).toBe(2)
    expect(history.undo(history.undo(h)).present).toEqual({ n: 0 })
  })
  it('forgets a field that was typed back to where it began', () => {
    const start = { n: 0 }
    const h = history.change(
      history.change(history.startHistory(start), 'type', { n: 5 }, 'field'),
      'type',
      { n: 0 },
      'field',
    )
    expect(h.present).toBe(start)
    expect(h.past.length).toBe(0)
  })
  it('keeps redo through an edit, or a gesture, that changes nothing', () => {
    const undone = history.undo(history.change(history.startHistory({ n: 0 }), 'edit', { n: 1 }))
    expect(history.change(undone, 'click', { n: 0 })).toBe(undone)
    expect(history.commit(history.beginGesture(undone, 'drag')).future.length).toBe(1)
  })
  it('is bounded', () => {
    let h = history.startHistory({ n: 0 })
    for (let n = 1; n <= history.LONGEST + 50; n++) h = history.change(h, 'edit', { n })
    expect(h.past.length).toBe(history.LONGEST)
  })
})

describe('the project store', () => {
  beforeEach(() =>
    useProject.getState().load({ id: 'p', document: emptyDocument('A'), path: null, isDirty: false }),
  )
  const rename = (name: string) => useProject.getState().edit('Rename', d => ({ ...d, name }))

  it('covers training settings and the name', () => {
    rename('B')
    useProject.getState().edit('Change epochs', d => ({ ...d, training: { ...d.training, epochs: 3 } }))
    useProject.getState().undo()
    useProject.getState().undo()
    expect(useProject.getState().document).toEqual(emptyDocument('A'))
    expect(useProject.getState()).toMatchObject({ canUndo: false, canRedo: true, redoLabel: 'Rename' })
  })
  it('is clean again when undone to what was saved', () => {
    rename('B')
    expect(useProject.getState().project?.isDirty).toBe(true)
    const sent = useProject.getState().document
    rename('C')
    useProject.getState().markSaved({ path: '/b.receptive', document: sent })
    expect(useProject.getState().project).toEqual({ id: 'p', path: '/b.receptive', isDirty: true })
    useProject.getState().undo()
    expect(useProject.getState().project?.isDirty).toBe(false)
  })
})
