/** Batch and layer normalisation, over the exports of assembly/normalisation. */
import type { NormalisationKernels } from '../../spec'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'

/** Rows of the moments. */
const ROWS = 5

export const normalisations = (e: KernelExports, address: Address): NormalisationKernels => ({
  ...moments(e, address),
  ...batch(e, address),
  ...layer(e, address),
})

const moments = (
  e: KernelExports,
  address: Address,
): Pick<
  NormalisationKernels,
  'summariseMoments' | 'combineMoments' | 'fixMoments' | 'updateRunningMoments'
> => ({
  summariseMoments(x, summary) {
    const channels = summary.length / 2
    e.summariseMoments(address(x), address(summary), x.length / channels, channels)
  },
  combineMoments: (summaries, count, positions, epsilon, moments) =>
    e.combineMoments(address(summaries), count, positions, moments.length / ROWS, epsilon, address(moments)),
  fixMoments: (mean, variance, epsilon, moments) =>
    e.fixMoments(address(mean), address(variance), mean.length, epsilon, address(moments)),
  updateRunningMoments: (moments, momentum, mean, variance) =>
    e.updateRunningMoments(address(moments), mean.length, momentum, address(mean), address(variance)),
})

const batch = (
  e: KernelExports,
  address: Address,
): Pick<NormalisationKernels, 'normalise' | 'summariseGrad' | 'combineGrad' | 'normaliseGrad'> => ({
  normalise: (x, moments, gamma, beta, y) =>
    e.normalise(
      address(x),
      address(moments),
      address(gamma),
      address(beta),
      address(y),
      x.length / gamma.length,
      gamma.length,
    ),
  summariseGrad: (x, dy, moments, summary, dgamma, dbeta) =>
    e.summariseGrad(
      address(x),
      address(dy),
      address(moments),
      address(summary),
      address(dgamma),
      address(dbeta),
      x.length / dgamma.length,
      dgamma.length,
    ),
  combineGrad: (summaries, count, positions, moments) =>
    e.combineGrad(address(summaries), count, positions, moments.length / ROWS, address(moments)),
  normaliseGrad: (x, dy, moments, gamma, dx) =>
    e.normaliseGrad(
      address(x),
      address(dy),
      address(moments),
      address(gamma),
      address(dx),
      x.length / gamma.length,
      gamma.length,
    ),
})

const layer = (
  e: KernelExports,
  address: Address,
): Pick<NormalisationKernels, 'layerNormalise' | 'layerNormaliseGrad'> => ({
  layerNormalise: (x, gamma, beta, y, saved, epsilon) =>
    e.layerNormalise(
      address(x),
      address(gamma),
      address(beta),
      address(y),
      address(saved),
      x.length,
      gamma.length,
      epsilon,
    ),
  layerNormaliseGrad: (x, dy, gamma, saved, dx, dgamma, dbeta) =>
    e.layerNormaliseGrad(
      address(x),
      address(dy),
      address(gamma),
      address(saved),
      address(dx),
      address(dgamma),
      address(dbeta),
      x.length,
      gamma.length,
    ),
})
