/**
 * The area under the ROC curve: the chance that a sample of the class scores higher than one of the rest, a
 * tie counting half. From ranks (Mann and Whitney 1947), equal scores sharing their mean rank. Null if either
 * side is empty, or a score is not a number.
 */
export function rocAuc(
  samples: number,
  score: (sample: number) => number,
  isOfClass: (sample: number) => boolean,
): number | null {
  const scores = Float64Array.from({ length: samples }, (_, i) => score(i))
  if (scores.some(Number.isNaN)) return null
  const order = Uint32Array.from(scores, (_, i) => i).sort(
    (a, b) => (scores[a] as number) - (scores[b] as number),
  )
  let ranks = 0
  let inside = 0
  for (let from = 0; from < samples;) {
    let to = from + 1
    let tied = 0
    while (to < samples && scores[order[to] as number] === scores[order[from] as number]) to++
    for (let i = from; i < to; i++) if (isOfClass(order[i] as number)) tied++
    ranks += (tied * (from + 1 + to)) / 2
    inside += tied
    from = to
  }
  const outside = samples - inside
  return inside === 0 || outside === 0 ? null : (ranks - (inside * (inside + 1)) / 2) / (inside * outside)
}
