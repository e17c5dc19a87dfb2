/** One form being sent: what is under way, what it was refused with, and the pause that the server asks for. */
import { KithError } from '@kith/client';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';

export interface SubmissionOptions {
  /** Whether what stands in the form can be sent. */
  readonly isFine: boolean;
  /** Sends it; rejects with `KithError`. */
  readonly act: () => Promise<void>;
}

export interface Submission {
  /** Goes on the form: `<form {...form}>`. */
  readonly form: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly noValidate: true;
    readonly onSubmit: (event: FormEvent) => void;
  };
  /** From the first try on, faults are shown. */
  readonly wasTried: boolean;
  readonly isBusy: boolean;
  readonly error: KithError | null;
  /** Whole seconds until the server takes another try; 0: it does. */
  readonly secondsLeft: number;
  /** What was refused was changed since. */
  readonly forgetError: () => void;
}

/** After a try that failed, focus goes to the first field that is at fault. */
export function useSubmission({ isFine, act }: SubmissionOptions): Submission {
  const ref = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<KithError | null>(null);
  const [openAt, setOpenAt] = useState(0);
  const secondsLeft = useSecondsUntil(openAt);

  useEffect(() => {
    if (tries === 0 && error === null) return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, error]);

  const send = async () => {
    setIsBusy(true);
    setError(null);
    try {
      await act();
    } catch (refused) {
      if (!(refused instanceof KithError)) throw refused;
      setError(refused);
      if (refused.code === 'rate-limited') setOpenAt(Date.now() + (refused.retryAfterMs ?? 1000));
    } finally {
      setIsBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || secondsLeft > 0) return;
    if (isFine) void send();
    else setTries(tries + 1);
  };
  return {
    form: { ref, noValidate: true, onSubmit },
    wasTried: tries > 0,
    isBusy,
    error,
    secondsLeft,
    forgetError: () => setError(null),
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
