// Both passes, one step for each named quantity.

import {el, flat, math, numbers} from './dom.js';
import {word} from './words.js';

/** What is shown at each step; `shown` hears of the step. */
export class Steps {
  constructor(picture, elements, shown) {
    this.picture = picture;
    this.elements = elements;
    this.shown = shown;
    this.list = [];
    this.at = -1;
    this.timer = 0;
    this.pace = 1;
    const {first, back, next, last, play, slider, predict, speed} = elements;
    first.addEventListener('click', () => this.go(0));
    back.addEventListener('click', () => this.move(-1));
    next.addEventListener('click', () => this.move(1));
    last.addEventListener('click', () => this.go(-1));
    play.addEventListener('click', () => this.play());
    slider.addEventListener('input', () => this.go(Number(slider.value)));
    predict.addEventListener('change', () => this.show());
    speed.addEventListener('change', () => this.faster(Number(speed.value)));
  }

  /** Takes the steps of a lesson and stays where it was. */
  take(lesson) {
    const old = this.at >= 0 && this.list[this.at] ? this.list[this.at].id : null;
    this.lesson = lesson;
    this.list = [{id: 'f0', kind: 'start'}];
    lesson.forward.forEach((step, i) => this.list.push({id: 'f' + (i + 1), kind: 'forward', name: step.name, step}));
    lesson.backward.forEach((step, i) => this.list.push({id: 'b' + (i + 1), kind: 'backward', name: step.of, step}));
    this.elements.slider.max = this.list.length - 1;
    const wanted = this.wanted || old;
    this.wanted = null;
    this.at = this.list.findIndex(step => step.id === wanted);
    this.show();
  }

  /** Goes to a step by its name, such as b3; also before there are steps. */
  goTo(id) {
    this.wanted = id;
    const at = this.list.findIndex(step => step.id === id);
    if (at >= 0) this.go(at);
  }

  go(at) {
    this.at = Math.max(-1, Math.min(this.list.length - 1, at));
    this.show();
  }

  move(by) {
    // Everything is shown before the first step and after the last.
    if (this.at < 0) this.go(by > 0 ? Math.min(1, this.list.length - 1) : this.list.length - 1);
    else if (this.at + by >= this.list.length) this.go(-1);
    else this.go(Math.max(0, this.at + by));
  }

  /** Plays at so many times the usual speed. */
  faster(pace) {
    this.pace = Math.min(4, Math.max(0.25, pace));
    this.elements.speed.value = String(this.pace);
    if (this.timer) {
      this.play();
      this.play();
    }
  }

