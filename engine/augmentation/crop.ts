/** Shows a part of each picture, scaled back to its size. The part is never smaller than the share given. */
import { uniform } from '../random'
import { real } from '../spec'
import { defineMove, percent, signed } from './step'
import { moveOn } from './warp'

export default defineMove({
  kind: 'randomCrop',
  title: 'Random crop',
  about:
    'Shows a part of each picture, somewhere, in the size of the whole: the network learns not to ' +
    'need all of it.',
  params: {
    lost: real(
      'Cut away',
      0.2,
      'The largest share of the width and of the height that is cut away.',
      0,
      0.9,
      0.05,
    ),
  },
  summary: p => `up to ${percent(p.lost)} cut away`,
  isIdle: p => p.lost === 0,
  move(p, { shape: [height = 1, width = 1] }) {
    return (key, map) => {
      const lost = uniform(key, 0) * p.lost
      moveOn(
        map,
        1 - lost,
        0,
        0,
        1 - lost,
        (signed(key, 1) * lost * (width - 1)) / 2,
        (signed(key, 2) * lost * (height - 1)) / 2,
      )
    }
  },
})
