/** How an experiment's training stands, or ended. */
import type Database from 'better-sqlite3'
import type { ExperimentId, RunStatus } from '../../preload/contract'

export function runStatus(db: Database.Database) {
  const set = db.prepare('UPDATE experiments SET status = ? WHERE id = ?')
  const end = db.prepare(`
    UPDATE experiments SET status = ?, sentence = ?, ended_at = ?, test_loss = ?, test_accuracy = ?
    WHERE id = ?`)
  const interrupt = db.prepare(`
    UPDATE experiments SET status = 'interrupted', sentence = ?, ended_at = ?
    WHERE status IN ('running', 'paused')`)
  return {
    setStatus: (id: ExperimentId, status: RunStatus): void => void set.run(status, id),
    markEnded: (
      id: ExperimentId,
      status: RunStatus,
      sentence: string,
      test: { loss: number; accuracy: number } | null,
    ): void => void end.run(status, sentence, Date.now(), test?.loss ?? null, test?.accuracy ?? null, id),
    /** Runs that a crash or a kill left without an end; how many there were. */
    markInterrupted: (): number =>
      interrupt.run(
        'The studio was closed or killed during this training; the epochs before that are kept.',
        Date.now(),
      ).changes,
  }
}
