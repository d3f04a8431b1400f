/**
 * How much of what takes long is run: long soaks, fuzz and kills are whole in `npm run test:long`, and a
 * sample of fixed seeds in `npm test`.
 */
export const isLong = process.env['RECEPTIVE_LONG_TESTS'] === '1'

/** `sample` in `npm test`, `whole` in `npm run test:long`. */
export const often = (sample: number, whole: number): number => (isLong ? whole : sample)

/** Those of `all` that are not `long`; in `npm run test:long` all. */
export const unlessLong = <A>(all: readonly A[], long: (item: A) => boolean): A[] =>
  all.filter(item => isLong || !long(item))

/** Of a window's test that runs in `npm run test:long` alone. */
export const LONG = { tag: '@long' } as const
