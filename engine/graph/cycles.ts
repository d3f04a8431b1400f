/**
 * Which nodes lie on a cycle: the strongly connected components of more than one node, and nodes wired to
 * themselves (Tarjan 1972, without recursion). Pure. It visits each wire once, because it runs at every edit.
 */
type Id = string

export function nodesInCycles(ids: readonly Id[], outOf: ReadonlyMap<Id, readonly Id[]>): ReadonlySet<Id> {
  const search = new Search(outOf)
  for (const start of ids) search.from(start)
  return search.inCycles
}

class Search {
  readonly inCycles = new Set<Id>()
  private readonly found = new Map<Id, number>()
  private readonly lowest = new Map<Id, number>()
  private readonly open: Id[] = []
  private readonly isOpen = new Set<Id>()
  constructor(private readonly outOf: ReadonlyMap<Id, readonly Id[]>) {}

  from(start: Id): void {
    const path = this.found.has(start) ? [] : [this.enter(start)]
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const to = this.outOf.get(here.id)?.[here.next++]
      if (to === undefined) {
        this.leave(here.id)
        path.pop()
        const above = path.at(-1)
        if (above) this.lower(above.id, this.lowest.get(here.id) ?? 0)
      } else if (!this.found.has(to)) path.push(this.enter(to))
      else if (this.isOpen.has(to)) this.lower(here.id, this.found.get(to) ?? 0)
    }
  }

  private lower(id: Id, to: number): void {
    this.lowest.set(id, Math.min(this.lowest.get(id) ?? to, to))
  }

  private enter(id: Id): { id: Id; next: number } {
    this.lowest.set(id, this.found.size)
    this.found.set(id, this.found.size)
    this.open.push(id)
    this.isOpen.add(id)
    return { id, next: 0 }
  }

  /**
   * All that was reached from `id` is known: if nothing leads back above it, what is still open from it on is
   * one strongly connected component.
   */
  private leave(id: Id): void {
    if (this.lowest.get(id) !== this.found.get(id)) return
    const component = this.open.splice(this.open.lastIndexOf(id))
    for (const node of component) {
      this.isOpen.delete(node)
      if (component.length > 1 || this.outOf.get(id)?.includes(id)) this.inCycles.add(node)
    }
  }
}
