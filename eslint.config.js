// Lint rules: what the compiler cannot see. Formatting is Prettier's; who may import whom is
// test/structure/boundaries.test.ts.
import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import typescript from 'typescript-eslint'
import { functionLength } from './scripts/lint/functionLength.mjs'
import { lineLength } from './scripts/lint/lineLength.mjs'

export default typescript.config(
  {
    ignores: [
      'out/',
      'build/',
      'node_modules/',
      'engine/kernels/assembly/',
      'engine/kernels/build/',
      'test-results/',
    ],
  },
  js.configs.recommended,
  ...typescript.configs.recommended,
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        performance: 'readonly',
        require: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', '@typescript-eslint/ban-ts-comment': 'off' },
  },
  {
    files: ['{engine,main,preload,renderer,scripts}/**'],
    plugins: { functions: { rules: { length: functionLength } } },
    rules: { 'functions/length': 'error' },
  },
  {
    files: ['{engine,main,preload,renderer,scripts,test}/**'],
    plugins: { lines: { rules: { length: lineLength } } },
    rules: { 'lines/length': 'error' },
  },
  // Playwright reads a fixture's needs from an object pattern, also when there are none.
  { files: ['test/e2e/**'], rules: { 'no-empty-pattern': 'off' } },
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
