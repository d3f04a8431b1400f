/**
 * Which nodes lie on a circle: the strongly connected components of more than one node, and nodes wired to
 * themselves (Tarjan 1972, without recursion). Pure. It visits each wire once, because it runs at every edit.
 */
type Id = string

export function nodesInCycles(ids: readonly Id[], outOf: ReadonlyMap<Id, readonly Id[]>): ReadonlySet<Id> {
  const found = new Map<Id, number>()
  const lowest = new Map<Id, number>()
  const open: Id[] = []
  const isOpen = new Set<Id>()
  const circles = new Set<Id>()
  const lower = (id: Id, to: number) => lowest.set(id, Math.min(lowest.get(id) ?? to, to))
  const enter = (id: Id): { id: Id; next: number } => {
    lowest.set(id, found.size)
    found.set(id, found.size)
    open.push(id)
    isOpen.add(id)
    return { id, next: 0 }
  }
  /**
   * All that was reached from `id` is known: if nothing leads back above it, what is still open from it on
   * belongs together.
   */
  const leave = (id: Id): void => {
    if (lowest.get(id) !== found.get(id)) return
    const together = open.splice(open.lastIndexOf(id))
    for (const member of together) {
      isOpen.delete(member)
      if (together.length > 1 || outOf.get(id)?.includes(id)) circles.add(member)
    }
  }
  for (const start of ids) {
    const path = found.has(start) ? [] : [enter(start)]
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const to = outOf.get(here.id)?.[here.next++]
      if (to === undefined) {
        leave(here.id)
        path.pop()
        const above = path.at(-1)
        if (above) lower(above.id, lowest.get(here.id) ?? 0)
      } else if (!found.has(to)) path.push(enter(to))
      else if (isOpen.has(to)) lower(here.id, found.get(to) ?? 0)
    }
  }
  return circles
}
