/** Stand-in. */
export type ClassMetrics = { readonly accuracy: number }
export type ValueMetrics = { readonly rmse: number }
