/** JCAMP-DX: one spectrum a file, or several linked in one. Pure. */
import { defineFileKind, FILE_TARGET_HINT } from './types'

export const jcamp = defineFileKind({
  names: ['JCAMP-DX file', 'JCAMP-DX files'],
  inLists: { brief: ['JCAMP-DX'], full: ['JCAMP-DX'] },
  formats: { jcamp: { name: 'JCAMP-DX', endings: ['jdx', 'dx', 'jcamp'], magic: ['##TITLE='] } },
  mayBeGzipped: false,
  isTogether: false,
  imageParams: [],
  targetHint: FILE_TARGET_HINT,
  params: {},
})
