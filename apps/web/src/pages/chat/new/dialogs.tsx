/** The dialogs that begin a chat: their code is fetched when the first of them is opened. */
import { type ComponentProps, lazy, Suspense } from 'react';
import type { Discover as DiscoverDialog } from './discover.tsx';
import type { NewChat as NewChatDialog } from './new-chat.tsx';

const LateNewChat = lazy(() => import('./new-chat.tsx').then(({ NewChat: it }) => ({ default: it })));
const LateDiscover = lazy(() => import('./discover.tsx').then(({ Discover: it }) => ({ default: it })));

export function NewChat(props: ComponentProps<typeof NewChatDialog>) {
  return (
    <Suspense>
      <LateNewChat {...props} />
    </Suspense>
  );
}

export function Discover(props: ComponentProps<typeof DiscoverDialog>) {
  return (
    <Suspense>
      <LateDiscover {...props} />
    </Suspense>
  );
}
