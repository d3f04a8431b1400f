/** The last thing that was opened, kept until another is asked for: it takes time to open it again. */
export class LastOpened<T> {
  #kept: { readonly key: string; readonly value: T } | null = null

  /** What is kept under this key; anything else is let go of, so that two never take up memory at once. */
  under(key: string): T | null {
    if (this.#kept?.key !== key) this.#kept = null
    return this.#kept?.value ?? null
  }

  keep(key: string, value: T): T {
    this.#kept = { key, value }
    return value
  }
}
