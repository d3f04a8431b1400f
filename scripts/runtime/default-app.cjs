// @ts-nocheck: setVersion and setAppPath are Electron's own, for its default app, and have no types.
/**
 * The app inside the registry-borne Electron: loads the folder named on the command line, as Electron's own
 * default app does. It is copied to `resources/app/main.cjs` of the prepared runtime and runs in Electron's
 * main process.
 */
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const target = path.resolve(process.argv.slice(1).find(argument => !argument.startsWith('-')) ?? '.')
const manifest = path.join(target, 'package.json')
let entry = target

if (fs.existsSync(manifest)) {
  const { name, productName, version, main } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  if (version) app.setVersion(version)
  app.setName(productName ?? name ?? 'Electron')
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
  app.setAppPath(target)
  entry = path.join(target, main ?? 'index.js')
}

import(pathToFileURL(entry).href).catch(error => {
  console.error(`The app in ${entry} could not be loaded.\n${error.stack ?? error}`)
  process.exit(1)
})
