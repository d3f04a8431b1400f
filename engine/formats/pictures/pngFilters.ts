/**
 * Undoes PNG's filters (W3C, Portable Network Graphics, section 9), which leave each byte as its distance
 * from a neighbour.
 * It works in place; every line is one byte that names its filter, then the line's bytes.
 */

/**
 * `rows` lines of `row` bytes and one, from `from` on; `apart` is how far the pixel to the left lies. False
 * for an unknown filter.
 */
export function unfilter(data: Uint8Array, from: number, row: number, rows: number, apart: number): boolean {
  for (let y = 0, line = from + 1; y < rows; y++, line += row + 1) {
    const kind = data[line - 1] as number
    const above = y > 0 ? line - row - 1 : -1
    if (kind === 1) subtract(data, line, row, apart)
    else if (kind === 2) up(data, line, row, above)
    else if (kind === 3) average(data, line, row, above, apart)
    else if (kind === 4) paeth(data, line, row, above, apart)
    else if (kind !== 0) return false
  }
  return true
}

function subtract(data: Uint8Array, line: number, row: number, apart: number): void {
  for (let i = line + apart; i < line + row; i++) data[i] = (data[i] as number) + (data[i - apart] as number)
}

function up(data: Uint8Array, line: number, row: number, above: number): void {
  if (above >= 0)
    for (let i = 0; i < row; i++) data[line + i] = (data[line + i] as number) + (data[above + i] as number)
}

function average(data: Uint8Array, line: number, row: number, above: number, apart: number): void {
  for (let i = 0; i < row; i++) {
    const left = i < apart ? 0 : (data[line + i - apart] as number)
    const over = above < 0 ? 0 : (data[above + i] as number)
    data[line + i] = (data[line + i] as number) + ((left + over) >> 1)
  }
}

/** The neighbour nearest to left + over − corner; left before over before corner. */
function paeth(data: Uint8Array, line: number, row: number, above: number, apart: number): void {
  for (let i = 0; i < row; i++) {
    const left = i < apart ? 0 : (data[line + i - apart] as number)
    const over = above < 0 ? 0 : (data[above + i] as number)
    const corner = above < 0 || i < apart ? 0 : (data[above + i - apart] as number)
    const toLeft = Math.abs(over - corner)
    const toOver = Math.abs(left - corner)
    const toCorner = Math.abs(left + over - 2 * corner)
    data[line + i] =
      (data[line + i] as number) +
      (toLeft <= toOver && toLeft <= toCorner ? left : toOver <= toCorner ? over : corner)
  }
}
