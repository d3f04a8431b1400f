/** What comments name is there: files and folders, and names of the code between backticks. */
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isThere, read, SOURCES, wordsOf } from './pages'

/** Text of the comments of a file; in Python also of its strings that document. */
function commentsOf(file: string): string {
  const text = read(file)
  if (file.endsWith('.py')) return (text.match(/#[^\n]*|"""[^]*?"""/g) ?? []).join('\n')
  const blocks = text.match(/(?<=^|[\s(,])\/\*[^]*?\*\//g) ?? []
  const lines = text.replace(/\/\*\*[^]*?\*\//g, '').match(/(?<=^|\s)\/\/ .*$/gm) ?? []
  return [...blocks, ...lines].join('\n').replace(/\n\s*(\*|\/\/) ?/g, ' ')
}

const comments = SOURCES.filter(f => !f.startsWith('test/docs/')).map(file => ({
  file,
  text: commentsOf(file),
}))

/** Paths that no file of ours has, with the reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'FILE.ts': 'stands for any file on a command line',
  'loss/': 'the derivative ∂loss/∂y',
  'resources/app/main.cjs': 'lies in the prepared Electron',
}
/** Names that no code of ours has, with the reason. */
const FOREIGN: Readonly<Record<string, string>> = {}

const PATH =
  /(?<![\w@.:/~%$<*'-])((?:\.{0,2}\/)?(?:[\w-]+\/)+(?:[\w.-]*[\w-])?|[\w.-]+\.(?:tsx?|mjs|py|md))(?![\w*<$])/g
const HOUSES = /^(engine|main|preload|renderer|scripts|test|docs)\//
const isMeantAsPath = (word: string): boolean =>
  /\.(tsx?|mjs|cjs|py|md)$/.test(word) || /^[a-z]\w{2,}.*\/$/.test(word) || HOUSES.test(word)

const foldersAbove = (file: string): readonly string[] =>
  file.includes('/') ? [dirname(file), ...foldersAbove(dirname(file))] : []

describe('in comments', () => {
  it('files and folders are there', () => {
    const missing = comments.flatMap(({ file, text }) => {
      return [...new Set([...text.matchAll(PATH)].map(([, path = '']) => path))]
        .filter(isMeantAsPath)
        .filter(path => !isThere(path, [...foldersAbove(file), 'engine']) && !(path in ELSEWHERE))
        .map(path => `${file}: ${path}`)
    })
    expect(missing).toEqual([])
  })

  it('names between backticks are in the code', () => {
    const words = new Set(SOURCES.filter(f => !f.startsWith('test/docs/')).flatMap(f => wordsOf(read(f))))
    const isName = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:\(\))?$/
    const missing = comments.flatMap(({ file, text }) =>
      [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span))]
        .filter(span => isName.test(span))
        .filter(span => /[a-z][A-Z]|\(\)|\./.test(span) || span.length > 3)
        .flatMap(span => span.replace('()', '').split('.'))
        .filter(name => !words.has(name) && !(name in FOREIGN))
        .map(name => `${file}: ${name}`),
    )
    expect(missing).toEqual([])
  })
})
