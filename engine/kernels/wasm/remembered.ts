/**
 * What follows from an object that stays, such as a window, made once, so that a call makes no new object.
 */
export function remembered<K extends object, V extends object>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return key => {
    let value = known.get(key)
    if (!value) {
      value = make(key)
      known.set(key, value)
    }
    return value
  }
}
