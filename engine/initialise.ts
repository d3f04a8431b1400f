/**
 * The weights before the first step, from the seed alone. Pure.
 * The one thing to know: they are drawn into the flat order of `weightLayout`, each tensor from a stream of its own.
 */
import type { NetworkPlan } from './plan'
import { keyOf, normal, uniform } from './random'
import type { Initialiser } from './spec'

type Draw = (key: number, i: number, fanIn: number, fanOut: number) => number
const STREAM = 11

const initialisers: Readonly<Record<Initialiser, Draw>> = {
  zeros: () => 0,
  ones: () => 1,
  /** Normal with variance 2 / fanIn (He et al. 2015): keeps the size of activations through ReLU layers. */
  heNormal: (key, i, fanIn) => normal(key, i) * Math.sqrt(2 / fanIn),
  /** Uniform within ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
  glorotUniform: (key, i, fanIn, fanOut) => (2 * uniform(key, i) - 1) * Math.sqrt(6 / (fanIn + fanOut)),
}

export function initialWeights(plan: NetworkPlan, seed: number): Float32Array {
  const flat = new Float32Array(plan.parameters)
  plan.weights.forEach((w, tensor) => {
    const key = keyOf(STREAM, seed, tensor),
      draw = initialisers[w.init]
    for (let i = 0; i < w.length; i++) flat[w.flat + i] = draw(key, i, w.fanIn, w.fanOut)
  })
  return flat
}
