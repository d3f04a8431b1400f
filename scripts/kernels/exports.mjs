/**
 * Reads what the compiled kernels export from their sources: the functions that
 * engine/kernels/assembly/index.ts exports again, with the names and types of their parameters.
 */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import typescript from 'typescript'

/**
 * @typedef {{ name: string, type: string }} Parameter `type` is AssemblyScript's: usize, i32, u32, f32 or f64
 * @typedef {{ name: string, parameters: Parameter[], result: string }} ExportedFunction
 */

/**
 * @param {string} entry the path of engine/kernels/assembly/index.ts
 * @returns {Promise<ExportedFunction[]>} in the order in which the entry names them
 */
export async function exportsOf(entry) {
  const found = []
  for (const statement of (await parsed(entry)).statements) {
    const names = namesOf(statement)
    if (names === null) continue
    const functions = await functionsOf(`${join(dirname(entry), names.file)}.ts`)
    for (const name of names.all) {
      const one = functions.get(name)
      if (one === undefined)
        throw new Error(`${names.file}.ts has no function ${name}, which ${entry} exports.`)
      found.push(one)
    }
  }
  return found
}

/**
 * `export { a, b } from './file'`; null for any other statement.
 * @param {typescript.Statement} statement
 */
function namesOf(statement) {
  if (!typescript.isExportDeclaration(statement) || !statement.exportClause) return null
  if (!typescript.isNamedExports(statement.exportClause) || !statement.moduleSpecifier) return null
  if (!typescript.isStringLiteral(statement.moduleSpecifier)) return null
  return {
    file: statement.moduleSpecifier.text,
    all: statement.exportClause.elements.map(({ name }) => name.text),
  }
}

/**
 * @param {string} file
 * @returns {Promise<Map<string, ExportedFunction>>}
 */
async function functionsOf(file) {
  const source = await parsed(file)
  return new Map(
    source.statements.filter(typescript.isFunctionDeclaration).map(one => {
      const name = one.name?.text ?? ''
      const parameters = one.parameters.map(p => ({ name: p.name.getText(source), type: typeOf(p, source) }))
      return [name, { name, parameters, result: typeOf(one, source) }]
    }),
  )
}

/**
 * @param {typescript.ParameterDeclaration | typescript.FunctionDeclaration} node
 * @param {typescript.SourceFile} source
 */
const typeOf = ({ type }, source) => type?.getText(source) ?? ''

/**
 * A decorator on a function is AssemblyScript's alone, so it is blanked.
 * @param {string} file
 */
async function parsed(file) {
  const text = (await readFile(file, 'utf8')).replaceAll(/^@inline$/gm, '')
  return typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest)
}
