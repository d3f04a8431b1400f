/** The numbered migrations. Number n takes a database from user_version n − 1 to n; a new one is a file and a line. */
import { first } from './0001-first'
import { numbers } from './0002-numbers'

export const MIGRATIONS: readonly string[] = [first, numbers]
export const DATABASE_VERSION = MIGRATIONS.length
