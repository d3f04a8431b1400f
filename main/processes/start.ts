/** Starts one of the studio's own processes. Each entry is bundled beside the main process's own file. */
import { utilityProcess, type UtilityProcess } from 'electron'
import { fileURLToPath } from 'node:url'

export type ProcessEntry = 'trainer' | 'featureMaps' | 'importer'

/** `serviceName` is what the system's list of processes shows. */
export const startProcess = (entry: ProcessEntry, serviceName: string): UtilityProcess =>
  utilityProcess.fork(fileURLToPath(new URL(`./${entry}.js`, import.meta.url)), [], {
    serviceName,
    stdio: 'inherit',
  })
