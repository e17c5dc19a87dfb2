/** Whether a person looks at this page: it is visible, and the window has the focus. */
import { useSyncExternalStore } from 'react';

export function isAttending(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribe(listener: () => void): () => void {
  addEventListener('focus', listener);
  addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    removeEventListener('focus', listener);
    removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

export function useAttending(): boolean {
  return useSyncExternalStore(subscribe, isAttending, () => false);
}
