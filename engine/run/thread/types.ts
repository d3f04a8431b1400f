/** What the threads of a run tell one another. */
export type StepStatus = 'goOn' | 'stopped' | 'notANumber'
/** Where every thread stands: in this epoch, so many batches are done. */
export type Epoch = { readonly number: number; batch: number; readonly batches: number }
export type Sums = { loss: number; correct: number }
