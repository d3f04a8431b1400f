/**
 * What main does with a trainer, and with one that misbehaves. The trainer itself is tested in test/engine
 * and test/e2e.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadDatasetIn } from '../../engine/library/load'
import { spectraExample } from '../../engine/document/examples'
import { Datasets } from '../../main/datasets'
import { Runs } from '../../main/runs'
import type { ExperimentStore } from '../../main/store/experiments'
import { threadCount } from '../../main/threads'
import type { EpochMetrics } from '../../preload/contract'
import { datasetFolder } from '../engine/support/studio'
import { started } from './trainers'

vi.mock('electron', async () => (await import('./trainers')).electron)

const document = spectraExample()
const metrics: EpochMetrics = {
  epoch: 1,
  trainingLoss: 1,
  trainingAccuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5,
  validationFit: null,
  seconds: 1,
  samplesPerSecond: 1,
}
const epoch = { say: 'epoch' as const, epoch: 1, metrics, weights: new Float32Array(), filters: [] }

function studio() {
  const calls: unknown[][] = []
  const told: [string, unknown][] = []
  const note =
    (name: string) =>
    (...rest: unknown[]) =>
      void calls.push([name, ...rest])
  const store = {
    add: () => {
      calls.push(['add'])
      return calls.length
    },
    markEnded: note('markEnded'),
    setStatus: note('setStatus'),
    addEpoch: note('addEpoch'),
  } as unknown as ExperimentStore
  return {
    calls,
    told,
    store,
    running: new Runs(
      store,
      new Datasets({ bundled: datasetFolder, own: 'none' }),
      (name, payload) => void told.push([name, payload]),
    ),
  }
}
const trainer = () => started.at(-1)!
const statuses = (told: [string, unknown][]) =>
  told.filter(([name]) => name === 'run:progress').map(([, p]) => (p as { status: string }).status)

beforeEach(() => void started.splice(0))
afterEach(() => void vi.useRealTimers())

describe('a training', () => {
  it('is started once, however quickly Train is pressed twice', async () => {
    const { running, calls } = studio()
    const both = await Promise.allSettled([running.start('p', document), running.start('p', document)])
    expect(both.map(r => r.status)).toEqual(['fulfilled', 'rejected'])
    expect(started).toHaveLength(1)
    expect(calls.filter(([name]) => name === 'add')).toHaveLength(1)
  })

  it('may be started again after a start that was refused, and after an end', async () => {
    const { running } = studio()
    await expect(running.start('p', { ...document, nodes: [] })).rejects.toThrow(/canvas is empty/)
    await running.start('p', document)
    trainer().say({ say: 'ended', status: 'finished', sentence: '', test: null, answers: null })
    await running.start('p', document)
    expect(started).toHaveLength(2)
  })

  it('whose trainer does not answer a stop is ended all the same', async () => {
    const { running, calls } = studio()
    await running.start('p', document)
    trainer().say(epoch)
    vi.useFakeTimers()
    running.stop()
    running.stop()
    expect(trainer().heard.filter(m => m.say === 'stop')).toHaveLength(1)
    vi.advanceTimersByTime(6000)
    expect(calls.at(-1)).toMatchObject([
      'markEnded',
      1,
      'stopped',
      'Stopped after 1 epoch; the trainer did not answer and was ended.',
      null,
    ])
    expect(trainer().isAlive).toBe(false)
    expect(running.current()).toBeNull()
  })

  it('that is stopped while its data are still being read is stopped as soon as it has begun', async () => {
    const { running, told } = studio()
    const starting = running.start('p', document)
    running.stop()
    await starting
    expect(trainer().heard.map(m => m.say)).toEqual(['train', 'stop'])
    expect(statuses(told)).toEqual(['preparing', 'stopping'])
    trainer().say({ say: 'ended', status: 'stopped', sentence: '', test: null, answers: null })
    await running.start('p', document)
    expect(trainer().heard.map(m => m.say)).toEqual(['train'])
  })

  it('that is stopped while it is paused does not seem to run again', async () => {
    const { running, told } = studio()
    await running.start('p', document)
    trainer().say({ say: 'paused', isPaused: true })
    running.stop()
    trainer().say({ say: 'paused', isPaused: false })
    expect(statuses(told)).toEqual(['preparing', 'paused', 'stopping'])
  })

  it.each(['preparing', 'paused'])('whose trainer dies while %s is interrupted', async when => {
    const { running, calls, told } = studio()
    await running.start('p', document)
    if (when === 'paused') trainer().say({ say: 'paused', isPaused: true })
    trainer().die(137)
    expect(calls.at(-1)?.slice(0, 3)).toEqual(['markEnded', 1, 'interrupted'])
    expect(told.at(-2)).toMatchObject([
      'run:ended',
      { status: 'interrupted', sentence: expect.stringContaining('code 137') as string },
    ])
  })

  it('goes on when the database is too busy to note a pause', async () => {
    const { running, store, told } = studio()
    store.setStatus = () => {
      throw new Error('database is locked')
    }
    await running.start('p', document)
    expect(() => trainer().say({ say: 'paused', isPaused: true })).not.toThrow()
    expect(statuses(told).at(-1)).toBe('paused')
  })

  it('ends with a sentence when an epoch cannot be kept', async () => {
    const { running, store, calls } = studio()
    store.addEpoch = Object.assign(() => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
    }, {}) as unknown as ExperimentStore['addEpoch']
    await running.start('p', document)
    trainer().say(epoch)
    expect(calls.at(-1)).toEqual([
      'markEnded',
      1,
      'failed',
      expect.stringContaining('the disk is full'),
      null,
    ])
    expect(trainer().isAlive).toBe(false)
  })

  it('that was closed with the window says nothing more', async () => {
    const { running, calls } = studio()
    await running.start('p', document)
    const last = trainer()
    running.quit()
    const before = calls.length
    last.say(epoch)
    last.die(0)
    expect(calls).toHaveLength(before)
  })
})

it.each([['2.5'], ['-3'], ['0'], ['many'], [''], [undefined]])(
  'RECEPTIVE_THREADS=%s is not a number of threads',
  asked => {
    expect(threadCount(asked)).toBe(threadCount('none'))
    expect(threadCount('3')).toBe(3)
    expect(threadCount('1e9')).toBe(64) // as many as a batch can have slots
  },
)

it('a data set that is not there is a sentence', async () =>
  expect(await loadDatasetIn('', datasetFolder)).toMatchObject({
    bad: expect.stringContaining('There is no data set named') as string,
  }))
