/** Adagrad (Duchi, Hazan and Singer 2011): divides by the size of all gradients so far. */
import { defineOptimiser, NO_STATE } from './optimiser'

export const adagrad = defineOptimiser({
  label: 'Adagrad',
  about: 'divides each step by the size of all gradients so far',
  rates: '0.01 to 0.1',
  states: ['v'],
  decay: 'coupled',
  uses: ['adagradEpsilon'],
  exports: { keras: 'Adagrad', torch: 'Adagrad' },
  steps: ({ adagradEpsilon }) => ({
    take: (k, w, g, [v = NO_STATE], scale, rate) => k.adagradStep(w, g, v, scale, rate, adagradEpsilon),
  }),
})
