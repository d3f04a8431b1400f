/**
 * Where the built engine finds what it reads at run time: its worker, its kernels and the bundled data lie
 * beside it.
 * The addresses are those of out/engine (scripts/engine.mjs); whoever runs the sources hands in others.
 */
import { availableParallelism, homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const WORKER = new URL('./worker.js', import.meta.url)
export const DECODER = new URL('./decodeWorker.js', import.meta.url)
export const KERNELS = fileURLToPath(new URL('./kernels/', import.meta.url))
export const DATASETS = fileURLToPath(new URL('./datasets/', import.meta.url))
export const allThreads = (): number => availableParallelism()
/**
 * Where files that a command names are kept as data sets, so that they are read once: beside prepared
 * runtimes.
 */
export const importedFolder = (): string => {
  const { RECEPTIVE_CACHE: own, XDG_CACHE_HOME: shared } = process.env
  return join(own || join(shared || join(homedir(), '.cache'), 'receptive'), 'datasets')
}
