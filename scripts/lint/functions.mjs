/** The functions of a source text and their lengths, read with TypeScript's parser. */
import ts from 'typescript'

/**
 * @typedef {object} FunctionLength
 * @property {string} name
 * @property {number} line of its beginning, from 1
 * @property {number} lines without those of a layer's declaration, which is a table
 */

/** @param {string} file */
function kindOf(file) {
  if (file.endsWith('.tsx')) return ts.ScriptKind.TSX
  return file.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS
}

/** @param {ts.Node} node */
const isFunction = node =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node) ||
  ts.isAccessor(node)

/** @param {ts.Node} node @param {ts.SourceFile} source */
function nameOf(node, source) {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  const { name } = /** @type {ts.NamedDeclaration} */ (node)
  const held = /** @type {ts.NamedDeclaration} */ (node.parent).name
  return (name ?? held)?.getText(source) ?? '(anonymous)'
}

/**
 * Lines of the layers that are declared in a function, each as one.
 * @param {ts.Node} node
 * @param {(node: ts.Node) => number} linesOf
 * @returns {number}
 */
function declared(node, linesOf) {
  if (ts.isCallExpression(node) && node.expression.getText() === 'defineLayer') return linesOf(node) - 1
  let sum = 0
  ts.forEachChild(node, child => {
    sum += declared(child, linesOf)
  })
  return sum
}

/**
 * All functions, also those within others, whose lines they add to.
 * @param {string} file
 * @param {string} text TypeScript, JavaScript or AssemblyScript
 * @returns {FunctionLength[]}
 */
export function functionsIn(file, text) {
  // AssemblyScript decorates functions, which TypeScript does not know: blanks keep every place.
  const plain = text.replace(/^@\w+/gm, decorator => ' '.repeat(decorator.length))
  const source = ts.createSourceFile(file, plain, ts.ScriptTarget.Latest, true, kindOf(file))
  /** @param {number} position */
  const lineAt = position => source.getLineAndCharacterOfPosition(position).line
  /** @param {ts.Node} node */
  const linesOf = node => lineAt(node.end) - lineAt(node.getStart()) + 1
  /** @type {FunctionLength[]} */
  const found = []
  /** @param {ts.Node} node */
  const visit = node => {
    if (isFunction(node) && 'body' in node && node.body)
      found.push({
        name: nameOf(node, source),
        line: lineAt(node.getStart()) + 1,
        lines: linesOf(node) - declared(node, linesOf),
      })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
