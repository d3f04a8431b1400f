// The transformed kernels, [panel][point][in][8].
import { packTap, share, weightPlace } from '../pack'
import { groupInputs, kernelX, kernelY, panels } from '../window'
import { transformKernel } from './kernelTransform'
import { pointsX, pointsY, setPoints } from './tiles'

export function packWinograd(w: usize, packed: usize, part: i32, parts: i32): void {
  setPoints()
  const last = share(panels, part + 1, parts)
  const plane = (<usize>groupInputs) << 5
  const row = <usize>pointsX * plane
  for (let unit = share(panels, part, parts); unit < last; unit++) {
    const to = packed + <usize>(unit * pointsY) * row
    for (let y = 0; y < kernelY; y++)
      for (let x = 0; x < kernelX; x++)
        packTap(weightPlace(w, unit, y, x), unit, to + <usize>y * row + <usize>x * plane)
    if (kernelY > 1)
      for (let x = 0; x < kernelX; x++) transformKernel(pointsY, kernelY, to + <usize>x * plane, row, plane)
    for (let y = 0; y < pointsY; y++) transformKernel(pointsX, kernelX, to + <usize>y * row, plane, plane)
  }
}
