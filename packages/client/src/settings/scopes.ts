/** Scopes: the names under which a value may stand for this device, and the one that an edit goes to. */
import type { AppKey, ScopeKind } from '@kith/protocol/apps';
import type { EditScope } from './api.ts';

/** Scopes in which a value may stand that shows here, the first one wins ([M8]). */
export const scopeKinds = ['device', 'class', 'user'] as const satisfies readonly ScopeKind[];

export interface ScopeMeans {
  /** The device that is logged in here. */
  readonly self: () => string | undefined;
  readonly deviceClass: string;
}

/** The scope of one device. Before it is known which this is, its values stand in a scope that nothing is sent of. */
export function deviceScope(device: string | undefined): string {
  return `device:${device ?? ''}`;
}

export class Scopes {
  readonly #means: ScopeMeans;

  constructor(means: ScopeMeans) {
    this.#means = means;
  }

  /** The name of a scope. */
  named(scope: EditScope): string {
    switch (scope) {
      case 'device':
        return deviceScope(this.#means.self());
      case 'class':
        return `class:${this.#means.deviceClass}`;
      default:
        return scope;
    }
  }

  /** The name of the scope that an edit of a key goes to. */
  target(scope: EditScope | undefined, { scopes = ['user'] }: AppKey): string {
    return this.named(scope ?? (scopes.includes('user') ? 'user' : (scopes[0] ?? 'user')));
  }
}
