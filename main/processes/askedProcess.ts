/**
 * A process that answers questions: started with the first, asked one question after another, and started
 * again by the next question after it died.
 */
import type { UtilityProcess } from 'electron'
import { startProcess, type ProcessEntry } from './start'

type Said = { readonly say: string }
type Refused = { readonly say: 'refused'; readonly sentence: string }
const isRefused = (message: Said): message is Refused => message.say === 'refused'
type SaidAs<M extends Said, S extends M['say']> = Extract<M, { readonly say: S }>

type Service<From extends Said> = {
  readonly entry: ProcessEntry
  /** As the system's list of processes shows it. */
  readonly name: string
  /** Told to whoever waits for an answer when the process ends. */
  readonly suddenEnd: string
  /** Takes what is said meanwhile, and says whether it was such news; everything else is the answer. */
  hearNews?(message: From): boolean
}
type Waiting<From> = {
  readonly process: UtilityProcess
  resolve(answer: From): void
  reject(error: Error): void
}

export class AskedProcess<To extends Said, From extends Said> {
  #process: UtilityProcess | null = null
  #waiting: Waiting<From> | null = null
  #last: Promise<unknown> = Promise.resolve()
  #exit: Promise<void> = Promise.resolve()
  readonly #service: Service<From>

  constructor(service: Service<From>) {
    this.#service = service
  }

  get isBusy(): boolean {
    return this.#waiting !== null
  }

  /** Waits for the questions before it. Throws the sentence of a refusal, or of a sudden end. */
  async ask<S extends From['say']>(question: To, answeredBy: S): Promise<SaidAs<From, S>> {
    const asked = this.#last.then(() => this.#put(question))
    this.#last = asked.catch(() => undefined)
    const answer = await asked
    if (isRefused(answer)) throw new Error(answer.sentence)
    if (answer.say !== answeredBy) throw new Error('Unexpected answer.')
    return answer as SaidAs<From, S>
  }

  /** Says something that is no question; nothing where no process runs. */
  tell(message: To): void {
    this.#process?.postMessage(message)
  }

  /** Ends the process at once, whatever it is doing; resolves when it is gone. */
  end(): Promise<void> {
    this.#process?.kill()
    this.#process = null // the next question must not be put to one that is going
    return this.#exit
  }

  #put(question: To): Promise<From> {
    return new Promise((resolve, reject) => {
      const process = this.#process ?? this.#start()
      this.#waiting = { process, resolve, reject }
      process.postMessage(question)
    })
  }

  #start(): UtilityProcess {
    const { entry, name, suddenEnd, hearNews } = this.#service
    const started = startProcess(entry, name)
    this.#process = started
    this.#exit = new Promise(resolve =>
      started.once('exit', () => {
        if (this.#process === started) this.#process = null
        this.#answered(started)?.reject(new Error(suddenEnd))
        resolve()
      }),
    )
    started.on('message', (message: From) => {
      if (!hearNews?.(message)) this.#answered(started)?.resolve(message)
    })
    return started
  }

  /** Whoever waits for an answer of `from`; nobody waits any more. */
  #answered(from: UtilityProcess): Waiting<From> | null {
    const waiting = this.#waiting?.process === from ? this.#waiting : null
    if (waiting) this.#waiting = null
    return waiting
  }
}
