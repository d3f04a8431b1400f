/**
 * PyTorch beside the studio's engine, where the system's Python has it (on Debian: `apt-get install python3-torch`).
 * The one thing to know: pytorch.py builds its network from the very document the engine trains, so the two cannot differ.
 */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { sampleInfo } from '../../engine/datasets/describe'
import { splitDataset } from '../../engine/datasets/split'
import { analyse } from '../../engine/graph'
import type { Measured } from './measure'
import type { Subject } from './networks'

const PYTHON = '/usr/bin/python3'

/** Its version, or null where there is none. */
export function torchVersion(): string | null {
  const asked = spawnSync(PYTHON, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : null
}

export function measureTorch({ document, dataset }: Subject, threads: number, seconds: number): Promise<Measured & { readonly parameters: number }> {
  const { order, nodes } = analyse(document, sampleInfo(dataset)),
    { training } = splitDataset(dataset, document.data)
  const layers = (order ?? []).map(n => [n.kind, n.params, nodes.get(n.id)?.in?.[0] ?? 0] as const)
  const task = { ...document.training, layers, shape: dataset.shape, classes: dataset.classes.length, samples: training.length, threads, seconds }
  return new Promise((resolve, reject) => {
    const child = spawn(PYTHON, [join(process.cwd(), 'test', 'bench', 'pytorch.py')], { stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve(JSON.parse(text) as Measured & { parameters: number }) : reject(new Error(`PyTorch ended with code ${code}.`)),
    )
    child.stdin.end(JSON.stringify(task))
  })
}
