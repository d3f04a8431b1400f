/** Every kind of source. A new one is a file beside this and a line here. */
import type { Params } from '../../spec'
import { arrays } from './arrays'
import { fits } from './fits'
import { jcamp } from './jcamp'
import { pictures } from './pictures'
import type { SourceDecl } from '../types'
import type { SourceKind } from '../../datasets/recipe'
import { tables } from './tables'

const SOURCES: { readonly [K in SourceKind]: SourceDecl } = {
  pictures: pictures as SourceDecl<Params>,
  fits: fits as SourceDecl<Params>,
  table: tables as SourceDecl<Params>,
  jcamp: jcamp as unknown as SourceDecl<Params>,
  arrays: arrays as SourceDecl<Params>,
}
export const source = (kind: SourceKind): SourceDecl => SOURCES[kind]
