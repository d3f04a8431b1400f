/**
 * How the studio is bundled: main and engine as ES modules, the sandboxed preload as CommonJS, the renderer
 * as a web page. Targets are the oldest runtime supported (Electron 33), whatever version is installed:
 * electron-vite would read the newer one.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { cp, mkdir, rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Plugin } from 'vite'

const NODE = 'node20.18'
const CHROME = 'chrome130'

/**
 * Files that are read at run time lie beside out/main, so that code bundled into it finds them
 * as `new URL('../kernels/kernels.wasm', import.meta.url)` and `new URL('../datasets/', import.meta.url)`.
 */
const copied = [
  { from: 'engine/kernels/build', to: 'out/kernels' },
  { from: 'engine/library/bundled', to: 'out/datasets' },
]

function copyFilesReadAtRunTime(): Plugin {
  return {
    name: 'receptive:copy-files-read-at-run-time',
    async writeBundle() {
      for (const { from, to } of copied) {
        await rm(to, { recursive: true, force: true })
        await mkdir(to, { recursive: true })
        await cp(from, to, { recursive: true, filter: path => !basename(path).startsWith('.') }).catch(
          (error: NodeJS.ErrnoException) => {
            if (error.code !== 'ENOENT') throw error
          },
        )
      }
    },
  }
}

/**
 * What the window's page may do: run its own script and nothing else; reach no network at all. Styles may be
 * inline because Mantine writes its variables that way. Only in the built page: the development server needs
 * its socket.
 */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function contentPolicy(): Plugin {
  return {
    name: 'receptive:content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig({
  main: {
    plugins: [copyFilesReadAtRunTime()],
    build: {
      target: NODE,
      sourcemap: true,
      rolldownOptions: {
        // Each of these is the first file of a process or thread of its own.
        input: {
          index: 'main/index.ts',
          trainer: 'main/processes/trainer.ts',
          featureMaps: 'main/processes/featureMaps.ts',
          importer: 'main/processes/importer.ts',
          worker: 'engine/run/thread/worker.ts',
          decodeWorker: 'engine/sources/decodeWorker.ts',
        },
        // Flat, so that import.meta.url means the same folder in an entry and in a chunk shared by two.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      // Bundles everything: a sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), contentPolicy()],
    build: {
      target: CHROME,
      minify: true,
      // Read from disk, once: splitting it would gain nothing.
      chunkSizeWarningLimit: 8000,
      // Files, not data: addresses, which the page's policy does not allow for fonts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
})
