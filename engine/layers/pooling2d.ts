/** Pooling 2D, as declared for both dimensions in pooling.ts. */
import { pooling } from './pooling'

export default pooling(2)
