/** What README.md and docs/ name is there: paths, links, commands, options, variables, names of the code. */
import { describe, expect, it } from 'vitest'
import { dirname, join, sep } from 'node:path'
import packageFile from '../../package.json'
import { CLI_COMMANDS as CLI } from '../../engine/cli/commands'
import { exportedNames } from '../../scripts/docs/exports.mjs'
import { isThere, PAGES, PATHS, read, SOURCES, wordsOf, type Page } from './pages'

/** Paths that a build makes, and files of the reader's own in examples. */
const NOT_OURS = /^(out|build)(\/|$)|^~|\.(receptive|safetensors|npz|npy|csv|state|json)$|^\.\w+$/
/** What a page shows how to add. */
const TO_COME = { 'engine/layers/scale.ts': 'the example of a new layer' }
const ENDING = /\.(tsx?|mjs|cjs|py|md|svg|png|json|txt)$/

const spansIn = ({ text }: Page): readonly string[] => {
  const fenced = /```[^]*?```/g
  const blocks = text.match(fenced) ?? []
  const inline = text.replace(fenced, '').match(/`[^`]+`/g) ?? []
  const indented = text.replace(fenced, '').match(/^ {4}\S.*$/gm) ?? []
  return [
    ...blocks.flatMap(b => b.split('\n')),
    ...inline.map(s => s.slice(1, -1).replace(/\s+/g, ' ')),
    ...indented,
  ]
}
const each = (find: (page: Page) => readonly string[]): readonly string[] =>
  PAGES.flatMap(page => [...new Set(find(page))].map(problem => `${page.file}: ${problem}`))
const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found)
const codeText = SOURCES.map(read).join('\n')

describe('in README.md and docs/', () => {
  it('paths are there', () => {
    const isPath = (span: string): boolean =>
      /^[\w.*-]+(\/[\w.*-]+)*\/?$/.test(span) &&
      (span.includes('/') || ENDING.test(span)) &&
      !NOT_OURS.test(span)
    // NAME.ts stands for a file that is still to come: its folder is there.
    const real = (span: string): string => (/[A-Z]{4,}\.tsx?$/.test(span) ? dirname(span) : span)
    expect(
      each(page =>
        spansIn(page)
          .filter(isPath)
          .filter(span => !isThere(real(span), [dirname(page.file), 'engine']) && !(span in TO_COME)),
      ),
    ).toEqual([])
  })

  it('links and anchors lead somewhere', () => {
    const wrong = each(page =>
      [...matches(page.text, /\]\(([^)\s]+)\)/g), ...matches(page.text, /(?:src|srcset)="([^"]+)"/g)]
        .filter(link => !/^https?:/.test(link))
        .filter(link => !leadsSomewhere(link, page)),
    )
    expect(wrong).toEqual([])
  })

  it('scripts of package.json are there', () => {
    const known = new Set([...Object.keys(packageFile.scripts), 'ci'])
    const named = (page: Page) => spansIn(page).flatMap(s => matches(s, /\bnpm (?:run )?(?!--)([\w-]+)/g))
    expect(each(page => named(page).filter(name => !known.has(name)))).toEqual([])
  })

  it('parts of npm test are there, and what they are handed', () => {
    const parts = matches(read('scripts/test.mjs'), /name: '(\w+)'/g)
    const calls = (page: Page) => spansIn(page).flatMap(s => matches(s, /npm test -- ([^`#]+)/g))
    const isWrong = (call: string): boolean => {
      const [part = '', ...paths] = call.trim().split(' ')
      return !parts.includes(part) || paths.some(p => p.includes('/') && !PATHS.has(p))
    }
    expect(parts).toContain('unit')
    expect(each(page => calls(page).filter(isWrong))).toEqual([])
  })

  it('scripts that node runs are there, with their options', () => {
    const calls = (page: Page) => spansIn(page).flatMap(s => matches(s, /\bnode (scripts\/[^`#]+)/g))
    const isWrong = (call: string): boolean => {
      const [file = '', ...options] = call.trim().split(' ')
      return !PATHS.has(file) || options.some(o => !read(file).includes(o))
    }
    expect(each(page => calls(page).filter(isWrong))).toEqual([])
  })

  it('commands of npx receptive are there, with their options', () => {
    const calls = (page: Page) => spansIn(page).flatMap(s => matches(s, /npx receptive ([^`#]+)/g))
    const isWrong = (call: string): boolean => {
      const [name = ''] = call.split(' ')
      if (/^(COMMAND|--help)$/.test(name)) return false
      const known = Object.keys(CLI[name as keyof typeof CLI]?.options ?? {}).concat('help')
      return !(name in CLI) || matches(call, /--([\w-]+)/g).some(o => !known.includes(o))
    }
    expect(each(page => calls(page).filter(isWrong))).toEqual([])
  })

  it('options by themselves belong to a command or a script', () => {
    const options = new Set(
      Object.values(CLI)
        .flatMap(c => Object.keys(c.options))
        .concat('help'),
    )
    const named = (page: Page) => spansIn(page).flatMap(s => matches(s, /(?:^| )--([a-z][\w-]*)/g))
    expect(each(page => named(page).filter(o => !options.has(o) && !codeText.includes(`--${o}`)))).toEqual([])
  })

  it('environment variables are asked for somewhere', () => {
    const variables = /\b((?:RECEPTIVE|ELECTRON|XDG)_[A-Z_]+|LOCALAPPDATA)\b/g
    const asked = new Set(matches(codeText, variables))
    expect(each(page => matches(page.text, variables).filter(name => !asked.has(name)))).toEqual([])
  })

  it('what a script imports from the built engine is exported', () => {
    const exported = new Set(exportedNames().map(({ name }) => name))
    const imported = (page: Page) =>
      matches(page.text, /import \{([^}]+)\} from '[^']*out\/engine/g).flatMap(list =>
        list.split(',').map(n => n.trim()),
      )
    expect(PAGES.flatMap(imported)).toContain('train')
    expect(each(page => imported(page).filter(name => !exported.has(name)))).toEqual([])
  })

  it('names of the code are in it', () => {
    const words = new Set(SOURCES.filter(f => !f.startsWith('test/docs/')).flatMap(f => wordsOf(read(f))))
    /** Of other programs and languages, and of files that the reader has. */
    const elsewhere = new Set([
      'weight_decay',
      'running_mean',
      'running_var',
      'x_train',
      'x_test',
      'transpose',
      'reshape',
    ])
    const isName = /^(?:[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Z_]{4,}|\w+_\w+|\w+\(\))$/
    const named = (page: Page) =>
      spansIn(page)
        .filter(s => isName.test(s))
        .map(s => s.replace('()', ''))
    expect(each(page => named(page).filter(name => !words.has(name) && !elsewhere.has(name)))).toEqual([])
  })
})

/** An anchor as GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
const anchorsIn = (text: string): readonly string[] => matches(text, /^#+ (.+)$/gm).map(anchorOf)

function leadsSomewhere(link: string, page: Page): boolean {
  const [path = '', anchor] = link.split('#')
  const file = path ? join(dirname(page.file), path).split(sep).join('/') : page.file
  return PATHS.has(file) && (anchor === undefined || anchorsIn(read(file)).includes(anchor))
}
