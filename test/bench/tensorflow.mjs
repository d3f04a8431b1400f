/**
 * The same network in TensorFlow.js, for comparison: reads it as JSON on standard input, answers with one
 * line of JSON, which is null where there is no TensorFlow.js. The task is that of pytorch.py, and the
 * numbers are random as there.
 * Its plain JavaScript makes one or two samples a second, so a batch is as many as fit into the time,
 * and no more than the document's.
 */
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'

/**
 * @typedef {{ kind: string, p: Record<string, any>, ins: number[][], use: number[] }} Layer
 * @typedef {{ mode: 'train' | 'infer', nodes: Layer[], shape: number[], classes: number, seconds: number,
 * batchSize: number, optimiser: string, learningRate: number, momentum: number }} Task
 */

const ACTIVATIONS = {
  relu: 'relu',
  elu: 'elu',
  gelu: 'gelu',
  silu: 'swish',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softplus: 'softplus',
  linear: 'linear',
}

/** The one on native code first. @returns {any} */
function find() {
  const require = createRequire(join(resolve(process.env['RECEPTIVE_TFJS'] ?? '.'), 'package.json'))
  for (const name of ['@tensorflow/tfjs-node', '@tensorflow/tfjs'])
    try {
      return require(name)
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'MODULE_NOT_FOUND')
        console.error(`${name}: ${error}`)
    }
  return null
}

/** @param {any} tf @param {Layer} layer */
function layerOf({ layers }, { kind, p, ins }) {
  const rank = (ins[0]?.length ?? 0) - 1
  const isPlain = p['padding'] === 'valid' || p['padding'] === 'same'
  if (/^conv[12]d$/.test(kind) && isPlain && p['groups'] === 1) {
    const { filters, kernel: kernelSize, strides, padding, dilation: dilationRate, bias: useBias } = p
    return layers[kind]({ filters, kernelSize, strides, padding, dilationRate, useBias })
  }
  if (/^pooling[12]d$/.test(kind) && isPlain && (p['kind'] === 'max' || p['kind'] === 'average'))
    return layers[`${p['kind']}Pooling${rank}d`]({
      poolSize: p['size'],
      strides: p['strides'],
      padding: p['padding'],
    })
  if (kind === 'globalPooling' && p['kind'] === 'average') return layers[`globalAveragePooling${rank}d`]({})
  if (kind === 'activation' && p['function'] === 'leakyRelu') return layers.leakyReLU({ alpha: p['slope'] })
  if (kind === 'activation' && p['function'] in ACTIVATIONS)
    return layers.activation({
      activation: ACTIVATIONS[/** @type {keyof typeof ACTIVATIONS} */ (p['function'])],
    })
  if (kind === 'batchNorm')
    return layers.batchNormalization({ momentum: p['momentum'], epsilon: p['epsilon'] })
  if (kind === 'dropout') return layers.dropout({ rate: p['rate'] })
  if (kind === 'dense') return layers.dense({ units: p['units'], useBias: p['bias'] })
  if (kind === 'flatten' || kind === 'output')
    // Its own Flatten refuses what is flat already.
    return layers.reshape({ targetShape: [(ins[0] ?? []).reduce((a, b) => a * b, 1)] })
  if (kind === 'add') return layers.add()
  if (kind === 'concatenate') return layers.concatenate()
  throw new Error(`${kind} with ${JSON.stringify(p)} has no counterpart in test/bench/tensorflow.mjs.`)
}

/** @param {any} tf @param {Task} task */
function modelOf(tf, { nodes, shape }) {
  const input = tf.input({ shape })
  /** @type {any[]} */ const values = []
  for (const node of nodes) {
    const xs = node.use.map(i => values[i])
    values.push(node.kind === 'input' ? input : layerOf(tf, node).apply(xs.length > 1 ? xs : xs[0]))
  }
  return tf.model({ inputs: input, outputs: values.at(-1) })
}

/**
 * What makes one pass over `count` samples. @param {any} tf @param {Task} task @returns {(count: number) =>
 * void}
 */
function passOf(tf, task) {
  const model = modelOf(tf, task)
  const optimiser =
    task.optimiser === 'adam'
      ? tf.train.adam(task.learningRate)
      : tf.train.momentum(task.learningRate, task.momentum)
  return count =>
    tf.tidy(() => {
      const x = tf.randomNormal([count, ...task.shape])
      if (task.mode === 'infer') return tf.softmax(model.predict(x, { batchSize: count })).dataSync()
      const y = tf.oneHot(tf.randomUniform([count], 0, task.classes, 'int32'), task.classes)
      optimiser.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true })))
    })
}

/**
 * Samples per second: after a first sample on its own, batches until the time is over. @param {Task} task
 * @param {(count: number) => void} pass
 */
function rateOf({ seconds, batchSize }, pass) {
  const begun = performance.now()
  const passed = () => (performance.now() - begun) / 1000
  pass(1) // compiles what there is to compile, and says how many fit into half of the time
  const first = passed()
  if (first > seconds) return { samplesPerSecond: 1 / first, batch: 1 }
  const batch = Math.max(1, Math.min(batchSize, Math.floor(seconds / first / 2)))
  let samples = 0
  while (samples === 0 || passed() < seconds) {
    pass(batch)
    samples += batch
  }
  return { samplesPerSecond: samples / (passed() - first), batch }
}

/** @type {Task} */
const task = JSON.parse(await text(process.stdin))
const tf = find()
try {
  tf?.enableProdMode() // which also leaves out its advertisement
  await tf?.ready()
  console.log(
    JSON.stringify(
      tf && { ...rateOf(task, passOf(tf, task)), version: tf.version.tfjs, backend: tf.getBackend() },
    ),
  )
} catch (error) {
  console.error(`TensorFlow.js: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
