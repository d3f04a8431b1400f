/**
 * Where the built engine finds what it reads at run time: its worker, its kernels and the bundled data lie beside it.
 * The one thing to know: the addresses are those of out/engine (scripts/engine.mjs); whoever runs the sources hands in others.
 */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

export const WORKER = new URL('./worker.js', import.meta.url)
export const KERNELS = fileURLToPath(new URL('./kernels/', import.meta.url))
export const DATASETS = fileURLToPath(new URL('./datasets/', import.meta.url))
export const allThreads = (): number => availableParallelism()
