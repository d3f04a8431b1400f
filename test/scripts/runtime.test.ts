/**
 * The decisions about the runtime that can be made on paper: which binding, which packages, which arguments.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { essence } from '../../scripts/runtime/command.mjs'
import { hasDisplay } from '../../scripts/runtime/display.mjs'
import { binaryIn, findElectron } from '../../scripts/runtime/electron.mjs'
import {
  aptLine,
  currentNames,
  missingLibraries,
  packagesForElectron,
} from '../../scripts/runtime/libraries.mjs'
import { asDuration } from '../../scripts/runtime/progress.mjs'
import { sandboxArguments } from '../../scripts/runtime/sandbox.mjs'
import { bindingKey, chooseBinding } from '../../scripts/runtime/sqlite.mjs'
import { temporaryFolder } from './folder'

test.each([
  ['8', 'build'],
  ['9', 'build'],
  ['10', 'prebuilt'],
  ['11', 'prebuilt'],
  [9, 'build'],
])('Node-API %s: %s', (napi, choice) => {
  expect(chooseBinding(napi)).toBe(choice)
})

test('a Node-API that is not a number is never given the prebuilt binding, which would crash', () => {
  expect(chooseBinding('')).toBe('build')
  expect(chooseBinding('unknown')).toBe('build')
})

test('a built binding is kept apart by everything that matters', () => {
  const made = { version: '13.2.0', napi: '9', platform: 'linux', arch: 'x64', libc: 'glibc2.36' }
  expect(bindingKey(made)).toBe('better-sqlite3-13.2.0-napi9-linux-x64-glibc2.36')
  for (const other of [
    { version: '13.2.1' },
    { napi: '8' },
    { platform: 'darwin' },
    { arch: 'arm64' },
    { libc: 'musl' },
  ]) {
    expect(bindingKey({ ...made, ...other })).not.toBe(bindingKey(made))
  }
  expect(bindingKey({ ...made, platform: 'darwin', libc: '' })).toBe('better-sqlite3-13.2.0-napi9-darwin-x64')
})

test('reads from ldd what is missing', () => {
  const printed = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibnss3.so => not found',
    '\tlibgtk-3.so.0 => not found',
  ].join('\n')
  expect(missingLibraries(printed)).toEqual(['libgtk-3.so.0', 'libnss3.so'])
  expect(missingLibraries('\tnot a dynamic executable')).toEqual([])
})

test('names the packages to install, as the system calls them', () => {
  expect(packagesForElectron([])).toEqual([])
  const packages = packagesForElectron(['libgtk-3.so.0'])
  expect(aptLine(packages)).toBe(
    'apt-get install -y --no-install-recommends libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 ' +
      'libatk-bridge2.0-0 libnotify4',
  )
  const known = new Set(['libgtk-3-0t64', 'libasound2t64', 'libatk-bridge2.0-0t64', 'libnss3'])
  expect(currentNames(packages, known).join(' ')).toBe(
    'libgtk-3-0t64 libnss3 libasound2t64 libgbm1 libxss1 libatk-bridge2.0-0t64 libnotify4',
  )
})

test('gives up the sandbox only where there cannot be one', () => {
  const desktop = { platform: 'linux', isRoot: false, hasHelper: false, hasNamespaces: true }
  expect(sandboxArguments(desktop)).toEqual([])
  expect(sandboxArguments({ ...desktop, isRoot: true })).toEqual(['--no-sandbox'])
  expect(sandboxArguments({ ...desktop, hasNamespaces: false })).toEqual(['--no-sandbox'])
  expect(sandboxArguments({ ...desktop, hasNamespaces: false, hasHelper: true })).toEqual([])
  expect(sandboxArguments({ ...desktop, platform: 'darwin', hasNamespaces: false })).toEqual([])
})

test('knows whether there is a display', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
})

test('ELECTRON_OVERRIDE_DIST_PATH goes before everything else', async () => {
  const folder = await temporaryFolder()
  const env = { ELECTRON_OVERRIDE_DIST_PATH: folder }
  await expect(findElectron('/no/cache', env)).rejects.toThrow(
    `there is no ${binaryIn(folder)}. Correct it, or unset it.`,
  )
  await mkdir(join(binaryIn(folder), '..'), { recursive: true })
  await writeFile(binaryIn(folder), '')
  expect(await findElectron('/no/cache', env)).toBe(binaryIn(folder))
})

test('finds the line that says what went wrong', () => {
  const printed = [
    'npm error code ENOTFOUND',
    'npm error errno ENOTFOUND',
    'npm error network request to https://registry.example/x failed, reason: getaddrinfo ENOTFOUND ' +
      'registry.example',
    'npm error network This is a problem related to network connectivity.',
  ].join('\n')
  expect(essence(printed)).toContain('getaddrinfo ENOTFOUND registry.example')
  expect(essence('TypeError: fetch failed\n    at node:internal')).toBe('fetch failed')
  expect(essence('')).toBe('no reason given')
})

test('says durations as people do', () => {
  expect(asDuration(340)).toBe('0.3 s')
  expect(asDuration(42_000)).toBe('42 s')
  expect(asDuration(95_400)).toBe('1 min 35 s')
})
