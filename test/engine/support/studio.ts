/**
 * What the engine's tests need built: the kernels, and the worker as one JavaScript file. Nothing is built
 * twice.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { wasmKernels } from '../../../engine/kernels/wasm'
import type { EngineKernels } from '../../../engine/kernels/types'

const root = fileURLToPath(new URL('../../../', import.meta.url))
export const kernelFolder = `${root}engine/kernels/build`
export const datasetFolder = `${root}engine/library/bundled`

/** Compiles the kernels if their sources changed. */
export async function compileKernels(): Promise<void> {
  const script = (await import(/* @vite-ignore */ `${root}scripts/kernels.mjs`)) as {
    compileKernels(): Promise<unknown>
  }
  await script.compileKernels()
}

export const buildWorker = (): Promise<string> => buildThread('engine/run/thread/worker.ts')
export const buildDecoder = (): Promise<string> => buildThread('engine/sources/decodeWorker.ts')
export const buildHashes = (): Promise<string> => buildThread('test/engine/support/hashes.ts')

/**
 * Bundles the first file of a thread or process and returns the path; written under another name first, as
 * test files run side by side.
 */
async function buildThread(source: string): Promise<string> {
  const name = `${basename(source, '.ts')}.mjs`
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: `${root}${source}`,
      write: false,
      target: 'node20.18',
      rolldownOptions: { output: { entryFileNames: name } },
    },
  })
  const [chunk] = 'output' in built ? built.output : []
  if (chunk?.type !== 'chunk') throw new Error(`${source} was not bundled.`)
  const folder = `${root}build/test-engine`
  const file = `${folder}/${name}`
  const unfinished = `${file}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  if (existsSync(file) && readFileSync(file, 'utf8') === chunk.code) return file
  writeFileSync(unfinished, chunk.code)
  renameSync(unfinished, file)
  return file
}

export type KernelBuild = {
  readonly name: string
  readonly isAvailable: boolean
  make(memory: WebAssembly.Memory): EngineKernels
}
/** Both compiled builds; the relaxed one is not available where V8 has relaxed SIMD turned off. */
export async function kernelBuilds(): Promise<readonly KernelBuild[]> {
  await compileKernels()
  return ['kernels', 'kernels-plain'].map(name => {
    const bytes = readFileSync(`${kernelFolder}/${name}.wasm`)
    return {
      name,
      isAvailable: WebAssembly.validate(bytes),
      make: memory => wasmKernels(new WebAssembly.Module(bytes), memory),
    }
  })
}
