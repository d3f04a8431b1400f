// Kinds of pooling, numbered as in wasm/pooling.ts.

export const MAX: i32 = 0
export const AVERAGE: i32 = 1
const SUM: i32 = 2
export const SQUARE_SUM: i32 = 3
export const EVERY_NTH: i32 = 4
