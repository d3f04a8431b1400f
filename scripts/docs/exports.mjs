/** What engine/index.ts exports, by the module it comes from, with the first sentence about each. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { resolveImport, ROOT } from '../structure/imports.mjs'
import { code, table } from './markdown.mjs'

const INDEX = 'engine/index.ts'

/** @param {string} file a path from the root */
const parse = file =>
  ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true)

/**
 * The first sentence of what a name's declaration says of it, also where that lies behind further exports.
 * @param {string} file @param {string} name
 * @returns {string}
 */
function sentenceOn(file, name) {
  const source = parse(file)
  for (const statement of source.statements) {
    const own = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.some(d => d.name.getText() === name)
      : 'name' in statement &&
        /** @type {ts.NamedDeclaration} */ (/** @type {unknown} */ (statement)).name?.getText() === name
    if (own) return firstSentence(statement)
  }
  for (const { from, names } of reExportsOf(source, file))
    if (names === null || names.includes(name)) {
      const found = sentenceOn(from, name)
      if (found || names !== null) return found
    }
  return ''
}

/** @param {ts.Node} node */
function firstSentence(node) {
  const doc = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)
  const text = ts.getTextOfJSDocComment(doc?.comment)?.replace(/\s+/g, ' ').trim() ?? ''
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text
}

/** Names are null for `export *`. @param {ts.SourceFile} source @param {string} file */
const reExportsOf = (source, file) =>
  source.statements.filter(ts.isExportDeclaration).flatMap(({ moduleSpecifier, exportClause }) =>
    moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
      ? [
          {
            from: resolveImport(file, moduleSpecifier.text),
            names:
              exportClause && ts.isNamedExports(exportClause)
                ? exportClause.elements.map(e => (e.propertyName ?? e.name).getText())
                : null,
            shown:
              exportClause && ts.isNamedExports(exportClause)
                ? exportClause.elements.map(e => e.name.getText())
                : [],
          },
        ]
      : [],
  )

/** Names that index.ts declares itself. @param {ts.SourceFile} source */
const ownExportsOf = source =>
  source.statements
    .filter(s => ts.canHaveModifiers(s) && s.modifiers?.some(m => m.kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(s =>
      ts.isVariableStatement(s)
        ? s.declarationList.declarations.map(d => d.name.getText())
        : [/** @type {ts.NamedDeclaration} */ (/** @type {unknown} */ (s)).name?.getText() ?? ''],
    )

/** @returns {{ from: string, name: string, about: string }[]} */
export function exportedNames() {
  const source = parse(INDEX)
  const own = ownExportsOf(source).map(name => ({ from: INDEX, name, about: sentenceOn(INDEX, name) }))
  return own.concat(
    reExportsOf(source, INDEX).flatMap(({ from, names, shown }) =>
      shown.map((name, i) => ({ from, name, about: sentenceOn(from, names?.[i] ?? name) })),
    ),
  )
}

export function exported() {
  const all = exportedNames()
  const modules = [...new Set(all.map(({ from }) => from))]
  return table(
    ['Module', 'Exported', 'What it is'],
    modules.flatMap(module =>
      all
        .filter(({ from }) => from === module)
        .map(({ name, about }, i) => [i === 0 ? code(module) : '', code(name), about || '–']),
    ),
  )
}
