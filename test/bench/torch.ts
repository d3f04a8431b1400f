/**
 * PyTorch beside the studio's engine, and onnxruntime where PyTorch's Python has it too (on Debian: `apt-get
 * install python3-torch`; `RECEPTIVE_PYTHON` names another Python). `pytorch.py` builds its network from the
 * very document the engine trains, so the two cannot differ.
 */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { sampleInfo } from '../../engine/library/describe'
import { splitDataset } from '../../engine/datasets/split/split'
import { analyse } from '../../engine/graph/analyse'
import type { Subject } from './networks'

const PYTHON = process.env['RECEPTIVE_PYTHON'] ?? '/usr/bin/python3'
export type TorchMeasured = {
  readonly samplesPerSecond: number
  readonly firstStepMilliseconds?: number
  /** Before anything was built, and the most it ever had. */
  readonly idleMegabytes: number
  readonly peakMegabytes: number
  readonly onnxruntime?: string
  readonly onnxSamplesPerSecond?: number
}

/** Its version, or null where there is none. */
export function torchVersion(): string | null {
  const asked = spawnSync(PYTHON, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : null
}

/** The network as the others' scripts read it, and what to do with it. */
export function taskOf(
  mode: 'train' | 'infer',
  { document, dataset }: Subject,
  threads: number,
  seconds: number,
) {
  const { order, nodes } = analyse(document, sampleInfo(dataset))
  const { training } = splitDataset(dataset, document.data)
  const places = new Map((order ?? []).map((n, i) => [n.id, i]))
  const layers = (order ?? []).map(n => ({
    kind: n.kind,
    p: n.params,
    ins: nodes.get(n.id)?.ins ?? [],
    use: document.wires.filter(w => w.to === n.id).map(w => places.get(w.from) ?? 0),
  }))
  return {
    ...document.training,
    mode,
    nodes: layers,
    shape: dataset.shape,
    classes: dataset.classes.length,
    samples: training.length,
    threads,
    seconds,
  }
}

/** Null where a layer has no counterpart in pytorch.py; the reason is on standard error. */
export function measureTorch(
  mode: 'train' | 'infer',
  subject: Subject,
  threads: number,
  seconds: number,
): Promise<TorchMeasured | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(PYTHON, [join(process.cwd(), 'test', 'bench', 'pytorch.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.on('error', reject)
    child.on('close', code => resolve(code === 0 ? (JSON.parse(text) as TorchMeasured) : null))
    child.stdin.end(JSON.stringify(taskOf(mode, subject, threads, seconds)))
  })
}
