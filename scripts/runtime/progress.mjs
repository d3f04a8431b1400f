/**
 * Says what a long step does while it does it, on standard error so that a script's output stays clean.
 * A terminal gets one line that is rewritten with the seconds gone by; a log gets one line per event.
 */

const REDRAW_MILLISECONDS = 250
/** Shorter steps need no closing line in a log. */
const WORTH_TIMING_MILLISECONDS = 1000

/** @param {number} milliseconds */
export function asDuration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/**
 * Runs `work` under a title that says what is done and why.
 * @template T
 * @param {string} title
 * @param {(report: (detail: string) => void) => Promise<T>} work `report` adds a detail such as "42 %" to the
 * line
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const terminal = process.stderr.isTTY === true
  const start = Date.now()
  let detail = ''
  const draw = (/** @type {string} */ mark) => {
    const line = [`${mark} ${title}`, detail, asDuration(Date.now() - start)].filter(Boolean).join('  ')
    // A line longer than the terminal would wrap and could not be rewritten.
    process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`)
  }
  if (!terminal) process.stderr.write(`• ${title}\n`)
  const timer = terminal ? setInterval(() => draw('•'), REDRAW_MILLISECONDS) : undefined
  const report = (/** @type {string} */ text) => {
    detail = text
  }
  try {
    const result = await work(report)
    clearInterval(timer)
    if (terminal) {
      draw('✓')
      process.stderr.write('\n')
    } else if (Date.now() - start >= WORTH_TIMING_MILLISECONDS) {
      process.stderr.write(`  done in ${asDuration(Date.now() - start)}\n`)
    }
    return result
  } catch (error) {
    clearInterval(timer)
    if (terminal) {
      draw('✗')
      process.stderr.write('\n')
    } else {
      process.stderr.write(`  failed after ${asDuration(Date.now() - start)}\n`)
    }
    throw error
  }
}

/** @param {string} text one line of news, when nothing long is running */
export function say(text) {
  process.stderr.write(`${text}\n`)
}
