/** What somebody may have meant: the closest of some words. Pure. */

/**
 * Insertions, deletions, replacements and swaps of neighbours between two words (Damerau 1964, restricted).
 */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const at = (r: number, c: number): number => (r === i ? row[c] : rows[r]?.[c]) ?? Infinity
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + cost,
          isSwap ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      )
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? Infinity
}

/** ` Did you mean “dense”?`, to stand behind a sentence; empty where nothing is near. */
export function didYouMean(
  word: string,
  known: readonly string[],
  write = (w: string): string => `“${w}”`,
): string {
  const near = known
    .map(k => ({ k, d: distance(word.toLowerCase(), k.toLowerCase()) }))
    .sort((a, b) => a.d - b.d)[0]
  const begun = known.find(k => word.length >= 3 && k.startsWith(word))
  const meant = near && near.d <= Math.max(1, Math.floor(near.k.length / 3)) ? near.k : begun
  return meant === undefined ? '' : ` Did you mean ${write(meant)}?`
}
