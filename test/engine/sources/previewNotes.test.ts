/** What is said of what was understood: shortly, what is not sure as a warning, nothing twice. */
import { describe, expect, it } from 'vitest'
import type { Role, Understood } from '../../../engine/datasets/roles'
import { understoodNotes } from '../../../engine/sources/previewNotes'
import { UnderstoodList } from '../../../engine/sources/understood'

const one = (part: string, role: Role, why: string, isSure = true, count = 1): Understood => ({
  part,
  role,
  unit: '',
  count,
  why,
  isSure,
})
const said = (...understood: Understood[]): readonly string[] =>
  understoodNotes(understood).map(n => `${n.level}: ${n.sentence}`)
const listed = (...files: Understood[][]): readonly Understood[] => {
  const list = new UnderstoodList()
  for (const file of files) list.add(file)
  return list.all
}

describe('notes', () => {
  it('name together what is left out for one reason', () => {
    const dark = ['a', 'b', 'c', 'd', 'e', 'f'].map(n => one(n, 'left out', 'It is dark.'))
    expect(said(...dark)).toEqual(['info: “a”, “b”, “c”, “d” and 2 more are left out. It is dark.'])
    expect(said(dark[0] as Understood)).toEqual(['info: “a” is left out. It is dark.'])
  })
  it('count lines', () => {
    expect(said(one('lines above the table', 'left out', 'The first is “x”.', true, 4))).toEqual([
      'info: 4 lines above the table are left out. The first is “x”.',
    ])
    expect(said(one('remarks among the values', 'left out', 'Line 3.', false))).toEqual([
      'warning: One remark among the values is left out. Line 3.',
    ])
  })
  it('say nothing of what is sure and used', () =>
    expect(said(one('y', 'value', 'It is called so.'))).toEqual([]))
  it('are few', () => {
    const many = Array.from({ length: 30 }, (_, i) => one(`p${i}`, 'left out', `Reason ${i}.`))
    expect(said(...many).slice(7)).toEqual([
      'info: “p7” is left out. Reason 7.',
      'info: 22 further parts are left out or not sure: npx receptive inspect lists them.',
    ])
  })
})

describe('of many files', () => {
  it('a conversion says in how many, and what they share is there once', () => {
    const brought = one('values', 'value', 'T was brought to A.', false)
    const list = listed([one('y', 'value', '')], [one('y', 'value', ''), brought], [brought])
    expect(list).toHaveLength(2)
    expect(said(...list)).toEqual(['warning: In 2 files: T was brought to A.'])
  })
  it('not more parts are listed than anybody reads', () => {
    const list = listed(...Array.from({ length: 500 }, (_, i) => [one(`p${i}`, 'value', '')]))
    expect([list.length, list.at(-1)]).toEqual([
      201,
      expect.objectContaining({ part: 'further parts', count: 300 }),
    ])
  })
})
