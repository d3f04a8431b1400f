// @vitest-environment happy-dom
/** The table of commands: each has a run, keys of its own, and its place in the list and in the menu. */
import { describe, expect, it } from 'vitest'
import { canvasCommandIds, commandIds, COMMANDS, keysOf, workspaces } from '../../../preload/commands'
import { runCommand, runs } from '../../../renderer/commands/commands'
import { listed } from '../../../renderer/commands/listed'
import { useSession } from '../../../renderer/session/session'
import { isPressed } from '../../../renderer/ui/shortcut'

describe('the table of commands', () => {
  it('has something to run for each', () => {
    expect(Object.keys(runs).toSorted()).toEqual([...commandIds].toSorted())
    for (const id of commandIds) expect(typeof runs[id], id).toBe('function')
  })

  it('gives no two the same keys', () => {
    const keys = commandIds.flatMap(id => [COMMANDS[id].keys ?? [], COMMANDS[id].otherKeys ?? []].flat())
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
    expect(keys.length).toBeGreaterThan(20)
  })

  it('is all in the list behind Ctrl+K, but for the list itself', () => {
    const shown = listed.flatMap(group => group.actions.map(a => a.id))
    expect(shown.toSorted()).toEqual(commandIds.filter(id => id !== 'view:commands').toSorted())
    expect(shown).toContain('data:open-files')
    expect(shown).toContain('data:open-folder')
    expect(listed.every(group => group.actions.length > 0)).toBe(true)
  })

  it('shows each workspace by its number', () => {
    for (const [i, name] of workspaces.entries()) {
      expect(keysOf(`view:${name}`)).toBe(`Ctrl+${i + 1}`)
      runCommand(`view:${name}`)
      expect(useSession.getState().workspace).toBe(name)
    }
  })

  it('shows the canvas for what is of the canvas', () => {
    for (const id of canvasCommandIds) {
      useSession.getState().show('compare')
      runCommand(id)
      expect(useSession.getState().workspace, id).toBe('design')
    }
  })
})

describe('a key press', () => {
  const press = (key: string, more: KeyboardEventInit = {}): KeyboardEvent =>
    new KeyboardEvent('keydown', { key, ...more })

  it('is meant as the table writes it', () => {
    expect(isPressed('Ctrl+Shift+S', press('S', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(isPressed('Ctrl+S', press('S', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(isPressed('Ctrl+S', press('s', { metaKey: true }))).toBe(true)
    expect(isPressed('Ctrl+S', press('s', { ctrlKey: true, altKey: true }))).toBe(false)
    expect(isPressed('F', press('F', { shiftKey: true }))).toBe(false)
    expect(isPressed('F', press('F', { shiftKey: true }), true)).toBe(true)
    expect(isPressed('Space', press(' '))).toBe(true)
  })

  it('may be told by where the key is', () =>
    expect(isPressed('Ctrl+Shift+.', press(':', { code: 'Period', ctrlKey: true, shiftKey: true }))).toBe(
      true,
    ))
})
