/**
 * The binary files of CIFAR-10 and CIFAR-100 (cs.toronto.edu/~kriz/cifar.html): records of one label, or a
 * coarse and a fine one, and 32×32 pixels, first all red ones, then green, then blue.
 * The files have no header, so their size and whether all labels are possible tell which they are.
 */
import type { Bad } from '../../spec'

/** `images` are `[labels.length, 32, 32, 3]`. */
export type Cifar = {
  readonly images: Uint8Array
  readonly labels: Uint8Array
  /** CIFAR-100's twenty groups of classes. */
  readonly coarse: Uint8Array | null
  readonly classes: readonly string[] | null
}
export const CIFAR_10 = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const

const PLANE = 32 * 32
const PIXELS = 3 * PLANE
type Kind = {
  readonly title: string
  readonly record: number
  readonly most: readonly number[]
  readonly name: RegExp
}
/** Labels of a record, in their order, lie below `most`. */
const KINDS: readonly Kind[] = [
  { title: 'CIFAR-10', record: 1 + PIXELS, most: [10], name: /data_batch|test_batch|cifar-?10(?!0)/i },
  {
    title: 'CIFAR-100',
    record: 2 + PIXELS,
    most: [20, 100],
    name: /cifar-?100|(?:^|[/\\])(?:train|test)\.bin$/i,
  },
]

export function readCifar(bytes: Uint8Array, name: string): Cifar | Bad {
  const fitting = KINDS.filter(k => bytes.length > 0 && bytes.length % k.record === 0)
  if (fitting.length === 0)
    return {
      bad:
        `${name} is not a CIFAR file: its ${bytes.length} bytes are no whole number of records of ` +
        `${KINDS.map(k => `${k.record} (${k.title})`).join(' or ')} bytes.`,
    }
  const possible = fitting.filter(k => impossible(bytes, k) === null)
  const kind = possible.find(k => k.name.test(name)) ?? possible[0]
  if (kind) return take(bytes, kind)
  const tried = fitting.find(k => k.name.test(name)) ?? (fitting[0] as Kind)
  const wrong = impossible(bytes, tried)
  return {
    bad:
      `${name} is not a CIFAR file, or damaged: record ${wrong?.record} has label ${wrong?.label}, and ` +
      `${tried.title} has only ${wrong?.most}.`,
  }
}

/** The first label that is too large; records count from 1. */
function impossible(
  bytes: Uint8Array,
  { record, most }: Kind,
): { record: number; label: number; most: number } | null {
  for (let at = 0; at < bytes.length; at += record)
    for (const [i, limit] of most.entries()) {
      const label = bytes[at + i] as number
      if (label >= limit) return { record: at / record + 1, label, most: limit }
    }
  return null
}

function take(bytes: Uint8Array, { record, most }: Kind): Cifar {
  const count = bytes.length / record
  const images = new Uint8Array(count * PIXELS)
  const labels = new Uint8Array(count)
  const coarse = most.length > 1 ? new Uint8Array(count) : null
  for (let n = 0, at = 0, to = 0; n < count; n++, at += record) {
    labels[n] = bytes[at + most.length - 1] as number
    if (coarse) coarse[n] = bytes[at] as number
    const red = at + most.length
    for (let i = red; i < red + PLANE; i++) {
      images[to++] = bytes[i] as number
      images[to++] = bytes[i + PLANE] as number
      images[to++] = bytes[i + 2 * PLANE] as number
    }
  }
  return { images, labels, coarse, classes: coarse ? null : CIFAR_10 }
}
