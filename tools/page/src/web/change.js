// Values that can be changed, and steps down the gradient.

import {el, flat, short} from './dom.js';
import {word} from './words.js';

const MOST = 64;

/** Puts new numbers into the shape of nested lists. */
function shaped(value, list) {
  return Array.isArray(value) ? value.map(part => shaped(part, list)) : list.shift();
}

/** The panel with inputs and parameters. */
export class Change {
  /** `run` asks the engine; `changed` hears of other values. */
  constructor(holder, run, changed) {
    Object.assign(this, {holder, run, changed, values: {}, losses: [], rate: 0.1, focus: null});
  }

  reset() {
    this.values = {};
    this.losses = [];
  }

  show(lesson) {
    this.lesson = lesson;
    if (this.holder.hidden) return;
    const active = this.holder.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const leaves = Object.entries(lesson.numbers).filter(([, one]) => one.role !== 'computed');
    this.holder.replaceChildren(this.descent(), ...leaves.map(([name, one]) => this.leaf(name, one)));
    if (active) this.holder.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  }

  leaf(name, one) {
    const list = flat(one.value);
    const slopes = one.gradient === undefined ? null : flat(one.gradient);
    const title = el('legend', {}, name + ' ' + (one.shape === '[]' ? '' : one.shape),
      this.values[name] ? el('span', {class: 'faint'}, ' · ' + word('changed')) : null);
    if (list.length > MOST) return el('fieldset', {}, title, el('p', {class: 'faint'}, word('large', list.length)));
    const columns = Array.isArray(one.value) ? (Array.isArray(one.value[0]) ? flat(one.value[0]).length : one.value.length) : 1;
    const grid = el('div', {class: 'entries'});
    grid.style.gridTemplateColumns = `repeat(${Math.min(columns, 8)}, minmax(5.5em, 8em))`;
    list.forEach((x, i) => {
      const field = el('input', {type: 'number', step: 'any', value: x, 'data-key': name + i, 'aria-label': `${name} ${i}`});
      field.addEventListener('change', () => this.set(name, list, i, Number(field.value)));
      field.addEventListener('keydown', event => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        const by = (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 1 : 0.1);
        this.set(name, list, i, Number((Number(field.value) + by).toPrecision(12)));
      });
      const cell = el('label', {}, field);
      if (slopes) {
        cell.append(el('button', {type: 'button', class: 'slope', title: '+0.001', onclick: () => this.nudge(name, list, i, slopes[i])},
          short(slopes[i])));
      }
      grid.append(cell);
    });
    return el('fieldset', {}, title, grid);
  }

  set(name, list, i, x) {
    if (!Number.isFinite(x)) return;
    const other = [...list];
    other[i] = x;
    this.values[name] = other;
    this.changed();
  }

  /** What becomes of the loss when one entry grows by 0.001, beside what the gradient says. */
  async nudge(name, list, i, slope) {
    const before = flat(this.lesson.numbers[this.lesson.loss]?.value ?? NaN)[0];
    const other = [...list];
    other[i] += 0.001;
    const answer = await this.run('descend', {values: {...this.values, [name]: other}, steps: 0});
    if (answer.losses) {
      this.message.textContent = word('nudge', `${name}[${i}]`, short(answer.losses[0] - before), short(0.001 * slope));
    }
  }

  descent() {
    this.message = el('output', {class: 'nudge'});
    if (!this.lesson.scalar) return el('p', {class: 'faint'}, word('noLoss'));
    const shown = el('output', {}, String(this.rate));
    const slider = el('input', {type: 'range', min: -3, max: 1, step: 0.1, value: Math.log10(this.rate), 'data-key': 'rate', 'aria-label': word('rate')});
    slider.addEventListener('input', () => {
      this.rate = Number((10 ** Number(slider.value)).toPrecision(2));
      shown.textContent = String(this.rate);
    });
    const go = steps => async event => {
      event.target.disabled = true;
      const answer = await this.run('descend', {values: this.values, steps, rate: this.rate});
      event.target.disabled = false;
      if (!answer.values) return;
      for (const [name, value] of Object.entries(answer.values)) this.values[name] = flat(value);
      this.losses.push(...(this.losses.length ? answer.losses.slice(1) : answer.losses));
      this.changed();
    };
    return el('div', {class: 'descent'},
      el('label', {}, word('rate') + ' ', slider, ' ', shown),
      el('button', {type: 'button', 'data-key': 'one', onclick: go(1)}, word('one')),
      el('button', {type: 'button', 'data-key': 'hundred', onclick: go(100)}, word('hundred')),
      el('button', {type: 'button', 'data-key': 'reset', onclick: () => { this.reset(); this.changed(); }}, word('reset')),
      this.curve(), this.message);
  }

  /** The losses so far as a line. */
  curve() {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('viewBox', '0 0 320 90');
    svg.setAttribute('class', 'curve');
    svg.setAttribute('role', 'img');
    const finite = this.losses.filter(Number.isFinite);
    const last = finite[finite.length - 1];
    svg.setAttribute('aria-label', `${word('loss')} ${finite.length ? short(last) : ''}`);
    if (finite.length > 1) {
      const [low, high] = [Math.min(...finite), Math.max(...finite)];
      const path = document.createElementNS(ns, 'path');
      path.setAttribute('d', finite.map((y, i) => (i ? 'L' : 'M')
        + (4 + 250 * i / (finite.length - 1)).toFixed(1) + ' ' + (84 - 76 * (y - low) / (high - low || 1)).toFixed(1)).join(''));
      path.setAttribute('class', 'line');
      const text = (x, y, what) => {
        const one = document.createElementNS(ns, 'text');
        one.setAttribute('x', x);
        one.setAttribute('y', y);
        one.textContent = what;
        return one;
      };
      svg.append(path, text(260, 14, short(high)), text(260, 84, short(low)));
    }
    return el('div', {}, word('loss') + ': ' + (finite.length ? short(last) : short(flat(this.lesson.numbers[this.lesson.loss]?.value ?? '')[0] ?? '')), svg);
  }
}

export {shaped};
