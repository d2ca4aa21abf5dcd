// One card at length: its numbers as heat maps, and of each entry what it is made of.

import {el, flat, heat, math, short} from './dom.js';
import {word} from './words.js';

const NAME = /([\p{L}_][\p{L}\p{N}_]*)(?:\[([^\][]*)\])?(?!\s*\()/gu;
const MOST_TERMS = 12;

/** The sizes of nested lists. */
export function sizes(value) {
  const found = [];
  for (let part = value; Array.isArray(part); part = part[0]) found.push(part.length);
  return found;
}

/** The position of an index in the list of all entries. */
function position(index, extents) {
  return index.reduce((at, i, axis) => at * extents[axis] + i, 0);
}

function indexOf(at, extents) {
  const index = [];
  for (let axis = extents.length - 1; axis >= 0; axis--) {
    index.unshift(at % extents[axis]);
    at = Math.floor(at / extents[axis]);
  }
  return index;
}

/** The value of a place such as k, 3 or i-1 for letters with values; undefined when a letter is bound by a sum. */
function place(text, letters) {
  let sum = 0;
  for (const [, sign, part] of text.replace(/\s/g, '').replace(/−/g, '-').matchAll(/([+-]?)([^+-]+)/g)) {
    const number = /^\d+$/.test(part) ? Number(part) : letters.get(part);
    if (number === undefined) return undefined;
    sum += sign === '-' ? -number : number;
  }
  return sum;
}

/** The panel of a card. `ask` gives the index form of the model, `typeset` a formula; `light` hears of the cards an entry is made of. */
export class Entries {
  constructor(holder, ask, typeset, light) {
    Object.assign(this, {holder, ask, typeset, light, name: '', grids: new Map(), index: null});
  }

  /** Other text: what was asked before no longer holds. */
  reset() {
    this.index = null;
  }

  take(lesson) {
    this.lesson = lesson;
    this.gradients = new Map(lesson.backward.map(step => [step.name, step.of]));
    if (lesson.loss) this.gradients.set('d' + lesson.loss, lesson.loss);
    if (!this.name) return;
    // Who walks through the entries with the keyboard stays where they are.
    const cells = () => [...this.holder.querySelectorAll('td')];
    const focused = cells().indexOf(document.activeElement);
    this.show(this.name, this.at);
    if (focused >= 0) cells()[focused]?.focus();
  }

  /** Shows a card; an entry is given as gradient or value and its position. */
  show(name, at = null) {
    const one = this.lesson?.numbers[name];
    this.name = one ? name : '';
    this.at = at;
    this.holder.hidden = !one;
    this.holder.replaceChildren();
    this.grids.clear();
    if (!one) return;
    const step = this.lesson.forward.find(other => other.name === name);
    const made = el('div', {class: 'grids'});
    this.told = el('div', {class: 'made', role: 'status'});
    const own = el('div', {class: 'grids own'}, this.grid(name, false));
    const back = this.lesson.backward.find(other => other.of === name);
    if (one.gradient !== undefined) own.append(this.grid(name, true));
    for (const used of step?.uses || []) made.append(this.grid(used, false));
    for (const way of back?.ways || []) {
      if (this.lesson.numbers[way.through]?.gradient !== undefined) made.append(this.grid(way.through, true));
    }
    this.holder.append(el('div', {class: 'card-head'}, step ? math(step.formula) : el('b', {}, name), el('span', {class: 'shape'}, one.shape),
      el('button', {type: 'button', class: 'quiet', 'aria-label': word('close'), title: word('close'), onclick: () => this.show('')}, '×')),
    own, made.hasChildNodes() ? el('div', {class: 'madeof'}, word('madeOf')) : null, made, this.told);
    if (at) this.explain(at.gradient, at.position);
  }

  key(name, gradient) {
    return (gradient ? 'd:' : 'v:') + name;
  }

  grid(name, gradient) {
    const key = this.key(name, gradient);
    if (this.grids.has(key)) return '';
    const one = this.lesson.numbers[name];
    const value = gradient ? one.gradient : one.value;
    const label = gradient ? [...this.gradients].find(([, of]) => of === name)?.[0] || 'd' + name : name;
    const map = heat(value, gradient, (at, stay) => name === this.name && this.explain(gradient, at, stay), `${label} ${one.shape}`);
    this.grids.set(key, map);
    return el('figure', {}, el('figcaption', {class: gradient ? 'gradient' : 'of-values'}, label), map.element);
  }

  /** What an entry is made of: the index sum, with letters and with numbers, and its parts in the other maps. */
  async explain(gradient, at) {
    this.at = {gradient, position: at};
    const asked = this.name;
    if (!this.index) this.index = this.ask();
    const index = await this.index;
    if (this.name !== asked || this.at?.position !== at || this.at.gradient !== gradient) return;
    for (const map of this.grids.values()) map.mark([]);
    this.grids.get(this.key(asked, gradient))?.mark([at]);
    const one = this.lesson.numbers[asked];
    const value = gradient ? one.gradient : one.value;
    const extents = sizes(value);
    const left = gradient ? [...this.gradients].find(([, of]) => of === asked)?.[0] || 'd' + asked : asked;
    const index_ = indexOf(at, extents);
    const line = this.line(index, left, one.shape, index_);
    const number = flat(value)[at];
    if (!line) {
      this.told.replaceChildren(`${left}[${index_.map(i => i + 1).join(', ')}] = ${short(number)}`);
      this.light([]);
      return;
    }
    const parts = this.parts(line.right, line.letters);
    for (const [key, places] of parts.marked) this.grids.get(key)?.mark(places);
    this.light([...new Set([...parts.marked.keys()].map(key => key.slice(2)))]);
    const written = el('div', {class: 'sum'}, line.left + ' = ' + line.right);
    this.told.replaceChildren(written, el('div', {class: 'sum numbers'}, '= ' + (parts.text ? parts.text + ' = ' : '') + short(number)));
    const formula = await this.typeset(line.latex);
    if (written.isConnected && formula) written.replaceChildren(math(formula));
  }

  /** The line of an entry: written out for it, or with letters that get their numbers. */
  line(index, left, shape, at) {
    const lines = index?.entries || [];
    const names = shape.replace(/^\[|\]$/g, '').split(',').map(part => part.trim());
    const places = at.filter((_, axis) => names[axis] !== '1').map(i => i + 1);
    const exact = left + (places.length ? `[${places.join(',')}]` : '');
    const found = lines.find(line => line.left.replace(/\s/g, '') === exact);
    if (found) return {...found, letters: new Map()};
    for (const line of index?.letters || []) {
      const match = /^([^[\]]+)(?:\[(.*)\])?$/.exec(line.left.replace(/\s/g, ''));
      if (!match || match[1] !== left) continue;
      const letters = (match[2] || '').split(',').filter(Boolean);
      if (letters.length === places.length) return {...line, letters: new Map(letters.map((letter, i) => [letter, places[i]]))};
    }
    return null;
  }

  /** A part of a formula by its name: whose number it is. */
  named(name) {
    if (this.lesson.numbers[name]) return {name, gradient: false, one: this.lesson.numbers[name]};
    const of = this.gradients.get(name);
    const one = of !== undefined && this.lesson.numbers[of];
    return one && one.gradient !== undefined ? {name: of, gradient: true, one} : null;
  }

  /** The entries a right side speaks of, by map, and the right side with numbers where no sum is left in it. */
  parts(right, letters) {
    const marked = new Map();
    let open = false;
    const text = this.expanded(right, letters).replace(NAME, (all, name, inside) => {
      const found = this.named(name);
      if (!found) {
        if (name !== 'Σ' && inside !== undefined) open = true;
        return all;
      }
      const value = found.gradient ? found.one.gradient : found.one.value;
      const extents = sizes(value);
      const names = found.one.shape.replace(/^\[|\]$/g, '').split(',').map(part => part.trim());
      const given = (inside || '').split(',').map(part => part.trim()).filter(Boolean);
      let next = 0;
      const ranges = extents.map((extent, axis) => {
        if (names[axis] === '1' && given.length < extents.length) return [0];
        const at = given[next] === undefined ? undefined : place(given[next], letters);
        next++;
        return at === undefined ? [...Array(extent).keys()] : [at - 1];
      });
      const places = ranges.reduce((list, range) => list.flatMap(index => range.map(i => [...index, i])), [[]])
        .filter(index => index.every((i, axis) => i >= 0 && i < extents[axis])).map(index => position(index, extents));
      const key = this.key(found.name, found.gradient);
      marked.set(key, [...(marked.get(key) || []), ...places]);
      if (places.length !== 1) {
        open = true;
        return all;
      }
      const x = flat(value)[places[0]];
      return x < 0 ? `(${short(x)})` : short(x);
    });
    // Factors stand side by side; numbers would run together.
    return {marked, text: open || /Σ|∏|\.\.\.|…/.test(text) ? '' : text.replace(/([\d)])\s+(?=[\d(])/g, '$1·')};
  }

  /** A right side that is one sum, term by term where there are few. */
  expanded(right, letters) {
    const sum = /^Σ_(\p{L}) ([^Σ+−]*)$/u.exec(right.replace(/\s-\s/g, ' − '));
    if (!sum) return right;
    const [, letter, body] = sum;
    let extent = 0;
    for (const [, name, inside] of body.matchAll(NAME)) {
      const found = this.named(name);
      const given = (inside || '').split(',').map(part => part.trim());
      if (!found || !given.includes(letter)) continue;
      const names = found.one.shape.replace(/^\[|\]$/g, '').split(',').map(part => part.trim());
      const all = sizes(found.gradient ? found.one.gradient : found.one.value).filter((_, axis) => names[axis] !== '1' || given.length === names.length);
      extent = all[given.indexOf(letter)] || 0;
    }
    if (!extent || extent > MOST_TERMS) return right;
    return Array.from({length: extent}, (_, k) => body.trim().replace(/\[([^\]]*)\]/g, (all, inside) =>
      '[' + inside.split(',').map(part => {
        const at = place(part.trim(), new Map([...letters, [letter, k + 1]]));
        return at === undefined ? part : at;
      }).join(',') + ']')).join(' + ');
  }
}
