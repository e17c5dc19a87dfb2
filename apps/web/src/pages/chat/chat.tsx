/** The chats: the list of them, the one that is open, and what stands beside it; or an invite into one. */
import { ChatsProvider } from '@kith/client/chat/react';
import { useTranslations } from 'use-intl/react';
import { useOpenedChats } from '../../chats/opened.ts';
import { type JoinToken, useJoinToken } from '../../entry/join-token.ts';
import { Gate } from '../../shell/gate.tsx';
import { TabTitle } from '../../shell/page.tsx';
import { Join } from './join/join.tsx';
import { ListSkeleton } from './list/skeleton.tsx';
import { Panes } from './panes.tsx';

export default function ChatPage() {
  const invite = useJoinToken();
  return (
    <Gate needs="user">
      <Opened invite={invite} />
    </Gate>
  );
}

function Opened({ invite: { token, putDown } }: { readonly invite: JoinToken }) {
  const t = useTranslations('chat');
  const chats = useOpenedChats(true);
  if (chats === null) {
    return (
      <div aria-busy="true">
        <TabTitle page={t('title')} />
        <ListSkeleton />
      </div>
    );
  }
  return (
    <ChatsProvider chats={chats}>
      {token === null ? <Panes /> : <Join key={token} token={token} onDone={putDown} />}
    </ChatsProvider>
  );
}
