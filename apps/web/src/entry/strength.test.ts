import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength.ts';

const own = ['Chrome on Linux', 'anna'];

describe('the strength of a password', () => {
  it.each([
    ['', 'short'],
    ['Tr0ub&3', 'short'],
    ['password', 'weak'],
    ['Password1!', 'weak'],
    ['P@ssw0rd2024', 'weak'],
    ['qwertyuiop', 'weak'],
    ['1234567890', 'weak'],
    ['9876543210', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['aaaaabbbbb77777', 'weak'],
    ['abcabcabcabcabc', 'weak'],
    ['xK9#xK9#xK9#xK9#', 'weak'],
    ['iloveyou2', 'weak'],
    ['chromeonlinux', 'weak'],
    ['Chrome on Linux', 'weak'],
    ['annaanna1', 'weak'],
    ['пароль123', 'weak'],
    ['йцукенгш', 'weak'],
    ['sunflower', 'weak'],
    ['kd8fj2ma', 'fair'],
    ['Tr0ub4dor&3', 'fair'],
    ['tulip garden', 'fair'],
    ['tulip-garden-42', 'good'],
    ['v7#Kq2!mZp', 'good'],
    ['correct horse battery staple', 'strong'],
    ['зелёный чайник летит домой', 'strong'],
    ['Jx8-vQ2m_Ru5pWz7', 'strong'],
    ['😀 kite over 9 roofs at dawn', 'strong'],
  ])('%j is %s', (password, word) => {
    expect(strengthOf(password, own)).toBe(word);
  });

  it('does not count what others know', () => {
    expect(strengthOf('tulip garden')).toBe('fair');
    expect(strengthOf('tulip garden', ['tulip', 'garden'])).toBe('weak');
  });

  it('never falls where something is added that follows no pattern', () => {
    const order = ['short', 'weak', 'fair', 'good', 'strong'];
    const text = 'k7#wR!p2vZ$m9Qx&';
    const steps = [...text].map((_, end) => order.indexOf(strengthOf(text.slice(0, end + 1))));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});
