/**
 * Measures in a process of its own, so that memory and warm code of one measurement do not help or burden the
 * next.
 */
import { spawn } from 'node:child_process'
import { measure, type Measured, type Task } from './measure'

/** Runs this very script again, for one measurement. */
export function measureApart(task: Task): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.on('error', reject)
    child.on('close', code =>
      code === 0
        ? resolve(JSON.parse(text) as Measured)
        : reject(new Error(`Measuring ${task.name} ended with code ${code}.`)),
    )
  })
}

/** The bench itself, or, started by `measureApart`, one measurement. */
export async function orOne(bench: () => Promise<void>): Promise<void> {
  const task = process.argv[2]
  if (task === undefined) await bench()
  else process.stdout.write(JSON.stringify(await measure(JSON.parse(task) as Task)))
}
