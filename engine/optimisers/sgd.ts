/** Stochastic gradient descent with momentum, plain or Nesterov's (Sutskever et al. 2013). */
import { defineOptimiser, NO_STATE } from './optimiser'

export const sgd = defineOptimiser({
  label: 'SGD with momentum',
  about: 'follows the mean of recent gradients',
  rates: '0.01 to 0.1',
  states: ['momentum'],
  decay: 'coupled',
  uses: ['momentum', 'nesterov'],
  exports: { keras: 'SGD', torch: 'SGD' },
  steps: ({ momentum, nesterov }) => ({
    take: (k, w, g, [v = NO_STATE], scale, rate) =>
      nesterov
        ? k.nesterovStep(w, g, v, scale, rate, momentum)
        : k.momentumStep(w, g, v, scale, rate, momentum),
  }),
})
