/**
 * Database format 1: projects, data sets, experiments and what they leave behind. Never edited once released.
 */
export const first = `
CREATE TABLE projects (
  id         TEXT PRIMARY KEY,
  path       TEXT,                     -- the project file, once there is one
  document   TEXT NOT NULL,            -- the working copy, JSON
  saved      TEXT,                     -- the document as last written to the file; null if never
  updated_at INTEGER NOT NULL,         -- milliseconds since 1970, as everywhere below
  opened_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE datasets (
  fingerprint TEXT PRIMARY KEY,        -- SHA-256 over values, labels and shape
  set_id      TEXT NOT NULL,
  title       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  shape       TEXT NOT NULL,           -- JSON
  classes     TEXT NOT NULL,           -- JSON
  samples     INTEGER NOT NULL,
  first_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE experiments (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id    TEXT REFERENCES projects(id) ON DELETE SET NULL,
  name          TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('running', 'paused', 'finished', 'stopped', 'failed', 'interrupted')),
  sentence      TEXT NOT NULL DEFAULT '',
  document      TEXT NOT NULL,
  fingerprint   TEXT NOT NULL REFERENCES datasets(fingerprint),
  planned_epochs INTEGER NOT NULL,
  parameters    INTEGER NOT NULL,
  threads       INTEGER NOT NULL,
  started_at    INTEGER NOT NULL,
  ended_at      INTEGER,
  test_loss     REAL,
  test_accuracy REAL,
  note          TEXT NOT NULL DEFAULT '',
  deleted_at    INTEGER                -- set by delete, cleared by undo, gone for good with vacuum
) STRICT;

CREATE TABLE tags (
  experiment_id INTEGER NOT NULL REFERENCES experiments(id) ON DELETE CASCADE,
  tag           TEXT NOT NULL,
  PRIMARY KEY (experiment_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE epochs (
  experiment_id       INTEGER NOT NULL REFERENCES experiments(id) ON DELETE CASCADE,
  epoch               INTEGER NOT NULL,
  training_loss       REAL NOT NULL,
  training_accuracy   REAL NOT NULL,
  validation_loss     REAL NOT NULL,
  validation_accuracy REAL NOT NULL,
  seconds             REAL NOT NULL,
  samples_per_second  REAL NOT NULL,
  PRIMARY KEY (experiment_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE weights (
  experiment_id INTEGER NOT NULL REFERENCES experiments(id) ON DELETE CASCADE,
  epoch         INTEGER NOT NULL,      -- 0 = before training
  data          BLOB NOT NULL,         -- little-endian float32, node by node along the chain, as the layers declare them
  PRIMARY KEY (experiment_id, epoch)
) STRICT;

CREATE TABLE filters (
  experiment_id INTEGER NOT NULL REFERENCES experiments(id) ON DELETE CASCADE,
  epoch         INTEGER NOT NULL,
  node          TEXT NOT NULL,
  position      INTEGER NOT NULL,      -- place along the chain
  title         TEXT NOT NULL,
  shape         TEXT NOT NULL,         -- JSON [height, width, in, filters]
  data          BLOB NOT NULL,         -- little-endian float32
  PRIMARY KEY (experiment_id, epoch, node)
) STRICT;
`
