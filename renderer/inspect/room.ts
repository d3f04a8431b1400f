/** How much room the view of a node has, and how it is shared out among its sections. */
import { useEffect, useRef, useState } from 'react'
import { extent, tileLayoutOf, type TileLayout, type Room } from '../charts/tiles/layout'
import type { Tiles } from '../charts/tiles/types'

/** The highest that the picture of a separable convolution's second half may be. */
const MIXING = 120
/** A section's heading with the space around it. */
export const HEADING = 68

type Grids = {
  readonly filters: Tiles | undefined
  readonly mixing: Tiles | undefined
  readonly hasMaps: boolean
}
type Share = {
  readonly filters: { readonly layout: TileLayout; readonly height: number } | null
  readonly mixing: TileLayout | null
  /** For the maps: what is left. */
  readonly maps: Room
}

/** The filters may take half of the view, or all of it where there are no maps; maps take what is left. */
export function sharedOut(room: Room, { filters, mixing, hasMaps }: Grids): Share {
  const { width } = room
  const ofMixing = mixing
    ? tileLayoutOf(mixing, { width, height: Math.min(MIXING, 0.2 * room.height) })
    : null
  const takenByMixing = mixing && ofMixing ? extent(mixing, ofMixing).height + HEADING : 0
  const height = hasMaps
    ? (room.height - takenByMixing - 2 * HEADING) * (filters?.isMatrix ? 0.56 : 0.5)
    : room.height - takenByMixing - HEADING
  const ofFilters = filters ? tileLayoutOf(filters, { width, height }) : null
  const taken = filters && ofFilters ? Math.min(height, extent(filters, ofFilters).height) + HEADING : 0
  return {
    filters: ofFilters && { layout: ofFilters, height },
    mixing: ofMixing,
    maps: { width, height: Math.max(140, room.height - HEADING - taken - takenByMixing) },
  }
}

/** The inside of the view, followed as it is resized. */
export function useRoom(element: HTMLElement | null): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 })
  const latest = useRef(room)
  useEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => {
      const next = { width: element.clientWidth - 32, height: element.clientHeight - 24 }
      if (next.width !== latest.current.width || next.height !== latest.current.height)
        setRoom((latest.current = next))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return room
}
