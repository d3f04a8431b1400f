/** A watch that counts this process's time on processors, so that a busy machine fails no test. */

/** Starts it; what it returns reads it, in milliseconds of all threads together. */
export function cpuWatch(): () => number {
  const from = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }
}
