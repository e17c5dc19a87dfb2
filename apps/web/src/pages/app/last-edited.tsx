/** Says who edited a block last, the device, its browser and when: two lines of room, so that nothing below moves. */
import { useDevices, useSetting } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Time } from '../../ui/time.tsx';
import { useEdits } from './desk.tsx';
import { type LastEditor, lastEditor } from './last-editor.ts';

/** Of the first block, of the second, or of everything. */
export type Block = 'user' | 'billing' | 'all';

export function LastEdited({ of }: { readonly of: Block }) {
  const editor = useLastEditor(of);
  return (
    <p className="min-h-8 min-w-0 text-xs text-soft [overflow-wrap:anywhere]">
      <Sentence key={spoken(editor)} editor={editor} />
    </p>
  );
}

/** What a sentence says: another one takes its place as a whole, so that no word of the old one moves to another line. */
function spoken(editor: LastEditor): string {
  if (editor.who === 'nobody') return editor.who;
  const minute = Math.floor(editor.editedAt / 60_000);
  return editor.who === 'gone'
    ? `${editor.who} ${minute}`
    : JSON.stringify([editor.who, editor.label, editor.platform, minute]);
}

function useLastEditor(block: Block): LastEditor {
  const { settings } = useEdits();
  const devices = useDevices();
  const username = useSetting(settings, 'username').edited;
  const email = useSetting(settings, 'email').edited;
  const terms = useSetting(settings, 'terms').edited;
  const billingPeriod = useSetting(settings, 'billingPeriod').edited;
  const salary = useSetting(settings, 'salary').edited;
  const user = [username, email, terms];
  const billing = [billingPeriod, salary];
  const edits = { user, billing, all: [...user, ...billing] };
  return lastEditor(edits[block], devices);
}

function Sentence({ editor }: { readonly editor: LastEditor }) {
  const t = useTranslations('app.last');
  if (editor.who === 'nobody') return t('nobody');
  const { who, label, platform, editedAt } = editor;
  const time = () => <Time at={editedAt} />;
  if (who === 'gone') return t.rich('gone', { time });
  const name = () => <bdi className="font-medium text-text">{label}</bdi>;
  const browser = () => <bdi>{platform}</bdi>;
  const key = who === 'self' ? 'self' : 'other';
  return platform === null ? t.rich(`${key}Plain`, { name, time }) : t.rich(key, { name, browser, time });
}
