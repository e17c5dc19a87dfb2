/** A QR code: dark on white in both themes, with its quiet zone; cameras need both. */
import { useMemo } from 'react';
import { encode } from 'uqr';

export interface QrProps {
  readonly text: string;
  /** What it is and what it leads to, for whoever cannot scan it. */
  readonly label: string;
}

export function Qr({ text, label }: QrProps) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-52 rounded-lg border border-line"
    >
      {/* Drawn, since a system that forces colours would force a background too. */}
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawn(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { border: 4, ecc: 'M' });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: squares.join('') };
}
