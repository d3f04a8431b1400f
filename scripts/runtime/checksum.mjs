/**
 * Compares a downloaded file with the checksum written in this repository.
 * A file that differs is deleted on the spot: nothing unverified stays on disk.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from './problem.mjs'

/**
 * @param {string} file
 * @param {string} expected as npm writes it: "sha512-" and base64
 */
export async function verifyChecksum(file, expected) {
  const [algorithm, digest] = [
    expected.slice(0, expected.indexOf('-')),
    expected.slice(expected.indexOf('-') + 1),
  ]
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = hash.digest('base64')
  if (found === digest) return
  await rm(file, { force: true })
  throw new Problem(
    `${basename(file)} is not the file Receptive expects (its ${algorithm} is ${found}, not ` +
      `${digest}), so it was deleted. ` +
      ('Run the command again; if it happens twice, something between this computer and the npm ' +
        'registry changes files.'),
  )
}
