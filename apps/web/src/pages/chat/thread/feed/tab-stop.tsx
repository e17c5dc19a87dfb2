/** Whether the controls of a message stand in the tab order: those of one message do, so that Tab leaves the feed soon. */
import { createContext, useContext } from 'react';

const Context = createContext(true);

export const TabStop = Context.Provider;

/** The `tabIndex` of a control inside a message. */
export function useTabStop(): 0 | -1 {
  return useContext(Context) ? 0 : -1;
}
