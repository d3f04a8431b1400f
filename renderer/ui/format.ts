/**
 * Numbers as people read them: percent, durations, counts, bytes. One place, so that a figure looks alike
 * everywhere.
 */
const counts = new Intl.NumberFormat('en-GB')
export const count = (n: number): string => counts.format(n)
export const percent = (share: number | null, digits = 1): string =>
  share === null ? '–' : `${(share * 100).toFixed(digits)} %`
export const decimals = (n: number | null, digits = 4): string =>
  n === null ? '–' : Number.isFinite(n) ? n.toFixed(digits) : 'not a number'
/** So many significant digits and no zeros behind them, with a real minus; `–` for what is none. */
export const figure = (n: number | null | undefined, digits = 4): string =>
  n === null || n === undefined || Number.isNaN(n)
    ? '–'
    : String(Number(n.toPrecision(digits))).replace('-', '−')
export const rate = (perSecond: number): string => `${count(Math.round(perSecond))} samples/s`

/** `850 ms`, `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  const s = Math.round(seconds)
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, '0')} s`
  return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min`
}

/** `1.2 k`, `4.9 M`: for places where three figures are enough. */
export function short(n: number): string {
  if (n < 1000) return String(n)
  const [scaled, unit] = n < 1e6 ? [n / 1e3, 'k'] : n < 1e9 ? [n / 1e6, 'M'] : [n / 1e9, 'G']
  return `${scaled < 10 ? scaled.toFixed(2) : scaled < 100 ? scaled.toFixed(1) : Math.round(scaled)} ${unit}`
}

export const bytes = (n: number): string =>
  n < 1e6 ? `${Math.round(n / 1e3)} kB` : `${(n / 1e6).toFixed(1)} MB`

// Made once: making one costs more than a thousand uses of it.
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `today 14:03`, `yesterday 09:12`, `3 Nov 2026 18:40`. */
export function moment(ms: number, now = Date.now()): string {
  const at = new Date(ms)
  const day = (t: number) => new Date(t).toDateString()
  const time = hours.format(at)
  if (day(ms) === day(now)) return `today ${time}`
  if (day(ms) === day(now - 86_400_000)) return `yesterday ${time}`
  return `${days.format(at)} ${time}`
}
