/** Audits of a data set, in a process of their own: they wait neither for previews nor for an import. */
import type { Library } from '../engine/library/library'
import type { Audit, In } from '../preload/contract'
import type { Tell } from './ipc'
import { importerProcess } from './processes/askImporter'

export class Audits {
  readonly #library: Library
  readonly #process
  #asked = 0

  constructor(library: Library, tell: Tell) {
    this.#library = library
    this.#process = importerProcess('Receptive auditor', message => {
      if (message.say === 'auditing') tell('data:auditing', { share: message.share })
    })
  }

  /** The last question counts: one that is still being worked out is given up. */
  async audit(data: In<'data:audit'>): Promise<Audit> {
    const mine = ++this.#asked
    if (this.#process.isBusy) await this.#process.end()
    if (mine !== this.#asked) throw new Error('The audit was given up.')
    return (await this.#process.ask({ say: 'audit', data, library: this.#library }, 'audited')).audit
  }

  async cancel(): Promise<void> {
    this.#asked++
    await this.#process.end()
  }

  quit(): void {
    void this.#process.end()
  }
}
