/**
 * The loop that stands before every handler: payloads that do not fit never reach one, errors become
 * sentences.
 */
import { describe, expect, it, vi } from 'vitest'
import { imagesExample } from '../../engine/document/examples'
import { answer, isHome } from '../../main/guard'
import { calls, type CallName, type Handlers } from '../../preload/contract'

const nothing = Object.fromEntries(
  Object.keys(calls).map(name => [name, vi.fn(async () => 'reached')]),
) as unknown as Handlers

describe('a payload', () => {
  const wrong: readonly [CallName, unknown][] = [
    ['app:info', 1],
    ['project:keep', { id: 'a', document: { format: 'receptive', version: 1 } }],
    ['project:keep', { id: '', document: imagesExample() }],
    ['project:new', { template: '../../etc/passwd' }],
    [
      'data:samples',
      { set: 'a', validation: 0.1, splitSeed: 1, split: 'all', label: null, offset: 0, count: 1e9 },
    ],
    ['run:start', { project: 'a', document: { ...imagesExample(), nodes: 'none' } }],
    ['experiment:get', { id: '1; DROP TABLE experiments' }],
    ['experiment:delete', { ids: [] }],
    ['experiment:edit', { id: 1, name: '   ' }],
    ['experiment:maps', { id: 1, epoch: 1, sample: -1 }],
  ]
  for (const [name, payload] of wrong)
    it(`of ${name} that does not fit is refused: ${JSON.stringify(payload).slice(0, 60)}`, async () => {
      expect(await answer(nothing, name, payload)).toMatchObject({ ok: false, code: 'payload' })
      expect(nothing[name]).not.toHaveBeenCalled()
    })

  it('that fits is handed on, checked and complete', async () => {
    const document = imagesExample()
    expect(
      await answer(nothing, 'project:keep', { id: 'a', document: JSON.parse(JSON.stringify(document)) }),
    ).toEqual({ ok: true, value: 'reached' })
    expect(nothing['project:keep']).toHaveBeenCalledWith({ id: 'a', document })
  })

  it('with a document that is wrong says why', async () => {
    const reply = await answer(nothing, 'run:start', {
      project: 'a',
      document: { ...imagesExample(), version: 99 },
    })
    expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('newer Receptive') })
  })
})

it('an error of a handler becomes its sentence', async () => {
  const failing = {
    ...nothing,
    'run:pause': async () => {
      throw new Error('No run.')
    },
  } as Handlers
  expect(await answer(failing, 'run:pause', undefined)).toEqual({
    ok: false,
    code: 'failed',
    message: 'No run.',
  })
})

it('only the studio’s own page is home', () => {
  const home = 'file:///opt/receptive/out/renderer/index.html'
  expect(isHome(`${home}#top`, home)).toBe(true)
  for (const url of [
    'https://example.org/',
    'file:///etc/passwd',
    `${home}?x=1`,
    'about:blank',
    home.replace('index', 'other'),
  ])
    expect(isHome(url, home)).toBe(false)
})
