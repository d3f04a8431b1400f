/**
 * The weights before the first step, from the seed alone. Pure.
 * The one thing to know: they are drawn into the flat order of `weightLayout`, each tensor from a stream of its own.
 */
import type { NetworkPlan } from './plan'
import { keyOf, normal, uniform } from './random'
import type { Initialiser } from './spec'

type Draw = (key: number, i: number, fanIn: number, fanOut: number) => number
const STREAM = 11

const he = (fanIn: number): number => 2 / fanIn,
  glorot = (fanIn: number, fanOut: number): number => 2 / (fanIn + fanOut),
  lecun = (fanIn: number): number => 1 / fanIn
/** Uniform within ±√(3·variance) has that variance. */
const uniformOf = (key: number, i: number, variance: number): number => (2 * uniform(key, i) - 1) * Math.sqrt(3 * variance)
const normalOf = (key: number, i: number, variance: number): number => normal(key, i) * Math.sqrt(variance)

/** Variances after He et al. (2015), Glorot and Bengio (2010) and LeCun et al. (1998). */
const initialisers: Readonly<Record<Exclude<Initialiser, 'constant' | 'orthogonal'>, Draw>> = {
  heNormal: (key, i, fanIn) => normalOf(key, i, he(fanIn)),
  heUniform: (key, i, fanIn) => uniformOf(key, i, he(fanIn)),
  glorotNormal: (key, i, fanIn, fanOut) => normalOf(key, i, glorot(fanIn, fanOut)),
  glorotUniform: (key, i, fanIn, fanOut) => uniformOf(key, i, glorot(fanIn, fanOut)),
  lecunNormal: (key, i, fanIn) => normalOf(key, i, lecun(fanIn)),
  lecunUniform: (key, i, fanIn) => uniformOf(key, i, lecun(fanIn)),
}

export function initialWeights(plan: NetworkPlan, seed: number): Float32Array {
  const flat = new Float32Array(plan.parameters)
  plan.weights.forEach((w, tensor) => {
    const key = keyOf(STREAM, seed, tensor),
      own = flat.subarray(w.flat, w.flat + w.length)
    if (w.values) own.set(w.values)
    else if (w.init === 'constant') own.fill(w.constant ?? 0)
    else {
      const draw = initialisers[w.init === 'orthogonal' ? 'glorotUniform' : w.init]
      for (let i = 0; i < w.length; i++) own[i] = draw(key, i, w.fanIn, w.fanOut)
    }
  })
  return flat
}
