/** The parts of what there is to say about a chat: which of them, goes by its kind and by what one may do. */
import { Bans } from './bans.tsx';
import { Choices } from './choices.tsx';
import { Ending } from './ending.tsx';
import { Identity } from './identity.tsx';
import type { PartProps } from './info.tsx';
import { Invites } from './invites.tsx';
import { Listing } from './listing.tsx';
import { mayLead } from './may.ts';
import { Members } from './members.tsx';
import { Partner } from './partner.tsx';

export default function Parts({ chat, entry }: PartProps) {
  return (
    <div className="min-h-0 flex-1 divide-y divide-line overflow-y-auto overscroll-contain [&>*]:px-4 [&>*]:py-4">
      <Identity chat={chat} entry={entry} />
      <Choices chat={chat} entry={entry} />
      {entry.kind === 'direct' ? (
        <Partner entry={entry} />
      ) : (
        <>
          {entry.kind === 'channel' && mayLead(entry) && <Listing chat={chat} entry={entry} />}
          <Members chat={chat} entry={entry} />
          {mayLead(entry) && <Invites chat={chat} entry={entry} />}
          {mayLead(entry) && <Bans chat={chat} entry={entry} />}
          <Ending chat={chat} entry={entry} />
        </>
      )}
    </div>
  );
}
