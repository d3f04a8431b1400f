/** Enlarges or shrinks pictures by chance. As often the one as the other, by a factor of the same size. */
import { real } from '../spec'
import { defineMove, percent, signed } from './step'
import { moveOn } from './warp'

export default defineMove({
  kind: 'zoom',
  title: 'Zoom',
  about: 'Enlarges or shrinks pictures about their middle: for things that are seen from near and from far.',
  params: {
    range: real('Range', 0.1, '0.1 enlarges by up to 10 %, or shrinks by the same factor.', 0, 3, 0.05),
  },
  summary: p => `up to ${percent(p.range)} larger or smaller`,
  isIdle: p => p.range === 0,
  move(p) {
    const most = Math.log(1 + p.range)
    return (key, map) => {
      const inverse = Math.exp(-signed(key, 0) * most)
      moveOn(map, inverse, 0, 0, inverse)
    }
  },
})
