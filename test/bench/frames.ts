/** Frames of the page, counted by the page itself: the times at which requestAnimationFrame called back. */
import type { Page } from '@playwright/test'
import { quantile, round, type Row } from './report'

type Recorder = { times: number[]; isOn: boolean }

/** Milliseconds between frames while `work` ran. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const recorder: Recorder = { times: [], isOn: true }
    Object.assign(window, { benchRecorder: recorder })
    const frame = (time: number): void => {
      recorder.times.push(time)
      if (recorder.isOn) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await work()
  const times = await page.evaluate(() => {
    const recorder = (window as unknown as { benchRecorder: Recorder }).benchRecorder
    recorder.isOn = false
    return recorder.times
  })
  return times.slice(1).map((time, i) => time - (times[i] ?? time))
}

export function frameRow(what: string, frames: readonly number[], movesPerSecond: number | null = null): Row {
  const total = frames.reduce((sum, ms) => sum + ms, 0)
  return {
    measured: what,
    'frames/s': round((1000 * frames.length) / total, 1),
    'median ms': round(quantile(frames, 0.5), 1),
    '95 % ms': round(quantile(frames, 0.95), 1),
    'worst ms': round(Math.max(...frames), 1),
    'mouse moves/s': movesPerSecond,
  }
}
