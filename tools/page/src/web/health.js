// How well gradients get through: what a card should warn of.

import {flat, short} from './dom.js';
import {word} from './words.js';

const norm = list => Math.sqrt(list.reduce((sum, x) => sum + x * x, 0) / Math.max(1, list.length));

/** Remarks on cards, each `[name, text, kind, sentence]`, and the size of each gradient. */
export function health(lesson) {
  const remarks = [];
  const sizes = [];
  const shown = new Map(lesson.forward.map(step => [step.name, step]));
  for (const [name, one] of Object.entries(lesson.numbers)) {
    if (one.gradient === undefined) continue;
    const gradient = flat(one.gradient);
    const value = flat(one.value);
    const size = norm(gradient);
    if (one.role !== 'input') sizes.push({name, role: one.role, size, ratio: norm(value) > 0 ? size / norm(value) : NaN});
    const written = shown.get(name)?.text || '';
    const of = (share, key) => share > 0 && remarks.push([name, word(key + 'Short', Math.round(100 * share)), share > 0.5 ? 'bad' : 'weak',
      word(key, name, Math.round(100 * share))]);
    if (gradient.some(x => !Number.isFinite(x))) remarks.push([name, '∞', 'bad', word('notFinite', name)]);
    else if (/=\s*(?:leaky_)?relu\(/.test(written)) of(value.filter(x => x === 0).length / value.length, 'dead');
    else if (/=\s*tanh\(/.test(written)) of(value.filter(x => Math.abs(x) > 0.97).length / value.length, 'saturated');
    else if (/=\s*(?:sigmoid|σ)\(/.test(written)) of(value.filter(x => x < 0.015 || x > 0.985).length / value.length, 'saturated');
  }
  // Parameters against each other: the first layers get too little, or too much.
  const params = sizes.filter(one => one.role === 'param' && Number.isFinite(one.size));
  const largest = Math.max(...params.map(one => one.size));
  for (const one of params) {
    if (one.size === 0) remarks.push([one.name, 'd = 0', 'bad', word('noGradient', one.name)]);
    else if (params.length > 1 && one.size < 1e-3 * largest) {
      remarks.push([one.name, '↓ ' + short(Number((one.size / largest).toPrecision(1))), 'weak', word('vanishing', one.name, short(Number((one.size / largest).toPrecision(2))))]);
    } else if (one.size > 1e3) remarks.push([one.name, '↑ ' + short(Number(one.size.toPrecision(1))), 'bad', word('exploding', one.name, short(one.size))]);
    const rows = lesson.numbers[one.name];
    if (Array.isArray(rows.value) && Array.isArray(rows.value[0]) && rows.value.length > 1) {
      const alike = rows.value.every((row, i) => JSON.stringify(row) === JSON.stringify(rows.value[0])
        && JSON.stringify(rows.gradient[i]) === JSON.stringify(rows.gradient[0]));
      if (alike) remarks.push([one.name, word('alikeShort'), 'bad', word('alike', one.name)]);
    }
  }
  return {remarks, sizes: params};
}
