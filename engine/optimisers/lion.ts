/** Lion (Chen et al. 2023): the sign of a mean of gradients, so every weight moves by the same length. */
import { defineOptimiser, NO_STATE } from './optimiser'

export const lion = defineOptimiser({
  label: 'Lion',
  about: 'takes steps of one size',
  rates: '0.0001',
  states: ['m'],
  decay: 'decoupled',
  uses: ['beta1', 'lionBeta2'],
  exports: { keras: 'Lion', torch: null },
  steps: ({ beta1, lionBeta2 }) => ({
    take: (k, w, g, [m = NO_STATE], scale, rate) => k.lionStep(w, g, m, scale, rate, beta1, lionBeta2),
  }),
})