  play() {
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = 0;
    } else {
      if (this.at < 0 || this.at === this.list.length - 1) this.go(0);
      this.timer = setInterval(() => {
        this.move(1);
        if (this.at < 0 || this.at === this.list.length - 1) this.play();
      }, 1400 / this.pace);
    }
    this.elements.play.textContent = this.timer ? '❚❚' : '▷▷';
    this.elements.play.setAttribute('aria-pressed', String(this.timer !== 0));
  }

  /** Shows the step. */
  show() {
    const {picture, elements} = this;
    const now = this.list[this.at];
    elements.slider.value = Math.max(0, this.at);
    document.body.dataset.step = now ? now.id : '';
    if (!now) {
      picture.fill(null, null);
      picture.light('');
      elements.where.textContent = word('overview');
      elements.told.replaceChildren();
    } else {
      const numbers_ = this.lesson.numbers;
      const values = new Set(Object.keys(numbers_).filter(name => numbers_[name].role !== 'computed'));
      const gradients = new Set();
      this.list.slice(0, this.at + 1).forEach(step => {
        if (step.kind === 'forward') values.add(step.name);
        if (step.kind === 'backward') {
          gradients.add(this.lesson.loss);
          gradients.add(step.name);
        }
      });
      const hidden = elements.predict.checked && now.kind !== 'start';
      if (hidden) (now.kind === 'forward' ? values : gradients).delete(now.name);
      picture.fill(values, gradients);
      const near = now.kind === 'forward' ? now.step.uses : now.kind === 'backward' ? now.step.ways.map(way => way.through) : [];
      picture.light(now.name || '', near, now.kind === 'backward');
      elements.where.textContent = now.kind === 'start' ? word('start') : `${now.id} · ${word(now.kind)} · ${now.kind === 'forward' ? now.name : now.step.name}`;
      elements.told.replaceChildren(this.told(now, hidden));
    }
    this.shown(now ? now.id : '');
  }

  /** The formula of the step that is shown, as text. */
  text() {
    return this.list[this.at]?.step?.text || '';
  }

  /** Every step on a page of its own, as elements. */
  pages() {
    const {at} = this;
    const hide = this.elements.predict.checked;
    this.elements.predict.checked = false;
    const pages = this.list.map((step, i) => {
      this.at = i;
      this.show();
      const page = el('section', {class: 'sheet'}, el('h2', {}, this.elements.where.textContent));
      const drawing = this.picture.copy();
      drawing.removeAttribute('id');
      page.append(drawing, this.told(step, false));
      return page;
    });
    this.elements.predict.checked = hide;
    this.at = at;
    this.show();
    return pages;
  }

  told(now, hidden) {
    if (now.kind === 'start') return el('p', {}, word('start'));
    const numbers_ = this.lesson.numbers[now.name] || {};
    const right = now.kind === 'forward' ? numbers_.value : numbers_.gradient;
    if (hidden) return el('div', {class: 'step'}, this.definition(now), this.question(now, right));
    const table = el('div', {class: 'step'}, this.definition(now));
    if (right !== undefined) {
      const label = now.kind === 'forward' ? numbers_.latex : now.step.name;
      table.append(el('div', {class: 'result ' + now.kind}, el('span', {}, (now.kind === 'forward' ? now.name : label) + ' = '), numbers(right)));
    }
    return table;
  }

  definition(now) {
    if (now.kind === 'forward') {
      const operands = now.step.uses.map(name => el('span', {class: 'operand'}, name + ' = ', numbers(this.lesson.numbers[name].value, 6)));
      return el('div', {}, el('div', {class: 'formula'}, math(now.step.formula), el('span', {class: 'shape'}, now.step.shape)),
        el('div', {class: 'operands'}, ...operands));
    }
    const step = now.step;
    const ways = step.ways.map(way => el('dl', {class: 'way'},
      el('dt', {}, word('through')), el('dd', {}, math(way.definition)),
      el('dt', {}, word('upstream')), el('dd', {class: 'gradient'}, math(way.upstream), el('span', {class: 'shape'}, way.upstreamShape),
        this.upstream(way)),
      el('dt', {}, word('local')), el('dd', {}, el('span', {class: 'local'}, way.local)),
      el('dt', {}, word('product')), el('dd', {class: 'gradient'}, math(way.product), el('span', {class: 'shape'}, way.productShape),
        way.productValue === undefined ? null : numbers(way.productValue, 5))));
    return el('div', {class: 'backward-step'},
      el('div', {class: 'ways'}, ...ways),
      el('div', {class: 'formula'}, step.ways.length > 1 ? el('span', {class: 'label'}, word('sum', step.ways.length) + ': ') : null,
        math(step.sum), el('span', {class: 'shape'}, step.shape)),
      step.result ? el('div', {class: 'formula'}, el('span', {class: 'label'}, word('inserted') + ': '), math(step.result)) : null,
      ...step.helpers.map(helper => el('div', {class: 'formula'}, el('span', {class: 'label'}, word('where') + ': '), math(helper.formula))),
      step.rules.length ? el('p', {class: 'rules'}, word('rules') + ': ' + step.rules.join(', ')) : null);
  }

  upstream(way) {
    const above = this.lesson.numbers[way.through];
    return above && above.gradient !== undefined ? numbers(above.gradient, 5) : null;
  }

  /** A field for a prediction, and what is right about it. */
  question(now, right) {
    const field = el('input', {type: 'text', inputmode: 'decimal', 'aria-label': word('yours', now.name)});
    const answer = el('output', {});
    const judge = () => {
      const given = (field.value.replace(/−/g, '-').match(/-?\d*\.?\d+(?:[eE][-+]?\d+)?/g) || []).map(Number);
      const wanted = flat(right);
      if (!given.length) {
        answer.textContent = word('unreadNumbers');
        return;
      }
      // Two digits are enough: a class computes by hand.
      const hits = wanted.filter((x, i) => i < given.length && Math.abs(given[i] - x) <= 0.006 * Math.max(1, Math.abs(x))).length;
      const all = hits === wanted.length && given.length === wanted.length;
      answer.textContent = all ? word('predicted') : word('mistaken', hits, wanted.length);
      answer.className = all ? 'good' : 'bad';
      if (all) {
        this.elements.told.replaceChildren(el('div', {class: 'step'}, this.definition(now),
          el('div', {class: 'result'}, numbers(right), el('span', {class: 'good'}, ' ✓ ' + word('predicted')))));
      }
    };
    field.addEventListener('keydown', event => event.key === 'Enter' && judge());
    return el('p', {class: 'question'}, el('label', {}, word('yours', now.kind === 'forward' ? now.name : now.step.name) + ': ', field),
      el('button', {type: 'button', onclick: judge}, word('judge')), ' ', answer);
  }
}
