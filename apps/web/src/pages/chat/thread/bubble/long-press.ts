/** A long press of a finger: what a click on the menu's button is for a mouse. */
import { type PointerEvent, useEffect, useRef } from 'react';

const longMs = 450;

/** Further than this it is a scroll. */
const stillPixels = 10;

export function useLongPress(onLong: (element: HTMLElement) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const began = useRef({ x: 0, y: 0 });
  const cancel = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: ({ pointerType, clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
      cancel();
      if (pointerType !== 'touch') return;
      began.current = { x: clientX, y: clientY };
      timer.current = setTimeout(() => onLong(currentTarget), longMs);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x, y } = began.current;
      if (Math.hypot(clientX - x, clientY - y) > stillPixels) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  };
}
