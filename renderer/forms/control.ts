/**
 * What every control behind ParamField is given: it shows `value`, and tells what it becomes or what is wrong
 * with what was typed.
 */
export type ControlProps<P, V> = {
  readonly param: P
  readonly value: V
  readonly onChange: (value: V) => void
  /** The sentence for the row to say below; null when all is well again. */
  readonly onWrong: (sentence: string | null) => void
  readonly id: string
  readonly describedBy: string
}
