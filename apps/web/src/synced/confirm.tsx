/** A question before something that others will notice: the harmless answer first. */
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly no: string;
  readonly yes: string;
  readonly onNo: () => void;
  readonly onYes: () => void;
}

export function Confirm({ title, text, no, yes, onNo, onYes }: ConfirmProps) {
  const actions = (
    <>
      <Button autoFocus onClick={onNo}>
        {no}
      </Button>
      <Button tone="danger" onClick={onYes}>
        {yes}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onNo} actions={actions}>
      <p>{text}</p>
    </Dialog>
  );
}
