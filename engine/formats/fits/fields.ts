/** The columns of a binary table as its header describes them, and where the lists of a column lie. */
import type { Bad } from '../../spec'
import { countAt, numberAt, textAt, type FitsHeader } from './header'
import { BYTES, fitsScaleOf, type FitsScale, type Letter } from './numbers'

/** A column as TFORM describes it. `offset` and `bytes` are within a row. */
export type FitsField = {
  readonly name: string
  readonly unit: string
  readonly code: string
  readonly repeat: number
  readonly offset: number
  readonly bytes: number
  readonly scale: FitsScale
}
/** What a letter stands for: how many numbers and of which kind. X, A, P and Q have their own ways. */
const PAIRS: Readonly<Record<string, Letter>> = { C: 'E', M: 'D' }
const MOST_FIELDS = 999

export function fieldsOf(header: FitsHeader, where: string): readonly FitsField[] | Bad {
  const count = countAt(header, 'TFIELDS')
  const fields: FitsField[] = []
  if (!(count <= MOST_FIELDS))
    return { bad: `${where} is damaged: TFIELDS, its number of columns, is missing or above ${MOST_FIELDS}.` }
  let offset = 0
  for (let n = 1; n <= count; n++) {
    const form = textAt(header, `TFORM${n}`)
    const parts = /^\s*(\d{0,12})([LXBIJKAEDCMPQ])(.*)$/.exec(form)
    if (!parts)
      return { bad: `${where} is damaged: column ${n} has TFORM${n} = “${form}”, which FITS does not know.` }
    const field = fieldOf(
      header,
      n,
      parts[2] as string,
      parts[1] ? Number(parts[1]) : 1,
      (parts[3] as string).trim(),
      offset,
    )
    fields.push(field)
    offset += field.bytes
  }
  return fields
}

function fieldOf(
  header: FitsHeader,
  n: number,
  code: string,
  count: number,
  rest: string,
  offset: number,
): FitsField {
  const isList = code === 'P' || code === 'Q'
  const isPair = code in PAIRS
  // A list says what it is of behind its letter: 1PE(500).
  const inner = isList ? rest.charAt(0) : code
  const letter = PAIRS[inner] ?? (inner in BYTES && inner !== 'U' ? (inner as Letter) : 'B')
  const repeat = isPair ? 2 * count : count
  const bytes =
    code === 'X'
      ? Math.ceil(count / 8)
      : code === 'A'
        ? count
        : isList
          ? Math.min(count, 1) * (code === 'P' ? 8 : 16)
          : repeat * BYTES[letter]
  return {
    name: textAt(header, `TTYPE${n}`) || `column ${n}`,
    unit: textAt(header, `TUNIT${n}`),
    code: isList ? `${code}${inner}` : code,
    repeat: isList || code === 'A' ? 1 : repeat,
    offset,
    bytes,
    scale: fitsScaleOf(
      letter,
      numberAt(header, `TSCAL${n}`),
      numberAt(header, `TZERO${n}`),
      numberAt(header, `TNULL${n}`),
    ),
  }
}

/** Where the list of one row lies, which has been seen to be within the heap. */
export function listAt(
  data: DataView,
  field: FitsField,
  row: number,
  header: FitsHeader,
  where: string,
): { readonly start: number; readonly count: number } | Bad {
  const width = countAt(header, 'NAXIS1')
  const table = width * countAt(header, 'NAXIS2')
  const at = row * width + field.offset
  const isWide = field.code.startsWith('Q')
  const each = field.code.charAt(1) in PAIRS ? 2 : 1
  const count = each * (isWide ? Number(data.getBigInt64(at)) : data.getInt32(at))
  const start =
    (numberAt(header, 'THEAP') ?? table) + (isWide ? Number(data.getBigInt64(at + 8)) : data.getInt32(at + 4))
  if (count === 0) return { start: 0, count: 0 }
  if (count > 0 && start >= table && start + count * BYTES[field.scale.letter] <= data.byteLength)
    return { start, count }
  return { bad: `${where} is damaged: row ${row + 1} of “${field.name}” points outside the table's heap.` }
}
