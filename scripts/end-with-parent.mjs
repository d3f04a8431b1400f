/**
 * Loaded before every file of unit tests: ends its process when the process that runs all of them is gone.
 * Without it a test that waits for ever would outlive an interrupted `npm test`, and keep a core busy.
 */
process.once('disconnect', () => process.exit(1))
