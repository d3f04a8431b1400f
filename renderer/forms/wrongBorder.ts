/**
 * The border of a field that holds something wrong. Inline, because the theme sets the border of every input
 * inline.
 */
export const wrongBorder = (isWrong: boolean) => (isWrong ? { input: { borderColor: 'var(--danger)' } } : {})
