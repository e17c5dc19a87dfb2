/** Opens the switcher by Ctrl+K or ⌘K wherever one is; its code is fetched when it is first asked for. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { useOpenedChats } from '../../chats/opened.ts';

const Switcher = lazy(() => import('./switcher.tsx'));

export function SwitchKey() {
  const [isOpen, setIsOpen] = useState(false);
  const chats = useOpenedChats(isOpen);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isAsked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isAsked || event.code !== 'KeyK') return;
      event.preventDefault();
      // Above another dialog there is no page to go to.
      if (document.querySelector('dialog:modal') === null) setIsOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  if (!isOpen || chats === null) return null;
  return (
    <Suspense>
      <Switcher chats={chats} onClose={() => setIsOpen(false)} />
    </Suspense>
  );
}
