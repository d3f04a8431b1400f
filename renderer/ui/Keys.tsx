/** A shortcut as keys: `Ctrl+Shift+S` becomes three of them. */
import classes from './Keys.module.css'

export const Keys = ({ keys }: { readonly keys: string }) => (
  <span className={classes['keys']}>
    {keys.split('+').map(key => (
      <kbd key={key}>{key}</kbd>
    ))}
  </span>
)
