/** Samples by the page, fetched when first looked at and kept in a small memory. */
import { useEffect, useState } from 'react'
import type { In, Samples } from '../../preload/contract'
import { call } from '../bridge'

export const PAGE = 120
const LARGEST_MEMORY = 40

type Query = Omit<In<'data:samples'>, 'offset' | 'count'>
const memory = new Map<string, Promise<Samples>>()

function page(query: Query, number: number): Promise<Samples> {
  const key = JSON.stringify([query, number])
  const known = memory.get(key)
  if (known) return known
  const loading = call('data:samples', { ...query, offset: number * PAGE, count: PAGE })
  loading.catch(() => memory.delete(key))
  memory.set(key, loading)
  const oldest = memory.keys().next().value
  if (memory.size > LARGEST_MEMORY && oldest !== undefined) memory.delete(oldest)
  return loading
}

/** The same page of the same samples, but for those that were left out or taken back. */
const alike = (query: Query, number: number): string =>
  JSON.stringify([{ ...query, data: { ...query.data, excluded: [] } }, number])

/**
 * The page, or null while it is on its way; the one before stays meanwhile where only a sample was left out
 * or taken back.
 */
export function usePage(query: Query, number: number): Samples | null {
  const key = JSON.stringify([query, number])
  const [loaded, setLoaded] = useState<{ key: string; alike: string; samples: Samples } | null>(null)
  useEffect(() => {
    let isWanted = true
    page(query, number).then(
      samples => {
        if (isWanted) setLoaded({ key, alike: alike(query, number), samples })
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
    // the key says all of query and number
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return loaded && (loaded.key === key || loaded.alike === alike(query, number)) ? loaded.samples : null
}

/** All samples of a query, for sets small enough to be drawn at once. */
export async function everySample(query: Query, total: number): Promise<readonly Samples[]> {
  return Promise.all(Array.from({ length: Math.ceil(total / PAGE) }, (_, i) => page(query, i)))
}
