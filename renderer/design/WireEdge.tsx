/**
 * A wire: a little thicker the more channels run through it; the shape it carries shows on hover and when
 * selected.
 */
import { BaseEdge, getBezierPath, getSmoothStepPath, Position, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { formatShape } from '../../preload/contract'
import { useNodeReport } from '../document/analysis'
import type { FlowEdge } from './flow'
import { lanePath } from './routes'
import classes from './WireEdge.module.css'

/** React Flow ends a wire at the rim of the handle's hit area; the dot's rim lies this much further in. */
const INSIDE = 6

/** 1 channel: 1.5 px; 32: 2.5 px; 512 and more: 3.5 px. */
const thickness = (channels: number): number => Math.min(3.5, 1.5 + Math.log2(Math.max(1, channels)) * 0.22)

type Ends = Readonly<Record<'sourceX' | 'sourceY' | 'targetX' | 'targetY', number>>

/**
 * The path, and the place of its label. Forward wires are curves, over what stands in their way; one that
 * runs back to the next row turns its corners between the rows.
 */
function pathOf(ends: Ends, lane: number | null): readonly [path: string, x: number, y: number] {
  const { sourceX, sourceY, targetX, targetY } = ends
  const sides = { ...ends, sourcePosition: Position.Right, targetPosition: Position.Left }
  if (targetX - INSIDE < sourceX + INSIDE) {
    const between = lane === null ? {} : { centerY: lane }
    const [path, x, y] = getSmoothStepPath({ ...sides, borderRadius: 12, offset: 18, ...between })
    return [path, x, y]
  }
  if (lane !== null)
    return [lanePath(sourceX, sourceY, targetX, targetY, lane), (sourceX + targetX) / 2, lane]
  const [path, x, y] = getBezierPath(sides)
  return [path, x, y]
}

export const WireEdge = memo(function WireEdge({
  source,
  sourceX,
  sourceY,
  targetX,
  targetY,
  selected,
  data,
}: EdgeProps<FlowEdge>) {
  const out = useNodeReport(source)?.out
  const { end = 0, lane = null } = data ?? {}
  const ends = {
    sourceX: sourceX - INSIDE,
    sourceY,
    targetX: targetX + INSIDE,
    targetY: targetY + end,
  }
  const [path, x, y] = pathOf(ends, lane)
  return (
    <g className={classes['wire']} data-selected={selected || undefined} data-known={out ? true : undefined}>
      <BaseEdge path={path} interactionWidth={18} style={{ strokeWidth: thickness(out?.at(-1) ?? 1) }} />
      {out && (
        <text className={classes['label']} x={x} y={y - 8} textAnchor="middle">
          {formatShape(out)}
        </text>
      )}
    </g>
  )
})
