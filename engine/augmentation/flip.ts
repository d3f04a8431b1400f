/** Mirrors pictures by chance. Left and right must mean the same to the question asked, or it does harm. */
import { uniform } from '../random'
import { real } from '../spec'
import { defineMove, percent, type AugmentDecl } from './step'
import { moveOn } from './warp'

export function flip(direction: 'horizontal' | 'vertical'): AugmentDecl {
  const isHorizontal = direction === 'horizontal'
  return defineMove({
    kind: isHorizontal ? 'flipHorizontal' : 'flipVertical',
    title: isHorizontal ? 'Flip left–right' : 'Flip top–bottom',
    about: isHorizontal
      ? 'Mirrors some of the pictures: for things that look as likely either way, such as galaxies, but ' +
        'not for letters.'
      : 'Turns some of the pictures upside down: for pictures without an up, such as from microscopes ' +
        'and telescopes.',
    params: {
      probability: real('Probability', 0.5, 'The share of the samples that is mirrored.', 0, 1, 0.05),
    },
    summary: p => `${percent(p.probability)} of the samples`,
    isIdle: p => p.probability === 0,
    move: p => (key, map) => {
      if (uniform(key, 0) < p.probability) moveOn(map, isHorizontal ? -1 : 1, 0, 0, isHorizontal ? 1 : -1)
    },
  })
}
