/** Batch and layer normalisation, over the exports of assembly/{normalisation,layerNormalisation}.ts. */
import type { NormalisationKernels } from '../../spec'
import { address, type Exported } from './exports'

export const NAMES = [
  'combineGrad',
  'combineMoments',
  'fixMoments',
  'layerNormalise',
  'layerNormaliseGrad',
  'normalise',
  'normaliseGrad',
  'settleMoments',
  'summariseGrad',
  'summariseMoments',
] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>
/** Rows of the moments. */
const ROWS = 5

export function normalisations(e: NamedExports): NormalisationKernels {
  return {
    summariseMoments(x, summary) {
      const channels = summary.length / 2
      e.summariseMoments(x.byteOffset, summary.byteOffset, x.length / channels, channels)
    },
    combineMoments: (summaries, count, positions, epsilon, moments) =>
      void e.combineMoments(summaries.byteOffset, count, positions, moments.length / ROWS, epsilon, moments.byteOffset),
    fixMoments: (mean, variance, epsilon, moments) =>
      void e.fixMoments(mean.byteOffset, variance.byteOffset, mean.length, epsilon, moments.byteOffset),
    normalise: (x, moments, gamma, beta, y) =>
      void e.normalise(x.byteOffset, moments.byteOffset, gamma.byteOffset, beta.byteOffset, y.byteOffset, x.length / gamma.length, gamma.length),
    summariseGrad: (x, dy, moments, summary, dgamma, dbeta) =>
      void e.summariseGrad(
        x.byteOffset,
        dy.byteOffset,
        moments.byteOffset,
        summary.byteOffset,
        dgamma.byteOffset,
        dbeta.byteOffset,
        x.length / dgamma.length,
        dgamma.length,
      ),
    combineGrad: (summaries, count, positions, moments) =>
      void e.combineGrad(summaries.byteOffset, count, positions, moments.length / ROWS, moments.byteOffset),
    normaliseGrad: (x, dy, moments, gamma, dx) =>
      void e.normaliseGrad(x.byteOffset, dy.byteOffset, moments.byteOffset, gamma.byteOffset, dx.byteOffset, x.length / gamma.length, gamma.length),
    settleMoments: (moments, momentum, mean, variance) =>
      void e.settleMoments(moments.byteOffset, mean.length, momentum, mean.byteOffset, variance.byteOffset),
    layerNormalise: (x, gamma, beta, y, saved, epsilon) =>
      void e.layerNormalise(x.byteOffset, gamma.byteOffset, beta.byteOffset, y.byteOffset, saved.byteOffset, x.length, gamma.length, epsilon),
    layerNormaliseGrad: (x, dy, gamma, saved, dx, dgamma, dbeta) =>
      void e.layerNormaliseGrad(
        x.byteOffset,
        dy.byteOffset,
        gamma.byteOffset,
        saved.byteOffset,
        address(dx),
        dgamma.byteOffset,
        dbeta.byteOffset,
        x.length,
        gamma.length,
      ),
  }
}
