/**
 * A build may be skipped only when nothing it depends on has changed.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildIfStale, fingerprintOf } from '../../scripts/freshness.mjs'
import { temporaryFolder } from './folder'

test('the fingerprint changes with any file below, and not with what is left out', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'deep'))
  await writeFile(join(folder, 'deep', 'a.ts'), 'one')
  const print = () =>
    fingerprintOf([folder, join(folder, 'absent')], (path: string) => path.endsWith('build'))
  const first = await print()
  expect(await print()).toBe(first)

  await mkdir(join(folder, 'build'))
  expect(await print()).toBe(first)

  await writeFile(join(folder, 'deep', 'a.ts'), 'another')
  const second = await print()
  expect(second).not.toBe(first)

  await writeFile(join(folder, 'deep', 'b.ts'), '')
  expect(await print()).not.toBe(second)
})

test('builds when the stamp, the product or the sources say so', async () => {
  const folder = await temporaryFolder()
  const [stamp, product] = [join(folder, 'out', '.stamp'), join(folder, 'product')]
  const build = (fingerprint: string) =>
    buildIfStale(stamp, fingerprint, [product], () => writeFile(product, ''))
  expect(await build('one')).toBe(true)
  expect(await build('one')).toBe(false)
  expect(await build('two')).toBe(true)
  await rm(product)
  expect(await build('two')).toBe(true)
})

test('a build that failed is built again', async () => {
  const folder = await temporaryFolder()
  const stamp = join(folder, '.stamp')
  await buildIfStale(stamp, 'one', [], async () => {})
  const failing = buildIfStale(stamp, 'two', [], () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(await buildIfStale(stamp, 'one', [], async () => {})).toBe(true)
})
