/** What the engine knows of the compiled kernels' exports is what their sources declare now. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { EXPORT_NAMES } from '../../../engine/kernels/wasm/generated/names'
import { wasmKernels } from '../../../engine/kernels/wasm'
import { exportsOf } from '../../../scripts/kernels/exports.mjs'
import { generate } from '../../../scripts/kernels/generate.mjs'
import { kernelBuilds, kernelFolder } from '../support/studio'

const kernels = fileURLToPath(new URL('../../../engine/kernels/', import.meta.url))
const entry = join(kernels, 'assembly', 'index.ts')
const folder = join(kernels, 'wasm', 'generated')
const builds = await kernelBuilds()

it('the generated files are what `npm run kernels` would write now', async () => {
  const expected = await generate(entry, folder)
  expect(await readdir(folder)).toEqual([...expected.keys()].sort())
  for (const [name, text] of expected)
    expect(await readFile(join(folder, name), 'utf8'), `${name}: run npm run kernels`).toBe(text)
})

it('names, types and results are read, also where decorators or line breaks stand', async () => {
  const found = new Map((await exportsOf(entry)).map(one => [one.name, one]))
  expect(found.get('decayWeights')).toEqual({
    name: 'decayWeights',
    parameters: [
      { name: 'w', type: 'usize' },
      { name: 'n', type: 'i32' },
      { name: 'share', type: 'f32' },
    ],
    result: 'void',
  })
  expect(found.get('adamStep')?.parameters).toHaveLength(11)
  expect(found.get('sumSquares')?.result).toBe('f64')
  expect(found.get('useWide')?.parameters).toEqual([{ name: 'on', type: 'i32' }])
})

it.each(builds.filter(({ isAvailable }) => isAvailable))('$name exports these and no others', async build => {
  const module = new WebAssembly.Module(await readFile(join(kernelFolder, `${build.name}.wasm`)))
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const functions = Object.entries(exports).filter(([, value]) => typeof value === 'function')
  expect(functions.map(([name]) => name).sort()).toEqual([...EXPORT_NAMES].sort())
})

it('a module that lacks an export is refused by its name', () => {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
  expect(() => wasmKernels(new WebAssembly.Module(Uint8Array.from(header)), memory)).toThrow(
    /lack activate, .*adamStep/,
  )
})
