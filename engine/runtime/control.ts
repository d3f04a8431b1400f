/**
 * The few shared cells through which a run is steered and watched, and the barrier at which its threads meet.
 * Only the leader (thread 0) reads commands and writes decisions and progress; everybody reads a
 * decision after the same barrier, so all threads always decide alike.
 */
import { CONTROL_CELLS, type Arena } from './arena'
import type { Memory } from './memory'

/** Written by the caller. */
export const COMMAND = { run: 0, pause: 1, stop: 2 } as const
/** Written by the leader. */
export const DECISION = { goOn: 0, stop: 1 } as const

const CELL = {
  command: 0,
  decision: 1,
  capture: 2,
  arrived: 3,
  generation: 4,
  undone: 5,
  epoch: 6,
  batch: 7,
  losses: 8,
  wishes: 9,
  abandoned: 10,
} as const
const NUMBER = { loss: 0, accuracy: 1, seconds: 2, total: 3, rate: 4, plateau: 5 } as const

/** Turns of polling before a thread sleeps: some microseconds, as waking one up costs about sixty. */
const SPINS = 2000

type Progress = {
  epoch: number
  batch: number
  loss: number
  accuracy: number
  seconds: number
  total: number
  rate: number
}

export class Control {
  private readonly cells: Int32Array
  private readonly numbers: Float64Array
  private readonly tasks: Int32Array

  /** `phases` as the plan has them; task counter `phases` is that of evaluations. */
  constructor(
    memory: Memory,
    arena: Pick<Arena, 'control' | 'tasks'>,
    private readonly threads: number,
    phases: number,
  ) {
    this.cells = memory.ints(arena.control, CONTROL_CELLS)
    this.numbers = memory.doubles(arena.control + CONTROL_CELLS, CONTROL_CELLS)
    this.tasks = memory.ints(arena.tasks, phases + 1)
  }

  // ---- From outside ----

  command(command: number): void {
    Atomics.store(this.cells, CELL.command, command)
    this.wake()
  }
  /** Asks for the run's state between this step and the next, also while it is paused. */
  askForState(): void {
    Atomics.store(this.cells, CELL.capture, 1)
    this.wake()
  }
  private wake(): void {
    Atomics.add(this.cells, CELL.wishes, 1)
    Atomics.notify(this.cells, CELL.wishes)
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
      rate: n[NUMBER.rate] ?? 0,
    }
  }
  lossesWritten(): number {
    return Atomics.load(this.cells, CELL.losses)
  }

  // ---- All threads ----

  isStopWanted(): boolean {
    return Atomics.load(this.cells, CELL.command) === COMMAND.stop
  }
  takeTask(phase: number): number {
    return Atomics.add(this.tasks, phase, 1)
  }
  /** Says that a task was left undone. */
  abandon(): void {
    Atomics.store(this.cells, CELL.undone, 1)
  }
  /**
   * Whether a task before the last barrier was left undone: the same for all threads, also for one that comes
   * from the barrier so late that others are at the tasks behind it.
   */
  isAbandoned(): boolean {
    return Atomics.load(this.cells, CELL.abandoned) === 1
  }
  plateauFactor(): number {
    return this.numbers[NUMBER.plateau] ?? 1
  }
  decision(): number {
    return Atomics.load(this.cells, CELL.decision)
  }
  /** Returns when every thread has come here. */
  meet(): void {
    const generation = Atomics.load(this.cells, CELL.generation)
    if (Atomics.add(this.cells, CELL.arrived, 1) === this.threads - 1) {
      Atomics.store(this.cells, CELL.arrived, 0)
      Atomics.store(this.cells, CELL.abandoned, Atomics.load(this.cells, CELL.undone))
      Atomics.add(this.cells, CELL.generation, 1)
      Atomics.notify(this.cells, CELL.generation)
      return
    }
    for (let turns = 0; Atomics.load(this.cells, CELL.generation) === generation; turns++)
      if (turns > SPINS) Atomics.wait(this.cells, CELL.generation, generation)
  }

  // ---- The leader ----

  resetTasks(): void {
    for (let i = 0; i < this.tasks.length; i++) Atomics.store(this.tasks, i, 0)
  }
  /**
   * Between two steps: hands out the state if it was asked for, and obeys the caller's command, telling when
   * it pauses and goes on. Returns the milliseconds spent paused.
   */
  decide(tell: (isPaused: boolean) => void, capture: () => void): number {
    const from = performance.now()
    let isPaused = false
    // Read before looking: a wish that comes in between has changed it, and the wait returns at once.
    for (let wishes = this.wishes(); ; wishes = this.wishes()) {
      this.handOut(capture)
      if (!this.isPauseWanted()) break
      if (!isPaused) tell(true)
      isPaused = true
      Atomics.wait(this.cells, CELL.wishes, wishes)
    }
    if (isPaused) tell(false)
    if (this.isStopWanted()) Atomics.store(this.cells, CELL.decision, DECISION.stop)
    return isPaused ? performance.now() - from : 0
  }
  private wishes(): number {
    return Atomics.load(this.cells, CELL.wishes)
  }
  private isPauseWanted(): boolean {
    return Atomics.load(this.cells, CELL.command) === COMMAND.pause
  }
  /** The others may still be updating their share of the weights: they have when they wait at the barrier. */
  private handOut(capture: () => void): void {
    if (Atomics.exchange(this.cells, CELL.capture, 0) === 0) return
    while (Atomics.load(this.cells, CELL.arrived) < this.threads - 1)
      Atomics.wait(this.cells, CELL.decision, DECISION.goOn, 1)
    capture()
  }
  /** Read by all threads after the barrier that follows. */
  setPlateauFactor(factor: number): void {
    this.numbers[NUMBER.plateau] = factor
  }
  report(p: Progress): void {
    Atomics.store(this.cells, CELL.epoch, p.epoch)
    Atomics.store(this.cells, CELL.batch, p.batch)
    this.numbers[NUMBER.loss] = p.loss
    this.numbers[NUMBER.accuracy] = p.accuracy
    this.numbers[NUMBER.seconds] = p.seconds
    this.numbers[NUMBER.total] = p.total
    this.numbers[NUMBER.rate] = p.rate
  }
  countLoss(): void {
    Atomics.add(this.cells, CELL.losses, 1)
  }
}
