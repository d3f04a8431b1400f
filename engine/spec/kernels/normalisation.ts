/** Batch and layer normalisation. */
import type { Tensor } from '../shapes'

/**
 * Batch and layer normalisation. A channel's `moments` are five rows `[5, channels]`: mean, 1 / √(variance +
 * ε), then, in backward, the means of dy and of dy·x̂, and last the unbiased variance. x̂ = (x − mean) /
 * √(variance + ε).
 */
export type NormalisationKernels = {
  /** A sample's summary `[2, channels]`: each channel's mean, and the sum of squared distances from it. */
  summariseMoments(x: Tensor, summary: Tensor): void
  /** All samples' summaries `[count, 2, channels]`, each of `positions` values a channel, to moments. */
  combineMoments(summaries: Tensor, count: number, positions: number, epsilon: number, moments: Tensor): void
  /** Moments of figures that are given: no part of a gradient goes through them. */
  fixMoments(mean: Tensor, variance: Tensor, epsilon: number, moments: Tensor): void
  /** y = x̂·gamma + beta. */
  normalise(x: Tensor, moments: Tensor, gamma: Tensor, beta: Tensor, y: Tensor): void
  /** A sample's summary `[2, channels]`: Σdy and Σdy·x̂, which are also added to dbeta and dgamma. */
  summariseGrad(x: Tensor, dy: Tensor, moments: Tensor, summary: Tensor, dgamma: Tensor, dbeta: Tensor): void
  /** Their means over the whole batch, into rows three and four of moments. */
  combineGrad(summaries: Tensor, count: number, positions: number, moments: Tensor): void
  /** dx = gamma / √(variance + ε) · (dy − mean of dy − x̂ · mean of dy·x̂). */
  normaliseGrad(x: Tensor, dy: Tensor, moments: Tensor, gamma: Tensor, dx: Tensor): void
  /** running ← momentum·running + (1 − momentum)·batch, for the mean and the unbiased variance. */
  updateRunningMoments(moments: Tensor, momentum: number, mean: Tensor, variance: Tensor): void
  /**
   * Every run of gamma.length values by its own mean and variance; `saved` `[runs, 2]` keeps mean and 1 /
   * √(variance + ε).
   */
  layerNormalise(x: Tensor, gamma: Tensor, beta: Tensor, y: Tensor, saved: Tensor, epsilon: number): void
  layerNormaliseGrad(
    x: Tensor,
    dy: Tensor,
    gamma: Tensor,
    saved: Tensor,
    dx: Tensor | null,
    dgamma: Tensor,
    dbeta: Tensor,
  ): void
}
