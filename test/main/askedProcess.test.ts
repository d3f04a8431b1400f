/** A process that is asked one question after another: news, refusals, and what an end does to questions. */
import { beforeEach, expect, it, vi } from 'vitest'
import { importerProcess } from '../../main/processes/askImporter'
import type { FromImporter } from '../../main/processes/importer'
import { started } from './trainers'

vi.mock('electron', async () => (await import('./trainers')).electron)
beforeEach(() => void started.splice(0))

const turns = () => new Promise(resolve => setTimeout(resolve))
const says = (process: number, message: FromImporter) => started[process]!.emit('message', message)
const survey = { say: 'survey', paths: [] } as const

it('hears news meanwhile, and takes what is no news for the answer', async () => {
  const heard: FromImporter[] = []
  const asked = importerProcess('test', message => void heard.push(message))
  const answer = asked.ask(survey, 'imported')
  await turns()
  expect(asked.isBusy).toBe(true)
  says(0, { say: 'auditing', share: 0.5 })
  says(0, { say: 'imported', id: 'a' })
  expect(await answer).toEqual({ say: 'imported', id: 'a' })
  expect(heard).toEqual([{ say: 'auditing', share: 0.5 }])
  expect(asked.isBusy).toBe(false)
})

it('throws the sentence of a refusal, and goes on with the next question', async () => {
  const asked = importerProcess('test')
  const refused = asked.ask(survey, 'survey')
  const next = asked.ask(survey, 'imported')
  await turns()
  says(0, { say: 'refused', sentence: 'No.' })
  await expect(refused).rejects.toThrow('No.')
  await turns()
  says(0, { say: 'imported', id: 'b' })
  expect(await next).toMatchObject({ id: 'b' })
  expect(started).toHaveLength(1)
})

it('that is ended refuses whoever waits, and asks another process next', async () => {
  const asked = importerProcess('test')
  const first = asked.ask(survey, 'survey')
  await turns()
  const ending = asked.end()
  await expect(first).rejects.toThrow('ended before it was done')
  await ending
  const second = asked.ask(survey, 'imported')
  await turns()
  says(1, { say: 'imported', id: 'c' })
  expect(await second).toMatchObject({ id: 'c' })
})

it('that takes its time to end is not asked again, and its end is nobody’s but its own', async () => {
  const asked = importerProcess('test')
  const first = asked.ask(survey, 'imported')
  await turns()
  says(0, { say: 'imported', id: 'd' })
  await first
  started[0]!.kill = () => true // it is still going on
  void asked.end()
  const second = asked.ask(survey, 'imported')
  await turns()
  expect(started).toHaveLength(2)
  started[0]!.die(0)
  says(1, { say: 'imported', id: 'e' })
  expect(await second).toMatchObject({ id: 'e' })
})
