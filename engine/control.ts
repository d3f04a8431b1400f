/**
 * The few shared cells through which a run is steered and watched, and the barrier at which its threads meet.
 * The one thing to know: only the leader (thread 0) reads commands and writes decisions and progress; everybody reads a
 * decision after the same barrier, so all threads always take the same turn.
 */
import { CONTROL_CELLS, type Arena } from './arena'

/** Written by the caller. */
export const COMMAND = { run: 0, pause: 1, stop: 2 } as const
/** Written by the leader. */
export const DECISION = { goOn: 0, stop: 1 } as const

const CELL = { command: 0, decision: 1, nextTask: 2, arrived: 3, generation: 4, abandoned: 5, epoch: 6, batch: 7, losses: 8 } as const
const NUMBER = { loss: 0, accuracy: 1, seconds: 2, total: 3 } as const

/** Turns of polling before a thread sleeps: some microseconds, as waking one up costs about sixty. */
const SPINS = 2000

export type Progress = { epoch: number; batch: number; loss: number; accuracy: number; seconds: number; total: number }

export class Control {
  private readonly cells: Int32Array
  private readonly numbers: Float64Array

  constructor(
    memory: WebAssembly.Memory,
    arena: Arena,
    private readonly threads: number,
  ) {
    this.cells = new Int32Array(memory.buffer, arena.control, CONTROL_CELLS)
    this.numbers = new Float64Array(memory.buffer, arena.control + CONTROL_CELLS * 4, CONTROL_CELLS)
  }

  // ---- From outside ----

  command(command: number): void {
    Atomics.store(this.cells, CELL.command, command)
    Atomics.notify(this.cells, CELL.command)
  }
  progress(): Progress {
    const n = this.numbers
    return {
      epoch: Atomics.load(this.cells, CELL.epoch),
      batch: Atomics.load(this.cells, CELL.batch),
      loss: n[NUMBER.loss] ?? 0,
      accuracy: n[NUMBER.accuracy] ?? 0,
      seconds: n[NUMBER.seconds] ?? 0,
      total: n[NUMBER.total] ?? 0,
    }
  }
  lossesWritten(): number {
    return Atomics.load(this.cells, CELL.losses)
  }

  // ---- All threads ----

  isStopWanted(): boolean {
    return Atomics.load(this.cells, CELL.command) === COMMAND.stop
  }
  takeTask(): number {
    return Atomics.add(this.cells, CELL.nextTask, 1)
  }
  /** Says that a task was left undone; read by all after the barrier that follows. */
  abandon(): void {
    Atomics.store(this.cells, CELL.abandoned, 1)
  }
  isAbandoned(): boolean {
    return Atomics.load(this.cells, CELL.abandoned) === 1
  }
  decision(): number {
    return Atomics.load(this.cells, CELL.decision)
  }
  /** Returns when every thread has come here. */
  meet(): void {
    const generation = Atomics.load(this.cells, CELL.generation)
    if (Atomics.add(this.cells, CELL.arrived, 1) === this.threads - 1) {
      Atomics.store(this.cells, CELL.arrived, 0)
      Atomics.add(this.cells, CELL.generation, 1)
      Atomics.notify(this.cells, CELL.generation)
      return
    }
    for (let turns = 0; Atomics.load(this.cells, CELL.generation) === generation; turns++)
      if (turns > SPINS) Atomics.wait(this.cells, CELL.generation, generation)
  }

  // ---- The leader ----

  resetTasks(): void {
    Atomics.store(this.cells, CELL.nextTask, 0)
  }
  /** Obeys the caller's command, telling when it pauses and goes on; returns the milliseconds spent paused. */
  decide(tell: (isPaused: boolean) => void): number {
    const from = performance.now(),
      isPaused = Atomics.load(this.cells, CELL.command) === COMMAND.pause
    if (isPaused) tell(true)
    while (Atomics.load(this.cells, CELL.command) === COMMAND.pause) Atomics.wait(this.cells, CELL.command, COMMAND.pause)
    if (isPaused) tell(false)
    if (this.isStopWanted()) Atomics.store(this.cells, CELL.decision, DECISION.stop)
    return isPaused ? performance.now() - from : 0
  }
  report(p: Progress): void {
    Atomics.store(this.cells, CELL.epoch, p.epoch)
    Atomics.store(this.cells, CELL.batch, p.batch)
    this.numbers[NUMBER.loss] = p.loss
    this.numbers[NUMBER.accuracy] = p.accuracy
    this.numbers[NUMBER.seconds] = p.seconds
    this.numbers[NUMBER.total] = p.total
  }
  countLoss(): void {
    Atomics.add(this.cells, CELL.losses, 1)
  }
}
