/**
 * How a predictor's threads are called: a range of samples and a number that counts calls, in cells that all
 * of them see.
 * Threads sleep between calls and are woken by the count; what a call is about is written before it.
 */
import { CONTROL_CELLS, type Arena } from './arena'
import type { Memory } from './memory'

/** Above those of Control, which a predictor's threads use as well (control.ts). */
const CELL = { calls: 32, first: 33, count: 34 } as const
/** Turns of polling before a thread sleeps: calls that follow at once find it awake. */
const SPINS = 5000

export class Requests {
  private readonly cells: Int32Array

  constructor(memory: Memory, arena: Arena) {
    this.cells = memory.ints(arena.control, CONTROL_CELLS)
  }

  send(first: number, count: number): void {
    Atomics.store(this.cells, CELL.first, first)
    Atomics.store(this.cells, CELL.count, count)
    Atomics.add(this.cells, CELL.calls, 1)
    Atomics.notify(this.cells, CELL.calls)
  }
  /** Returns when there is a call after `known`, with its number. */
  await(known: number): number {
    for (let turns = 0; Atomics.load(this.cells, CELL.calls) === known; turns++)
      if (turns > SPINS) Atomics.wait(this.cells, CELL.calls, known)
    return Atomics.load(this.cells, CELL.calls)
  }
  first(): number {
    return Atomics.load(this.cells, CELL.first)
  }
  count(): number {
    return Atomics.load(this.cells, CELL.count)
  }
}
