/** The object without keys whose value is undefined: in the core absence is a missing key. */
export function present<V extends object>(value: V): { [K in keyof V]?: Exclude<V[K], undefined> };
export function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
