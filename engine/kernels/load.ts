/**
 * Reads and compiles the kernels: the relaxed-SIMD build where this machine takes it, the plain one
 * elsewhere.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bad } from '../spec'
import { askForWideVectors } from './wide'

type CompiledKernels = { readonly module: WebAssembly.Module; readonly isRelaxed: boolean }

export async function loadKernels(folder: string): Promise<CompiledKernels | Bad> {
  askForWideVectors()
  for (const [file, isRelaxed] of [
    ['kernels.wasm', true],
    ['kernels-plain.wasm', false],
  ] as const) {
    const path = join(folder, file)
    try {
      const bytes = await readFile(path)
      if (WebAssembly.validate(bytes)) return { module: new WebAssembly.Module(bytes), isRelaxed }
    } catch {
      return {
        bad: `The compiled kernels are missing (${path}): run “npm run build”, or install Receptive again.`,
      }
    }
  }
  return {
    bad: 'This processor or system does not offer WebAssembly with SIMD and threads, which training needs.',
  }
}
