/** A long press of a finger: what a click on the menu's button is for a mouse. */
import { type PointerEvent, type SyntheticEvent, useEffect, useRef } from 'react';

const longMs = 450;

/** Further than this it is a scroll. */
const stillPixels = 10;

export function useLongPress(onLong: (element: HTMLElement) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const began = useRef({ x: 0, y: 0 });
  const wasLong = useRef(false);
  const cancel = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: ({ pointerType, clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
      cancel();
      wasLong.current = false;
      if (pointerType !== 'touch') return;
      began.current = { x: clientX, y: clientY };
      timer.current = setTimeout(() => {
        wasLong.current = true;
        onLong(currentTarget);
      }, longMs);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x, y } = began.current;
      if (Math.hypot(clientX - x, clientY - y) > stillPixels) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    // What the browser would offer by itself, and the click on whatever is under the finger.
    onContextMenu: (event: SyntheticEvent) => {
      if (wasLong.current) event.preventDefault();
    },
    onClickCapture: (event: SyntheticEvent) => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
