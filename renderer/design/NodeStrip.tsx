/**
 * Below a convolution that has been trained: its first filters on one small canvas, live while it trains.
 * It hangs outside the node, so the node never changes its size, and a node without a bank of
 * its own shape mounts nothing.
 */
import { useEffect, useRef } from 'react'
import {
  layer,
  type AnyValues,
  type FilterBank,
  type LayerKind,
  type NodeId,
  type Params,
  type Shape,
  type ValuesOf,
} from '../../preload/contract'
import { paint, signedScale, type Scheme } from '../charts/colourMaps'
import { useNodeReport } from '../document/analysis'
import classes from './NodeStrip.module.css'
import { fitsKernel, useStrips } from './strips'
import { bankKind } from '../charts/tiles/bankKind'
import { useScheme } from '../ui/scheme'

const WIDTH = 212
const HEIGHT = 24
const GAP = 4
/** Drawn finer than the screen, for a canvas that is zoomed in. */
const FINE = 2

type Props = { readonly id: NodeId; readonly kind: LayerKind; readonly params: AnyValues }

export function NodeStrip({ id, kind, params }: Props) {
  const strip = useStrips(s => s.strips.get(id))
  const report = useNodeReport(id)
  const input = report?.in
  if (!strip || !input || report.problem || !fitsKernel(strip.bank, kernelOf(kind, input, params)))
    return null
  const isPlain = bankKind(kind) === 'plain'
  const [, , third, fourth] = strip.bank.shape
  const [filters, channels] = isPlain ? [fourth, third] : [third, fourth]
  return (
    <Drawn
      bank={strip.bank}
      isPlain={isPlain}
      words={
        `The first of ${filters} filters${channels > 1 ? ', as they read channel 1' : ''}, after epoch ` +
        `${strip.epoch} of “${strip.experiment}”`
      }
    />
  )
}

const kernelOf = (kind: LayerKind, input: Shape, params: AnyValues): readonly number[] | undefined =>
  layer(kind)
    .weights(input, params as ValuesOf<Params>)
    .find(w => w.name === 'kernel' || w.name === 'depthwise')?.shape

function Drawn({
  bank,
  isPlain,
  words,
}: {
  readonly bank: FilterBank
  readonly isPlain: boolean
  readonly words: string
}) {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  useEffect(() => {
    // A canvas that is often read is kept in main memory and painted with its node, not as a layer of its
    // own.
    const context = ref.current?.getContext('2d', { willReadFrequently: true })
    if (ref.current && context) draw(ref.current, context, bank, isPlain, scheme)
  }, [bank, isPlain, scheme])
  return (
    <canvas
      ref={ref}
      className={classes['strip']}
      width={WIDTH * FINE}
      height={HEIGHT * FINE}
      role="img"
      aria-label={words}
      title={words}
    />
  )
}

function draw(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  { shape: [height, width, third, fourth], values, largest }: FilterBank,
  isPlain: boolean,
  scheme: Scheme,
): void {
  const isLine = height === 1
  const tile = isLine ? 40 : Math.min(64, Math.max(10, (HEIGHT * width) / height))
  const style = getComputedStyle(canvas)
  const shown = Math.min(isPlain ? fourth : third, Math.floor((WIDTH + GAP) / (tile + GAP)))
  const scale = signedScale(largest)
  const small = new OffscreenCanvas(width, height)
  const inner = small.getContext('2d')
  const image = inner?.createImageData(width, height)
  context.setTransform(FINE, 0, 0, FINE, 0, 0)
  context.clearRect(0, 0, WIDTH, HEIGHT)
  context.imageSmoothingEnabled = false
  for (let filter = 0; filter < shown; filter++) {
    const x = filter * (tile + GAP)
    const value = (at: number): number => values[at * third * fourth + filter * (isPlain ? 1 : fourth)] ?? 0
    if (!isLine && inner && image) {
      paint(image.data, width * height, value, scale, scheme)
      inner.putImageData(image, 0, 0)
      context.drawImage(small, x, 0, tile, HEIGHT)
    }
    context.lineWidth = 1
    context.strokeStyle = style.getPropertyValue('--line')
    context.strokeRect(x + 0.5, 0.5, tile - 1, HEIGHT - 1)
    if (!isLine) continue
    context.strokeStyle = style.getPropertyValue('--family-convolution')
    context.beginPath()
    for (let i = 0; i < width; i++)
      context.lineTo(
        x + 2 + (i / Math.max(1, width - 1)) * (tile - 4),
        HEIGHT / 2 - (value(i) / scale.high) * (HEIGHT / 2 - 2),
      )
    context.stroke()
  }
}
