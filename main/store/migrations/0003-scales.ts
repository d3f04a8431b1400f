/** Database format 3: how the numbers that an experiment predicts are standardised. */
export const scales = `
ALTER TABLE experiments ADD COLUMN scales TEXT; -- JSON, by output node: mean and deviation of each number over the training split
`
