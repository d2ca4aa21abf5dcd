// Values that can be changed, steps down the gradient, and what becomes of it.

import {el, flat, short} from './dom.js';
import {health} from './health.js';
import {plane} from './plane.js';
import {word} from './words.js';

const MOST = 64;
const GRID = 36;
const CHUNK = 5;

/** Puts new numbers into the shape of nested lists. */
function shaped(value, list) {
  return Array.isArray(value) ? value.map(part => shaped(part, list)) : list.shift();
}

/** The panel with inputs and parameters. */
export class Change {
  /** `run` asks the engine; `changed` hears of other values, and whether more of them come at once; `badges` of remarks on cards. */
  constructor(holder, run, changed, badges) {
    Object.assign(this, {holder, run, changed, badges, values: {}, losses: [], rate: 0.1, training: false, asked: 0, busy: false});
  }

  reset() {
    this.values = {};
    this.losses = [];
    this.training = false;
    this.plane = undefined;
  }

  show(lesson) {
    this.lesson = lesson;
    const found = health(lesson);
    this.badges(this.holder.hidden ? [] : found.remarks);
    if (this.holder.hidden || this.dragging) return;
    const active = this.holder.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const top = this.holder.scrollTop;
    const leaves = Object.entries(lesson.numbers).filter(([, one]) => one.role !== 'computed');
    const descent = this.descent();
    this.field = el('div', {class: 'field'});
    this.holder.replaceChildren(el('div', {class: 'training'}, el('div', {}, descent, this.health(found)), this.field),
      ...leaves.map(([name, one]) => this.leaf(name, one)));
    this.draw();
    if (active) this.holder.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
    this.holder.scrollTop = top;
    if (this.plane === undefined && lesson.scalar) this.askPlane();
    else if (!this.training && this.asked !== JSON.stringify(this.values)) this.askPlane();
  }

  /** What the model says of a plane, where its data have two features. */
  async askPlane() {
    if (this.busy || this.plane === null) return;
    this.busy = true;
    this.asked = JSON.stringify(this.values);
    const answer = await this.run('descend', {values: this.values, steps: 0, grid: GRID});
    this.busy = false;
    if (answer.stopped) return;
    this.plane = answer.plane || null;
    this.draw();
  }

  draw() {
    const drawn = plane(this.plane);
    this.field?.replaceChildren(...(drawn ? [drawn] : []));
  }

  health({remarks, sizes}) {
    if (!sizes.length) return '';
    const largest = Math.max(...sizes.map(one => one.size));
    return el('details', {class: 'health', open: remarks.length > 0}, el('summary', {}, word('health')),
      ...remarks.map(([, , kind, sentence]) => el('p', {class: kind}, sentence)),
      el('table', {}, ...sizes.map(one => {
        const bar = el('span', {class: 'bar'});
        bar.style.width = (100 * Math.max(0.01, largest ? 1 + Math.log10(Math.max(one.size / largest, 1e-6)) / 6 : 0)).toFixed(1) + '%';
        return el('tr', {}, el('td', {}, one.name), el('td', {}, short(Number(one.size.toPrecision(3)))), el('td', {class: 'bars'}, bar));
      })));
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
      const field = el('input', {type: 'number', step: 'any', value: x, 'data-key': name + i, 'aria-label': `${name} ${i}`, title: word('drag')});
      field.addEventListener('change', () => this.set(name, list, i, Number(field.value)));
      field.addEventListener('keydown', event => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        const by = (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 1 : 0.1);
        this.set(name, list, i, Number((Number(field.value) + by).toPrecision(12)));
      });
      field.addEventListener('pointerdown', event => this.drag(event, field, name, list, i));
      const cell = el('label', {}, field);
      if (slopes) {
        cell.append(el('button', {type: 'button', class: 'slope', title: '+0.001', 'data-key': name + i + 'd',
          onclick: () => this.nudge(name, list, i, slopes[i])}, short(slopes[i])));
      }
      grid.append(cell);
    });
    return el('fieldset', {}, title, grid);
  }

  /** A field is dragged to the left or right; both passes run while it moves. */
  drag(event, field, name, list, i) {
    const start = Number(field.value);
    const from = event.clientX;
    let moved = false;
    const move = next => {
      const by = next.clientX - from;
      if (!moved && Math.abs(by) < 4) return;
      moved = true;
      this.dragging = true;
      field.value = String(Number((start + by * 0.01).toPrecision(6)));
      this.set(name, list, i, Number(field.value), true);
      next.preventDefault();
    };
    const end = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      this.dragging = false;
      if (moved) this.set(name, list, i, Number(field.value));
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  }

  set(name, list, i, x, more = false) {
    if (!Number.isFinite(x)) return;
    const other = [...(this.values[name] || list)];
    other[i] = x;
    this.values[name] = other;
    this.changed(more);
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

  /** Some steps down the gradient. */
  async step(steps) {
    const answer = await this.run('descend', {values: this.values, steps, rate: this.rate, grid: this.plane ? GRID : 0});
    if (!answer.values) return false;
    for (const [name, value] of Object.entries(answer.values)) this.values[name] = flat(value);
    this.losses.push(...(this.losses.length ? answer.losses.slice(1) : answer.losses));
    if (answer.plane) {
      this.plane = answer.plane;
      this.asked = JSON.stringify(this.values);
    }
    await this.changed(this.training);
    return Number.isFinite(answer.losses[answer.losses.length - 1]);
  }

  /** Trains until it is stopped. */
  async train() {
    this.training = !this.training;
    while (this.training && !this.holder.hidden) {
      if (!(await this.step(CHUNK))) break;
      await new Promise(resolve => setTimeout(resolve, 30));
    }
    this.training = false;
    this.changed(false);
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
      await this.step(steps);
      event.target.disabled = false;
    };
    return el('div', {class: 'descent'},
      el('label', {}, word('rate') + ' ', slider, ' ', shown),
      el('button', {type: 'button', 'data-key': 'one', onclick: go(1)}, word('one')),
      el('button', {type: 'button', 'data-key': 'hundred', onclick: go(100)}, word('hundred')),
      el('button', {type: 'button', 'data-key': 'train', 'aria-pressed': String(this.training), onclick: () => this.train()},
        word(this.training ? 'pause' : 'train')),
      el('button', {type: 'button', 'data-key': 'reset', onclick: () => { this.reset(); this.changed(false); }}, word('reset')),
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
