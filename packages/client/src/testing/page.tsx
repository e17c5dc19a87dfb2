/** A page for tests: a document of jsdom, React in StrictMode, and a record of what React complained about. */
import { JSDOM } from 'jsdom';
import { act, Profiler, type ReactNode, StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import type { Readable } from '../observable.ts';

const { window } = new JSDOM('<!doctype html>');
const globals = globalThis as unknown as Record<string, unknown>;
Object.assign(globals, { window, document: window.document });
// React looks for a document when it is loaded.
const { createRoot, hydrateRoot } = await import('react-dom/client');

/** A page that is open. Its end unmounts everything, and throws where React complained. */
export interface Page extends AsyncDisposable {
  /** What a person reads. */
  readonly text: Readable<string>;
  /** Begins to show this, in place of what was there. */
  render(node: ReactNode): void;
  /** Shows this. */
  show(node: ReactNode): Promise<void>;
  /** Shows what a server has rendered of `built`, and then hydrates it as `node`. */
  hydrate(built: ReactNode, node: ReactNode): Promise<void>;
  /** Does something and lets React follow to the end. */
  act(work: () => unknown): Promise<void>;
  /** Clicks on the button of this name. */
  click(name: string): Promise<void>;
}

export function openPage(): Page {
  const complaints: string[] = [];
  const { error } = console;
  console.error = (...said: unknown[]) => void complaints.push(said.map(String).join(' '));
  const container = window.document.createElement('main');
  window.document.body.append(container);
  let root: Root | undefined;
  const render = (node: ReactNode) => {
    root ??= createRoot(container);
    root.render(strict(node));
  };
  const read = () => container.textContent ?? '';
  return {
    text: {
      get: read,
      subscribe(listener) {
        const observer = new window.MutationObserver(listener);
        observer.observe(container, { childList: true, characterData: true, subtree: true });
        return () => observer.disconnect();
      },
    },
    render,
    show: (node) => acting(() => render(node)),
    hydrate(built, node) {
      container.innerHTML = served(built);
      return acting(() => {
        root = hydrateRoot(container, strict(node));
      });
    },
    act: acting,
    click(name) {
      const button = [...container.querySelectorAll('button')].find((it) => it.textContent === name);
      if (button === undefined) throw new Error(`no button ${name} in ${container.innerHTML}`);
      return acting(() => button.click());
    },
    async [Symbol.asyncDispose]() {
      await acting(() => root?.unmount());
      container.remove();
      console.error = error;
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
  };
}

/** What a server renders. */
export function served(node: ReactNode): string {
  return renderToString(strict(node));
}

function strict(node: ReactNode): ReactNode {
  return <StrictMode>{node}</StrictMode>;
}

/** React wants to know that it is under test, but only meanwhile: what comes from a server comes at any time. */
async function acting(work: () => unknown): Promise<void> {
  globals.IS_REACT_ACT_ENVIRONMENT = true;
  try {
    await act(async () => void (await work()));
  } finally {
    globals.IS_REACT_ACT_ENVIRONMENT = false;
  }
}

/** Counts how often what stands in it was rendered and shown. */
export class Counter {
  #count = 0;

  readonly of = (node: ReactNode): ReactNode => (
    <Profiler id="counted" onRender={this.#add}>
      {node}
    </Profiler>
  );

  readonly #add = (): void => {
    this.#count += 1;
  };

  /** Since the last look. */
  take(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }
}
