/** Conv 2D, as declared for both dimensions in convolution.ts. */
import { convolution } from './convolution'

export default convolution(2)
