/**
 * The database: a real SQLite file through migrations, damage, a newer version, experiments, deletion and a
 * full disk.
 */
import Database from 'better-sqlite3'
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { imagesExample } from '../../../engine/document/examples'
import { diskError } from '../../../main/diskError'
import { experimentStore, type NewExperiment } from '../../../main/store/experiments'
import { DATABASE_VERSION } from '../../../main/store/migrations'
import { openStore } from '../../../main/store/open'
import { ProjectStore } from '../../../main/store/projects'
import { keptEpochs } from '../../../main/store/retention'
import type { EpochMetrics, FilterBank } from '../../../preload/contract'
import { canMount, smallDisk, temporaryFolder } from '../folder'

const binding = process.env['RECEPTIVE_SQLITE_BINDING']
const document = imagesExample()
const metrics = (epoch: number, validationLoss = 1 / epoch): EpochMetrics => ({
  epoch,
  trainingLoss: 1,
  trainingAccuracy: 0.5,
  validationLoss,
  validationAccuracy: 0.6,
  validationFit: null,
  seconds: 2,
  samplesPerSecond: 100,
})
const bank: FilterBank = {
  node: 'conv',
  title: 'Conv 2D',
  shape: [3, 3, 1, 2],
  values: Float32Array.from({ length: 18 }, (_, i) => i / 10 - 0.9),
  largest: 0.9,
}
const trained: NewExperiment = {
  project: 'p',
  name: 'First',
  document,
  parameters: 10,
  threads: 2,
  dataset: {
    fingerprint: 'f'.repeat(64),
    id: 'fashion-mnist',
    title: 'Fashion',
    kind: 'images',
    shape: [28, 28, 1],
    classes: ['a', 'b'],
    samples: 9,
  },
}

function opened(path = join(temporaryFolder(), 'receptive.db')) {
  const store = openStore(path, binding)
  onTestFinished(() => void store.db.close())
  return { ...store, projects: new ProjectStore(store.db), experiments: experimentStore(store.db) }
}
/** A store with one experiment of a project, trained for `epochs`. */
function withExperiment(epochs = 2, weights = Float32Array.from([1.5, -2.25, 3])) {
  const store = opened()
  const project = store.projects.add(document, null).id
  const id = store.experiments.add({ ...trained, project })
  store.experiments.addEpoch(id, 0, null, weights, [bank])
  for (let e = 1; e <= epochs; e++)
    store.experiments.addEpoch(
      id,
      e,
      metrics(e),
      weights.map(w => w + e),
      [bank],
    )
  return { ...store, id, project }
}

