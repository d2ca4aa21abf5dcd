// Two models side by side: which quantities are the same, and where the first difference is.

import {el, flat, math, short} from './dom.js';
import {word} from './words.js';

const ROUGH = 1e-9;

/** Whether two lists of numbers are equal but for rounding. */
function equal(a, b) {
  if (a === undefined || b === undefined) return a === b;
  const [left, right] = [flat(a), flat(b)];
  return left.length === right.length
    && left.every((x, i) => x === right[i] || Math.abs(x - right[i]) <= ROUGH * Math.max(1, Math.abs(x), Math.abs(right[i])));
}

/** The quantities of two lessons in pairs, by their names, else by their numbers; each with what differs. */
export function aligned(mine, other) {
  const left = Object.keys(mine.numbers);
  const free = new Set(Object.keys(other.numbers));
  const pairs = new Map();
  for (const name of left) {
    if (free.delete(name)) pairs.set(name, name);
  }
  for (const name of left) {
    const one = mine.numbers[name];
    const same = !pairs.has(name) && [...free].find(candidate => {
      const two = other.numbers[candidate];
      return two.role === one.role && flat(two.value).length === flat(one.value).length && equal(one.value, two.value) && equal(one.gradient, two.gradient);
    });
    if (same) {
      free.delete(same);
      pairs.set(name, same);
    }
  }
  const rows = left.map(name => {
    const partner = pairs.get(name);
    if (partner === undefined) return {left: name, right: null, differs: 'missing'};
    const [one, two] = [mine.numbers[name], other.numbers[partner]];
    const differs = flat(one.value).length !== flat(two.value).length ? 'shape'
      : !equal(one.value, two.value) ? 'value'
        // Data are not trained: what their gradients are follows from the rest.
        : one.role !== 'input' && !equal(one.gradient, two.gradient) ? 'gradient' : '';
    return {left: name, right: partner, differs};
  });
  for (const name of free) rows.push({left: null, right: name, differs: 'missing'});
  // What is computed from what differs, differs; the first is the one to look at.
  const order = new Map([...mine.forward.map((step, i) => [step.name, i + 1])]);
  const computed = rows.filter(row => row.left && ['value', 'shape'].includes(row.differs))
    .sort((a, b) => (order.get(a.left) || 0) - (order.get(b.left) || 0));
  const first = computed[0] || rows.find(row => row.differs === 'missing' && row.left && order.has(row.left))
    || [...rows].reverse().find(row => row.differs === 'gradient') || rows.find(row => row.differs) || null;
  return {rows, first};
}

/** The panel: `ask` gives the lesson of a text with the values of another, `draw` makes a picture in an element. */
export class Compare {
  constructor(holder, ask, draw, chosen) {
    Object.assign(this, {holder, ask, draw, chosen, text: '', pictures: [], timer: 0, edit: 0});
    this.area = el('textarea', {id: 'other', spellcheck: 'false', autocapitalize: 'off', rows: 10});
    this.area.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), 250);
    });
    this.list = el('select', {});
    this.list.addEventListener('change', () => {
      const one = this.examples.find(example => example.name === this.list.value);
      if (one) this.put(one.text);
    });
    this.file = el('input', {type: 'file', class: 'unseen', tabindex: -1, 'aria-hidden': 'true', accept: '.cr,.txt'});
    this.file.addEventListener('change', async () => {
      const [one] = this.file.files;
      if (one) this.put(await one.text());
      this.file.value = '';
    });
    this.verdict = el('p', {role: 'status'});
    this.table = el('table', {class: 'judged'});
    this.left = el('div', {class: 'picture'});
    this.right = el('div', {class: 'picture'});
    this.drawn = [draw(this.left), draw(this.right)];
  }

  put(text) {
    this.area.value = text;
    this.run();
  }

  show(lesson, text, examples) {
    this.lesson = lesson;
    this.own = text;
    this.examples = examples;
    if (this.holder.hidden) return;
    if (!this.holder.hasChildNodes()) this.build();
    this.run();
  }

  build() {
    const keep = el('button', {type: 'button', onclick: () => this.put(this.own)}, word('copyHere'));
    const open = el('button', {type: 'button', onclick: () => this.file.click()}, word('open'));
    this.list.setAttribute('aria-label', word('examples'));
    this.list.replaceChildren(el('option', {value: ''}, word('examples')),
      ...this.examples.map(one => el('option', {value: one.name}, one.name.replace(/\.cr$/, ''))));
    this.area.setAttribute('aria-label', word('otherModel'));
    this.area.placeholder = word('otherModel');
    this.holder.replaceChildren(el('div', {class: 'other'}, el('div', {class: 'descent'}, keep, open, this.list, this.file), this.area, this.verdict),
      el('div', {class: 'pair'}, this.left, this.right), this.table);
  }

  async run() {
    const edit = ++this.edit;
    const text = this.area.value;
    if (!text.trim() || !this.lesson) {
      this.verdict.textContent = word('compareHow');
      this.table.replaceChildren();
      return;
    }
    // The same numbers for both, where they have inputs of the same name and size.
    const values = {};
    for (const [name, one] of Object.entries(this.lesson.numbers)) if (one.role !== 'computed') values[name] = flat(one.value);
    const other = await this.ask(text, values);
    if (edit !== this.edit || other.stopped) return;
    if (other.errors) {
      this.verdict.className = 'bad';
      this.verdict.textContent = (other.errors[0]?.line ? word('line') + ' ' + other.errors[0].line + ': ' : '') + (other.errors[0]?.message || '');
      return;
    }
    const {rows, first} = aligned(this.lesson, other);
    this.drawn[0].draw(this.lesson);
    this.drawn[1].draw(other);
    for (const [side, drawn] of [['left', this.drawn[0]], ['right', this.drawn[1]]]) {
      for (const row of rows) {
        const group = row[side] && drawn.cards.get(row[side])?.group;
        group?.classList.add(row.differs ? 'differs' : 'same');
        if (row === first) group?.classList.add('first-difference');
      }
    }
    this.verdict.className = first ? 'bad' : 'good';
    this.verdict.textContent = first ? word('firstDifference', first.left || first.right) : word('equalModels');
    const formula = (lesson, name) => {
      const step = name && lesson.forward.find(one => one.name === name);
      return step ? math(step.formula, false) : el('span', {}, name || '—');
    };
    this.table.replaceChildren(...rows.map(row => el('tr', {class: row.differs ? (row === first ? 'bad first' : 'bad') : ''},
      el('td', {}, row.left ? el('button', {type: 'button', class: 'quiet', onclick: () => this.chosen(row.left)}, row.left) : ''),
      el('td', {class: row.differs ? 'bad' : 'good'}, row.differs ? '≠' : '='),
      el('td', {}, formula(this.lesson, row.left)), el('td', {}, formula(other, row.right)),
      el('td', {}, row.differs ? word('differs' + row.differs) : '', row.differs === 'value' && row.left ? this.pair(row, other) : ''))));
  }

  pair(row, other) {
    const left = flat(this.lesson.numbers[row.left].value);
    const right = flat(other.numbers[row.right].value);
    const at = left.findIndex((x, i) => Math.abs(x - right[i]) > ROUGH * Math.max(1, Math.abs(x)));
    return at < 0 ? '' : `: ${short(left[at])} ≠ ${short(right[at])}`;
  }
}
