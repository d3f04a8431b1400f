/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck: the imports are those of the commit that it ran at
/**
 * Writes format-2.db, and format-2.json: what that version itself read back out of it. It was run once, at
 * commit fb46afc, the last before format 3: with this file and contents.ts copied into a checkout of it,
 * `node scripts/run-in-electron.mjs test/main/store/databases/make-format-2.ts`. The files are kept.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { imagesExample, spectraExample } from '../../../../engine/examples'
import { experimentStore } from '../../../../main/store/experiments'
import { openStore } from '../../../../main/store/open'
import { projectStore } from '../../../../main/store/projects'
import { DELETED, readContents, writeContents } from './contents'

const path = resolve('test/main/store/databases/format-2.db')
rmSync(path, { force: true })
const { db } = openStore(path)
const stores = { projects: projectStore(db), experiments: experimentStore(db) }
writeContents(stores, { images: imagesExample(), spectra: spectraExample() }, (id, preparations) =>
  stores.experiments.setPreparations(id, preparations),
)
const contents = readContents(stores, [DELETED])
writeFileSync(path.replace(/db$/, 'json'), `${JSON.stringify(contents, null, 2)}\n`)
db.pragma('journal_mode = DELETE') // one file, no -wal beside it
db.close()
