/**
 * Every batch loss of a run in bounded memory: when full, neighbours are averaged pairwise and the step
 * doubles, so the whole run stays visible however long it is.
 */
export class LossBuffer {
  private values: Float64Array
  private length = 0
  private step = 1
  private pending = 0
  private pendingCount = 0
  /** Grows with every change; a chart redraws when it differs from what it drew. */
  version = 0

  constructor(capacity: number) {
    this.values = new Float64Array(capacity)
  }

  clear(): void {
    this.length = this.pending = this.pendingCount = 0
    this.step = 1
    this.version++
  }

  add(losses: readonly number[]): void {
    for (const loss of losses) {
      this.pending += loss
      if (++this.pendingCount < this.step) continue
      if (this.length === this.values.length) this.halve()
      this.values[this.length++] = this.pending / this.pendingCount
      this.pending = this.pendingCount = 0
    }
    if (losses.length) this.version++
  }

  /** `x` is the batch number in the run, `y` the mean loss of the `step` batches that end there. */
  points(): { x: Float64Array; y: Float64Array } {
    const x = Float64Array.from({ length: this.length }, (_, i) => (i + 1) * this.step)
    return { x, y: this.values.slice(0, this.length) }
  }

  /** The last `n` values, oldest first, for a sparkline. */
  tail(n: number): Float64Array {
    return this.values.slice(Math.max(0, this.length - n), this.length)
  }

  private halve(): void {
    const half = this.length >> 1
    for (let i = 0; i < half; i++)
      this.values[i] = ((this.values[2 * i] ?? 0) + (this.values[2 * i + 1] ?? 0)) / 2
    this.length = half
    this.step *= 2
  }
}
