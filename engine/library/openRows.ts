/**
 * A data set's samples one at a time, from memory or from a file that need not fit into it. A file is read
 * sample by sample, and the operating system caches what was read lately; reading allocates nothing, so
 * threads may read while they train.
 */
import { openSync, readSync } from 'node:fs'
import { size, type Shape } from '../spec'
import type { RowFile, SampleValues } from '../datasets/dataset'
import { rowsOf, type Rows } from '../datasets/rows'

/** Throws where the file is missing or has become shorter. */
export const rowsIn = ({ values, shape }: { readonly values: SampleValues; readonly shape: Shape }): Rows =>
  isFile(values) ? openRows(values) : rowsOf(values, size(shape))
export const isFile = (values: SampleValues): values is RowFile => 'path' in values

const handles = new Map<string, number>()

/** One handle for each file and process: it stays open as long as the process. */
function handleOf(path: string): number {
  const known = handles.get(path)
  if (known !== undefined) return known
  try {
    const handle = openSync(path, 'r')
    handles.set(path, handle)
    return handle
  } catch {
    throw new Error(`The samples in ${path} are missing or may not be read: import the data set again.`)
  }
}

function openRows({ path, type, count, length }: RowFile): Rows {
  const handle = handleOf(path)
  const each = length * (type === 'u8' ? 1 : 4)
  const bytes = new Uint8Array(each)
  const floats = type === 'f32' ? new Float32Array(bytes.buffer) : null
  return {
    count,
    length,
    read(sample, into) {
      for (let done = 0; done < each;) {
        const read = readSync(handle, bytes, done, each - done, sample * each + done)
        if (read === 0)
          throw new Error(`Sample ${sample + 1} is missing in ${path}: import the data set again.`)
        done += read
      }
      if (floats) into.set(floats)
      else for (let i = 0; i < each; i++) into[i] = bytes[i] as number
    },
  }
}
