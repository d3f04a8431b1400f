/**
 * Database format 2: what networks that predict numbers are worth, what a finished one answered, and how its
 * samples were prepared.
 */
export const numbers = `
ALTER TABLE epochs ADD COLUMN validation_r2 REAL;   -- null where classes are predicted, as the two below
ALTER TABLE epochs ADD COLUMN validation_rmse REAL;
ALTER TABLE epochs ADD COLUMN validation_mae REAL;
ALTER TABLE experiments ADD COLUMN preparations TEXT; -- JSON, by input: the steps and what they measured on the training split

CREATE TABLE answers (                               -- of a finished experiment to its test split
  experiment_id INTEGER PRIMARY KEY REFERENCES experiments(id) ON DELETE CASCADE,
  figures       TEXT NOT NULL,                       -- JSON, of each output
  names         TEXT NOT NULL,                       -- JSON, of the numbers that the first output predicts; [] for classes
  positions     BLOB NOT NULL,                       -- int32, [samples]: places in the data set
  truth         BLOB NOT NULL,                       -- float32, [samples, names]; a label each for classes
  predictions   BLOB NOT NULL                        -- float32, [samples, scores] of the first output
) STRICT;
`
