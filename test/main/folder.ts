/** Temporary places for tests: folders that vanish, and disks that are really full or really read-only. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Only root may mount; elsewhere the tests of real disks are skipped, and say so. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && isMountable()

function isMountable(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A disk of its own, `kilobytes` large. */
export function smallDisk(kilobytes: number): string {
  const folder = temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder])
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}
export const makeReadOnly = (disk: string): void => void execFileSync('mount', ['-o', 'remount,ro', disk])
