/**
 * The same bits whether V8 joins vectors to 256 bits or not, and that it does so without harm: with the flags
 * below, every function of the kernels goes through its optimising compiler before the first call, where
 * otherwise only hot ones do.
 */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { workerFile } from '../support/small'
import { buildHashes, kernelBuilds, kernelFolder } from '../support/studio'

vi.setConfig({ testTimeout: 0 })
const ALL_AT_ONCE = ['--no-liftoff', '--no-wasm-lazy-compilation', '--no-wasm-dynamic-tiering']
const script = await buildHashes()
const worker = await workerFile()
type Said = { readonly isWide: boolean; readonly hashes: Readonly<Record<string, string>> }

async function run(folder: string, flags: readonly string[], env: NodeJS.ProcessEnv): Promise<Said> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, worker, folder], {
    env: { ...process.env, ...env },
  })
  return JSON.parse(stdout) as Said
}

for (const { name, isAvailable } of await kernelBuilds())
  describe.skipIf(!isAvailable)(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'receptive-wide-'))
    copyFileSync(join(kernelFolder, `${name}.wasm`), join(folder, 'kernels.wasm'))
    const narrow = run(folder, [], { RECEPTIVE_NARROW: '1' })
    it.each([
      ['as it trains', []],
      ['with everything compiled to the end', ALL_AT_ONCE],
    ])('%s', async (_, flags) => {
      const wide = await run(folder, flags, {})
      expect(wide.isWide).toBe(process.arch === 'x64')
      expect((await narrow).isWide).toBe(false)
      expect(wide.hashes).toEqual((await narrow).hashes)
    })
  })