describe('opening', () => {
  it('makes a strict WAL database of the current format', () => {
    const { db } = opened()
    expect(db.pragma('user_version', { simple: true })).toBe(DATABASE_VERSION)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    const tables = db
      .prepare<[], { name: string; strict: number }>(
        `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
    expect(tables.length).toBeGreaterThanOrEqual(7)
    expect(tables.filter(t => t.strict !== 1)).toEqual([])
  })

  it('finds everything again after closing', () => {
    const { path, db, id } = withExperiment()
    db.close()
    const again = opened(path)
    expect(again.experiments.get(id).history.map(m => m.epoch)).toEqual([1, 2])
    expect(again.experiments.weights(id, 2)).toEqual(Float32Array.from([3.5, -0.25, 5]))
    expect(again.notices).toEqual([])
  })

  it('keeps what was answered to the test split, and what numbers were worth', () => {
    const { experiments, id } = withExperiment()
    const figures = [
      {
        node: 'output-1',
        numbers: {
          samples: 2,
          rmse: 0.5,
          mae: 0.25,
          r2: 0.75,
          columns: [{ rmse: 0.5, mae: 0.25, r2: 0.75 }],
        },
      },
    ]
    const answers = {
      figures,
      names: ['fat'],
      positions: Int32Array.of(7, 9),
      truth: Float32Array.of(1, 2),
      predictions: Float32Array.of(1.5, 1.5),
    }
    experiments.addAnswers(id, answers)
    expect(experiments.answers(id)).toEqual(answers)
    expect(experiments.list()[0]).toMatchObject({ testFit: { r2: 0.75, rmse: 0.5 } })
    const fitted = {
      from: { shape: [2, 1], axis: null },
      to: { shape: [2, 1], axis: null },
      steps: [{ kind: 'snv', params: {}, fitted: [0.1] }],
    }
    expect(experiments.preparation(id)).toBeNull()
    expect(experiments.scales(id)).toEqual({})
    const scales = { 'output-1': { mean: [8000.1], deviation: [1500.2] } }
    experiments.setPreparations(id, { '': fitted }, scales)
    expect(experiments.preparation(id)).toEqual(fitted)
    expect(experiments.scales(id)).toEqual(scales)
    experiments.markEnded(id, 'finished', '', null)
    experiments.setDeleted([id], true)
    experiments.vacuum()
    expect(experiments.answers(id)).toBeNull()
  })

  it('migrates a real file of format 1', () => {
    const path = join(temporaryFolder(), 'receptive.db')
    copyFileSync(join(import.meta.dirname, 'databases', 'format-1.db'), path)
    const { experiments, db } = opened(path)
    expect(db.pragma('user_version', { simple: true })).toBe(DATABASE_VERSION)
    const [row] = experiments.list()
    expect(row).toMatchObject({
      name: 'Written by format 1',
      status: 'finished',
      epochs: 2,
      tags: ['kept'],
      note: 'a note',
    })
    expect(experiments.filters(row!.id, 2)[0]?.values.length).toBe(18)
    expect(row).toMatchObject({ validationFit: null, testFit: null })
    expect(experiments.answers(row!.id)).toBeNull()
    expect(experiments.scales(row!.id)).toEqual({})
  })

  it('sets a damaged file aside, says so, and begins a new one', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'receptive.db')
    const junk = Buffer.alloc(20_000, 'not a database ')
    writeFileSync(path, junk)
    const { notices, projects } = opened(path)
    expect(notices[0]?.sentence).toMatch(/damaged\. It was kept as “receptive-damaged-.*\.db”/)
    const kept = readdirSync(folder).find(f => f.startsWith('receptive-damaged-') && f.endsWith('.db'))
    expect(readFileSync(join(folder, kept!))).toEqual(junk)
    expect(projects.latest()).toBeNull()
  })

  it('notices damage in the middle of a file', () => {
    const { path, db } = withExperiment(30, new Float32Array(20_000))
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 4096, 4096 * 12)
    writeFileSync(path, bytes)
    expect(opened(path).notices[0]?.sentence).toMatch(/damaged/)
  })

  it('leaves a newer database alone, keeps a copy, and works beside it', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'receptive.db')
    const newer = new Database(path, binding ? { nativeBinding: binding } : {})
    newer.exec('CREATE TABLE future (x)')
    newer.pragma(`user_version = ${DATABASE_VERSION + 5}`)
    newer.close()
    const before = readFileSync(path)
    const { notices, projects, path: used } = opened(path)
    expect(notices[0]?.sentence).toContain(
      `newer Receptive (format ${DATABASE_VERSION + 5}; this version reads up to ${DATABASE_VERSION})`,
    )
    expect(readFileSync(path)).toEqual(before)
    expect(readFileSync(join(folder, `receptive-format-${DATABASE_VERSION + 5}.db`))).toEqual(before)
    expect(used).toBe(join(folder, `receptive-for-format-${DATABASE_VERSION}.db`))
    projects.add(document, null)
    expect(projects.latest()?.document.name).toBe(document.name)
  })
})

describe('projects', () => {
  it('come back as they were kept, newest first', () => {
    const { projects } = opened()
    const a = projects.add(document, null)
    const b = projects.add({ ...document, name: 'B' }, null)
    projects.keep(a.id, { ...document, name: 'A, edited' })
    expect(projects.latest()?.id).toBe(b.id)
    projects.get(a.id)
    expect(projects.latest()?.document.name).toBe('A, edited')
  })

  it('know whether their file is older than they are', () => {
    const { projects } = opened()
    const { id } = projects.add(document, null)
    expect(projects.markSaved(id, document, '/tmp/a.receptive').isDirty).toBe(false)
    projects.keep(id, { ...document, name: 'Edited' })
    expect(projects.get(id).isDirty).toBe(true)
  })

  it('keep unsaved edits when their file is opened again', () => {
    const { projects } = opened()
    const { id } = projects.ofFile('/tmp/a.receptive', document)
    projects.keep(id, { ...document, name: 'Unsaved' })
    expect(projects.ofFile('/tmp/a.receptive', document).document.name).toBe('Unsaved')
    projects.markSaved(id, document, '/tmp/a.receptive')
    expect(projects.ofFile('/tmp/a.receptive', { ...document, name: 'From elsewhere' }).document.name).toBe(
      'From elsewhere',
    )
  })
})

describe('experiments', () => {
  it('hold settings, figures, weights and filters exactly', () => {
    const { experiments, id } = withExperiment()
    experiments.markEnded(id, 'finished', 'Finished.', { loss: 0.3, accuracy: 0.9 })
    const e = experiments.get(id)
    expect(e).toMatchObject({
      name: 'First',
      status: 'finished',
      epochs: 2,
      seconds: 4,
      testAccuracy: 0.9,
      dataset: 'Fashion',
      savedEpochs: [0, 1, 2],
      settings: document.training,
    })
    expect(e.document).toEqual(document)
    expect(e.history).toEqual([metrics(1), metrics(2)])
    expect(experiments.filters(id, 1)[0]).toEqual({ ...bank, largest: Math.fround(0.9) })
  })

  it('can be renamed, tagged and noted', () => {
    const { experiments, id } = withExperiment()
    experiments.edit(id, { name: 'Better', tags: ['b', 'a', 'a'], note: 'Why it is better.' })
    expect(experiments.get(id)).toMatchObject({ name: 'Better', tags: ['a', 'b'], note: 'Why it is better.' })
    experiments.edit(id, { tags: [] })
    expect(experiments.get(id)).toMatchObject({ name: 'Better', tags: [] })
  })

  it('are deleted, restored, and gone for good after vacuum, which makes the file smaller', () => {
    const { experiments, id, path, db } = withExperiment(10, new Float32Array(50_000))
    experiments.setDeleted([id], true)
    expect(experiments.list()).toHaveLength(1) // still running: it cannot be deleted
    experiments.markEnded(id, 'finished', '', null)
    experiments.setDeleted([id], true)
    expect(experiments.list()).toEqual([])
    experiments.setDeleted([id], false)
    expect(experiments.list()).toHaveLength(1)
    experiments.setDeleted([id], true)
    const { before, after } = experiments.vacuum()
    expect(before).toBeGreaterThan(2_000_000)
    expect(after).toBeLessThan(200_000)
    expect(statSync(path).size).toBe(after)
    expect(db.prepare('SELECT count(*) AS n FROM weights').get()).toEqual({ n: 0 })
    expect(() => experiments.get(id)).toThrow(/no experiment/)
  })

  it('that a crash left running are marked interrupted', () => {
    const { experiments, id } = withExperiment()
    expect(experiments.markInterrupted()).toBe(1)
    expect(experiments.get(id)).toMatchObject({ status: 'interrupted', epochs: 2 })
    expect(experiments.markInterrupted()).toBe(0)
  })

  it('keep an epoch whole or not at all', () => {
    const { experiments, id } = withExperiment()
    expect(() => experiments.addEpoch(id, 3, metrics(3), new Float32Array(3), [bank, bank])).toThrow(/UNIQUE/)
    expect(experiments.get(id)).toMatchObject({ epochs: 2, savedEpochs: [0, 1, 2] })
  })

  it.skipIf(!canMount)('on a full disk say so and lose nothing that was there', () => {
    const disk = smallDisk(2048)
    const { experiments, projects } = opened(join(disk, 'receptive.db'))
    const id = experiments.add({ ...trained, project: projects.add(document, null).id })
    let failure: unknown = null
    let epoch = 0
    while (failure === null && epoch < 100)
      try {
        experiments.addEpoch(id, epoch, epoch ? metrics(epoch) : null, new Float32Array(20_000), [bank])
        epoch++
      } catch (error) {
        failure = error
      }
    expect(diskError(failure, 'keep this epoch').message).toBe(
      'Receptive could not keep this epoch: the disk is full. Free some space and try again; nothing ' +
        'was lost.',
    )
    expect(experiments.get(id).savedEpochs).toEqual(Array.from({ length: epoch }, (_, i) => i))
    expect(existsSync(join(disk, 'receptive.db'))).toBe(true)
  })
})

describe('a damaged row', () => {
  it.each(['{"format":"rec', '[]', 'null', '', JSON.stringify({ ...document, version: 99 })])(
    'of a project (%j) costs that project alone',
    text => {
      const { projects, db } = opened()
      const good = projects.add({ ...document, name: 'Good' }, null)
      const bad = projects.add(document, null)
      db.prepare('UPDATE projects SET document = ? WHERE id = ?').run(text, bad.id)
      expect(() => projects.latest()).toThrow(/./)
      expect(projects.recent().map(r => r.name)).toEqual(['Damaged project', 'Good'])
      projects.get(good.id)
      expect(() => projects.get(bad.id)).toThrow(/./)
      expect(projects.latest()?.id).toBe(good.id) // looking at the damaged one did not make it the last
      expect(db.prepare('SELECT document FROM projects WHERE id = ?').get(bad.id)).toEqual({ document: text })
    },
  )

  it('of an experiment stays in the table with its figures, and leaves the others alone', () => {
    const { experiments, db, id, project } = withExperiment()
    const other = experiments.add({ ...trained, project })
    db.prepare('UPDATE experiments SET document = ? WHERE id = ?').run('{"format"', id)
    expect(experiments.list().map(r => [r.id, r.epochs])).toEqual([
      [other, 0],
      [id, 2],
    ])
    expect(() => experiments.document(id)).toThrow(/damaged; it was left as it is/)
    expect(experiments.weights(id, 2)).toHaveLength(3)
  })
})

it(
  'a file belongs to one working copy: saving another one over it leaves the first with its edits ' +
    'and without a file',
  () => {
    const { projects } = opened()
    const first = projects.add(document, '/tmp/a.receptive')
    const second = projects.add({ ...document, name: 'B' }, null)
    projects.keep(first.id, { ...document, name: 'Edited' })
    projects.markSaved(second.id, { ...document, name: 'B' }, '/tmp/a.receptive')
    expect(projects.get(first.id)).toMatchObject({ path: null, document: { name: 'Edited' } })
    expect(projects.ofFile('/tmp/a.receptive', { ...document, name: 'B' }).id).toBe(second.id)
  },
)

it('filter snapshots of a long run stay within a budget, as its weights do', () => {
  const store = opened()
  const id = store.experiments.add({ ...trained, project: store.projects.add(document, null).id })
  const wide = { ...bank, values: new Float32Array(4_000_000) }
  for (let e = 0; e <= 12; e++)
    store.experiments.addEpoch(id, e, e ? metrics(e) : null, new Float32Array(9), [wide])
  const { savedEpochs } = store.experiments.get(id)
  expect(savedEpochs).toHaveLength(13)
  const kept = savedEpochs.filter(e => store.experiments.filters(id, e).length === 1)
  expect(kept.length).toBeLessThan(8)
  expect([kept[0], kept.at(-1)]).toEqual([0, 12])
})

it('tags come back as they were given, whatever is in them', () => {
  const { experiments, id } = withExperiment()
  const tags = ['a, b', 'line\nbreak', '"quoted"', 'ü']
  experiments.edit(id, { tags })
  expect(experiments.get(id).tags.toSorted()).toEqual(tags.toSorted())
})

it('a newer database whose log was left behind is copied with it', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'receptive.db')
  const options = binding ? { nativeBinding: binding } : {}
  const newer = new Database(path, options)
  newer.pragma('journal_mode = WAL')
  newer.pragma(`user_version = ${DATABASE_VERSION + 1}`)
  newer.pragma('wal_checkpoint(TRUNCATE)')
  newer.exec('CREATE TABLE future (x); INSERT INTO future (x) VALUES (42)')
  const left = temporaryFolder()
  // As a kill leaves them.
  for (const tail of ['', '-wal']) copyFileSync(path + tail, join(left, `receptive.db${tail}`))
  newer.close()
  opened(join(left, 'receptive.db'))
  const copy = new Database(join(left, `receptive-format-${DATABASE_VERSION + 1}.db`), options)
  expect(copy.prepare('SELECT x FROM future').all()).toEqual([{ x: 42 }])
  copy.close()
  expect(readdirSync(left).filter(f => f.endsWith('.tmp'))).toEqual([])
})

describe('which epochs’ weights are kept', () => {
  const history = (n: number) => Array.from({ length: n }, (_, i) => metrics(i + 1, i === 36 ? 0.001 : 1))
  it('all of a small network', () => {
    const saved = Array.from({ length: 301 }, (_, i) => i)
    expect(keptEpochs(saved, history(300), 200_000)).toEqual(saved)
  })
  it('of a large one the first, the last, the best and an even spread', () => {
    const saved = Array.from({ length: 101 }, (_, i) => i)
    const kept = keptEpochs(saved, history(100), 6_000_000)
    expect(kept).toContain(0)
    expect(kept).toContain(100)
    expect(kept).toContain(37)
    expect(kept.length).toBeLessThanOrEqual(14)
  })
  it('never needs an epoch that an earlier round dropped', () => {
    let saved: readonly number[] = []
    for (let e = 0; e <= 200; e++) {
      saved = keptEpochs([...saved, e], history(e), 6_000_000)
      expect(saved).toContain(0)
      expect(saved).toContain(e)
      if (e >= 37) expect(saved).toContain(37)
    }
    expect(saved.length).toBeLessThanOrEqual(14)
  })
})
