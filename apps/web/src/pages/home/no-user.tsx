/** Home of a device that is in no user: back to the one it left, the two ways to one, and the open list of a demo. */
import type { RememberedDevice } from '@kith/client';
import { useLeft } from '../../entry/left-user.ts';
import { UserChoices } from '../../entry/user-choices.tsx';
import { useServerFacts } from '../../shell/server-facts.ts';
import { OpenUsers } from './open-users.tsx';
import { Rejoin } from './rejoin.tsx';

export function NoUser({ device }: { readonly device: RememberedDevice }) {
  const facts = useServerFacts();
  const left = useLeft(device.id);
  const isOpen = typeof facts === 'object' && facts.openJoin;
  return (
    <>
      {left !== null && <Rejoin left={left} isOpen={isOpen} />}
      <UserChoices />
      {isOpen && <OpenUsers />}
    </>
  );
}
