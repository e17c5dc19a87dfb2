/** Where faults end: what stands inside fails alone, and leaves what happened, what was written, and a way on. */
import { Component, type ReactNode, useEffect, useRef } from 'react';
import { appearance } from '../appearance/appearance.ts';
import { Button } from '../ui/button.tsx';
import { faultTexts } from '../words/fault.ts';
import { type Fault, faultOf, writtenIn } from './fault.ts';

export interface FaultBoundaryProps {
  /** Where one is: what has failed there may stand elsewhere. */
  readonly path?: string;
  readonly children: ReactNode;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

interface State {
  readonly fault: Fault | null;
  readonly written: string;
}

const none: State = { fault: null, written: '' };

/** Needs nothing above it, since that may be what failed. */
export class FaultBoundary extends Component<FaultBoundaryProps, State, string | null> {
  override state = none;

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { fault: faultOf(error) };
  }

  /** The last moment at which the fields are still there. */
  override getSnapshotBeforeUpdate(_: FaultBoundaryProps, before: State): string | null {
    const isNew = before.fault === null && this.state.fault !== null;
    return isNew ? writtenIn(document.querySelectorAll<Field>('input, textarea')) : null;
  }

  override componentDidUpdate(before: FaultBoundaryProps, _: State, written: string | null): void {
    if (written !== null) this.setState({ written });
    else if (before.path !== this.props.path && this.state.fault !== null) this.setState(none);
  }

  override render(): ReactNode {
    const { fault, written } = this.state;
    return fault === null ? this.props.children : <Failed fault={fault} written={written} />;
  }
}

function Failed({ fault, written }: { readonly fault: Fault; readonly written: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const texts = faultTexts[appearance.get().language];
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto max-w-lg space-y-4 px-4 py-6">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight text-balance">
        {texts.title}
      </h1>
      <p role="alert">{texts.text}</p>
      {written !== '' && (
        <label className="block space-y-1 text-sm font-medium">
          {texts.typed}
          <textarea
            readOnly
            rows={4}
            className="block w-full rounded-lg border border-line-strong bg-card px-3 py-2 text-base font-normal text-text"
            value={written}
          />
        </label>
      )}
      <Button tone="primary" onClick={() => location.reload()}>
        {texts.reload}
      </Button>
      <p className="text-sm text-soft [overflow-wrap:anywhere]">
        {texts.code}: <code>{fault.code}</code> · <bdi lang="en">{fault.says}</bdi>
      </p>
    </div>
  );
}
