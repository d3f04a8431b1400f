/** At most `count` of a list, evenly spread over it, the first always among them. Pure. */
export const evenlySpread = <A>(list: readonly A[], count: number): readonly A[] =>
  list.length <= count
    ? list
    : Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as A)
