/** RMSprop (Tieleman and Hinton 2012), as PyTorch has it: epsilon stands beside the root. */
import { defineOptimiser, NO_STATE } from './optimiser'

export const rmsprop = defineOptimiser({
  label: 'RMSprop',
  about: 'divides each step by the recent size of the gradients',
  rates: '0.001',
  states: ['v'],
  decay: 'coupled',
  uses: ['rho', 'epsilon'],
  exports: { keras: 'RMSprop', torch: 'RMSprop' },
  steps: ({ rho, epsilon }) => ({
    take: (k, w, g, [v = NO_STATE], scale, rate) => k.rmspropStep(w, g, v, scale, rate, rho, epsilon),
  }),
})
