/**
 * Unit tests. `npm test -- unit` runs them in Electron's own Node, the one the studio trains in.
 * A test of a React component asks for a document with `// @vitest-environment happy-dom` in its first line.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // Processes, not threads: a native binding that crashes takes down one file's tests and not the run.
    pool: 'forks',
    // Of every core: many tests wait for threads, processes or disks.
    maxWorkers: '100%',
    testTimeout: 20_000,
    setupFiles: ['scripts/end-with-parent.mjs'],
  },
})
