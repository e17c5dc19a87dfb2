/** The small app itself: a field for each setting, what shows beside it, and a note of all that ever showed. */
import { createClient, type Settings } from '@kith/client';

type Values = Record<string, string | number>;

declare global {
  /** Of the small app. */
  var settings: Settings<Values>;
  /** Every value that was rendered since the page was loaded, by setting, in its order. */
  var rendered: Record<string, string[]>;
}

const defaults = JSON.parse(new URLSearchParams(location.search).get('defaults') ?? '{}') as Values;
const kith = createClient({ url: location.origin });
globalThis.settings = kith.settings<Values>('small', defaults);
globalThis.rendered = {};
const status = document.createElement('output');
status.ariaLabel = 'status';
document.body.append(status);

const shown = Object.keys(defaults).map((key) => {
  const [row, input, output] = ['div', 'input', 'output'].map((it) => document.createElement(it));
  if (row === undefined || !(input instanceof HTMLInputElement) || output === undefined) throw new Error();
  row.append(input, output);
  document.body.append(row);
  input.ariaLabel = key;
  output.ariaLabel = `${key} shows`;
  input.addEventListener('input', () => {
    settings.set(key, typeof defaults[key] === 'number' ? Number(input.value) : input.value);
  });
  const noted: string[] = [];
  globalThis.rendered[key] = noted;
  // Each text that is put there is a node of its own, so that none is missed between two looks.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const { textContent } of addedNodes) noted.push(textContent ?? '');
  }).observe(output, { childList: true });
  return { key, output };
});

function render(): void {
  if (!settings.isLoaded.get()) return;
  for (const { key, output } of shown) {
    const text = JSON.stringify(settings.get(key));
    if (output.textContent !== text) output.textContent = text;
  }
}

function renderStatus(): void {
  const { name, pending } = kith.status.get();
  status.textContent = `${name} ${pending}`;
}

settings.subscribe(render);
settings.isLoaded.subscribe(render);
kith.status.subscribe(renderStatus);
render();
renderStatus();
