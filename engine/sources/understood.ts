/** What was understood of many files, as one list. Pure. */
import type { Understood } from '../datasets/roles'

/** Different things said of one part are kept up to this many. */
const MOST_SAID = 3

/** What several files have in common is there once; conversions of single files are told apart. */
export class UnderstoodList {
  readonly #found = new Map<string, Understood>()
  readonly #said = new Map<string, number>()

  add(understood: readonly Understood[]): void {
    for (const one of understood) {
      const part = `${one.part}\n${one.role}`
      const key = one.part === 'axis' || one.part === 'values' ? `${part}\n${one.why}` : part
      const before = this.#found.get(key)
      if (before) {
        if (before.isSure && !one.isSure) this.#found.set(key, one)
        continue
      }
      const said = this.#said.get(part) ?? 0
      if (said >= MOST_SAID) continue
      this.#said.set(part, said + 1)
      this.#found.set(key, one)
    }
  }

  /** What is not sure first, then in the order in which it was found. */
  get all(): readonly Understood[] {
    return [...this.#found.values()].sort((a, b) => Number(a.isSure) - Number(b.isSure))
  }
}
