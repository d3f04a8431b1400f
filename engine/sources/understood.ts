/** What was understood of many files, as one list. Pure. */
import type { Understood } from '../datasets/roles'

/** Different things said of one part are kept up to this many. */
const MOST_SAID = 3
/** In thousands of files each may call its columns otherwise. */
const MOST_PARTS = 200

const FURTHER = {
  part: 'further parts',
  role: 'beside',
  unit: '',
  why: 'They are understood as well, and not listed.',
  isSure: true,
} as const

const isConversion = ({ part }: Understood): boolean => part === 'axis' || part === 'values'

/** What several files have in common is there once; conversions of single files are told apart. */
export class UnderstoodList {
  readonly #found = new Map<string, Understood>()
  readonly #said = new Map<string, number>()
  readonly #further = new Set<string>()

  add(understood: readonly Understood[]): void {
    for (const one of understood) {
      const part = `${one.part}\n${one.role}`
      const key = isConversion(one) ? `${part}\n${one.why}` : part
      const before = this.#found.get(key)
      if (!before) this.#keep(key, part, one)
      else if (isConversion(one)) this.#found.set(key, { ...before, count: before.count + one.count })
      else if (before.isSure && !one.isSure) this.#found.set(key, one)
    }
  }

  #keep(key: string, part: string, one: Understood): void {
    const said = this.#said.get(part) ?? 0
    if (said >= MOST_SAID) return
    if (this.#found.size >= MOST_PARTS) this.#further.add(key)
    else {
      this.#said.set(part, said + 1)
      this.#found.set(key, one)
    }
  }

  /** What is not sure first, then in the order in which it was found. */
  get all(): readonly Understood[] {
    const listed = [...this.#found.values()].sort((a, b) => Number(a.isSure) - Number(b.isSure))
    const count = this.#further.size
    return count === 0 ? listed : [...listed, { ...FURTHER, count }]
  }
}
