/** Stand-ins for trainer processes, so that main's side of them is tested without starting any. */
import { EventEmitter } from 'node:events'
import type { FromFeatureMaps } from '../../main/processes/featureMaps'
import type { FromTrainer, ToTrainer } from '../../main/processes/trainer'

export class FakeProcess extends EventEmitter {
  readonly heard: ToTrainer[] = []
  isAlive = true

  postMessage(message: ToTrainer): void {
    if (this.isAlive) this.heard.push(message) // a dead process hears nothing, and nobody is told
  }
  kill(): boolean {
    this.die(0)
    return true
  }
  die(code: number): void {
    if (!this.isAlive) return
    this.isAlive = false
    this.emit('exit', code)
  }
  say(message: FromTrainer | FromFeatureMaps): void {
    this.emit('message', message)
  }
}

export const started: FakeProcess[] = []
/** What `vi.mock('electron')` answers with. */
export const electron = {
  utilityProcess: {
    fork: () => {
      const process = new FakeProcess()
      started.push(process)
      return process
    },
  },
}
