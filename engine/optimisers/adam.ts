/**
 * Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019): means of gradients and of their squares.
 */
import type { ValuesOf } from '../spec'
import { defineOptimiser, NO_STATE, type OptimiserStep } from './optimiser'
import type { SHARED_SETTINGS } from './settings'

type Betas = ValuesOf<Pick<typeof SHARED_SETTINGS, 'beta1' | 'beta2' | 'epsilon'>>

function steps({ beta1, beta2, epsilon }: Betas): OptimiserStep {
  // βᵗ by repeated products and not by a power: the same bits on every engine.
  let power1 = 1
  let power2 = 1
  return {
    startStep() {
      power1 *= beta1
      power2 *= beta2
    },
    take(k, w, g, [m = NO_STATE, v = NO_STATE], scale, rate) {
      const correction = 1 / Math.sqrt(1 - power2)
      k.adamStep(w, g, m, v, scale, rate / (1 - power1), beta1, beta2, correction, epsilon)
    },
  }
}

export const adam = defineOptimiser({
  label: 'Adam',
  about: 'adapts the step of each weight to its recent gradients',
  rates: '0.001',
  states: ['m', 'v'],
  decay: 'coupled',
  uses: ['beta1', 'beta2', 'epsilon'],
  exports: { keras: 'Adam', torch: 'Adam' },
  steps,
})

export const adamw = defineOptimiser({
  label: 'AdamW',
  about: 'does as Adam, with decay beside the gradient',
  rates: '0.001',
  states: ['m', 'v'],
  decay: 'decoupled',
  uses: ['beta1', 'beta2', 'epsilon'],
  exports: { keras: 'AdamW', torch: 'AdamW' },
  steps,
})
