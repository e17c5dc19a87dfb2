/** The one menu of a feed, and what opens from it. */
import type { Message } from '@kith/client/chat';
import { type Ref, useImperativeHandle, useState } from 'react';
import { DeleteDialog } from './delete-dialog.tsx';
import { Menu } from './menu.tsx';
import { Who } from './who.tsx';

export interface MenuHandle {
  readonly open: (message: Message, at: HTMLElement) => void;
}

type Shown =
  | { readonly what: 'menu'; readonly message: Message; readonly at: HTMLElement }
  | { readonly what: 'delete' | 'who'; readonly message: Message };

export function MessageMenu({ ref }: { readonly ref: Ref<MenuHandle> }) {
  const [shown, setShown] = useState<Shown | null>(null);
  useImperativeHandle(ref, () => ({ open: (message, at) => setShown({ what: 'menu', message, at }) }), []);
  if (shown === null) return null;
  const { what, message } = shown;
  const close = () => setShown(null);
  switch (what) {
    case 'menu':
      return (
        <Menu
          key={message.key}
          message={message}
          at={shown.at}
          onClose={() => setShown((now) => (now === shown ? null : now))}
          onDelete={() => setShown({ what: 'delete', message })}
          onWho={() => setShown({ what: 'who', message })}
        />
      );
    case 'delete':
      return <DeleteDialog message={message} onClose={close} />;
    case 'who':
      return <Who message={message} onClose={close} />;
  }
}
