/**
 * The numbered migrations. Number n takes a database from user_version n − 1 to n; a new one is a file and a
 * line.
 */
import { first } from './0001-first'
import { numbers } from './0002-numbers'
import { scales } from './0003-scales'

export const MIGRATIONS: readonly string[] = [first, numbers, scales]
export const DATABASE_VERSION = MIGRATIONS.length
