import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inlineScriptHashes, policyFaults } from './inline-scripts.ts';

const sha256 = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

describe('the hashes of inline scripts', () => {
  test('are those of their exact text, each once', () => {
    const html = '<script>a\n</script><SCRIPT type="module">b</SCRIPT ><script>a\n</script><script></script>';
    expect(inlineScriptHashes(html)).toEqual(['a\n', 'b', ''].map(sha256));
  });

  test('leave out scripts of files and data', () => {
    const html = '<script src=/a.js></script><script data-x="a>b" type="application/json">{}</script>';
    expect(inlineScriptHashes(html)).toEqual([]);
  });

  test('are of text that holds markup and quotes', () => {
    const text = 'if (a < b && "<style>") c = \'</div>\';';
    expect(inlineScriptHashes(`<p title="<script>">x</p><script nonce='' async>${text}</script>`)).toEqual([
      sha256(text),
    ]);
  });
});

describe('what the policy would refuse is told', () => {
  test.each([
    ['<style>p {}</style>', ['a <style> element']],
    ['<p class="a" style="color: red">', ['a style attribute on <p>']],
    ["<p style='' style=''>", ['a style attribute on <p>']],
    ['<img onerror="alert(1)">', ['onerror on <img>']],
    ['<body ONLOAD=go()>', ['onload on <body>']],
    ['<base href="/x">', ['a <base> element']],
    [
      '<script src="https://cdn.example/a.js"></script>',
      ['https://cdn.example/a.js of somebody else in <script>'],
    ],
    ['<link rel=icon href=//cdn.example/a.css>', ['//cdn.example/a.css of somebody else in <link>']],
  ])('%s', (html, faults) => {
    expect(policyFaults(html)).toEqual(faults);
  });

  test.each([
    '<a href="https://example.org">a link may lead away</a>',
    '<p title="style=x onclick=y" data-style="z">',
    '<script>const text = \'<p style="x"><style>\';</script>',
    '<link rel="stylesheet" href="/assets/a.css"><img src="/a.svg">',
  ])('and nothing of %s', (html) => {
    expect(policyFaults(html)).toEqual([]);
  });
});
