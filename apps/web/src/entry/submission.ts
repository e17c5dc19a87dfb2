/** One form being sent: what is under way, what it was refused with, and the pause that the server asks for. */
import { type RefObject, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type Action, useAction } from '../shell/action.ts';

export interface SubmissionOptions {
  /** Whether what stands in the form can be sent. */
  readonly isFine: boolean;
  /** Sends it; rejects with `KithError`. */
  readonly act: () => Promise<void>;
}

export interface Submission extends Pick<Action<[]>, 'isBusy' | 'error' | 'forgetError'> {
  /** Goes on the form: `<form {...form}>`. */
  readonly form: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly noValidate: true;
    readonly onSubmit: (event: SubmitEvent) => void;
  };
  /** From the first try on, faults are shown. */
  readonly wasTried: boolean;
  /** Whole seconds until the server takes another try; 0: it does. */
  readonly secondsLeft: number;
}

/** After a try that failed, focus goes to the first field that is at fault. */
export function useSubmission({ isFine, act }: SubmissionOptions): Submission {
  const ref = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const [openAt, setOpenAt] = useState(0);
  const secondsLeft = useSecondsUntil(openAt);
  const { run, isBusy, error, forgetError } = useAction(act, ({ code, retryAfterMs = 1000 }) => {
    if (code === 'rate-limited') setOpenAt(Date.now() + retryAfterMs);
  });

  useEffect(() => {
    if (tries === 0 && error === null) return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, error]);

  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy || secondsLeft > 0) return;
    if (isFine) void run();
    else setTries(tries + 1);
  };
  return {
    form: { ref, noValidate: true, onSubmit },
    wasTried: tries > 0,
    isBusy,
    error,
    secondsLeft,
    forgetError,
  };
}

/** Counts down; 0 from then on. */
function useSecondsUntil(at: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((at - now) / 1000));
  useEffect(() => {
    setNow(Date.now());
    if (at <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (at <= Date.now()) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [at]);
  return left;
}
