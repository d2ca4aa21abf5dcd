// What the model says of each point of a plane, and the samples in it.

import {el, short} from './dom.js';
import {word} from './words.js';

const SIZE = 260;
const LOW = [214, 93, 14];
const HIGH = [28, 92, 172];
const CLASSES = [[28, 92, 172], [214, 93, 14], [21, 113, 58], [122, 62, 157], [138, 90, 0], [11, 107, 107], [190, 48, 40], [90, 102, 117]];

function mixed(share) {
  return LOW.map((x, i) => Math.round(x + (HIGH[i] - x) * share));
}

/** Where a prediction changes sides: a half for probabilities, else 0; the middle of the labels where there are such. */
function border(field, labels) {
  const [low, high] = [Math.min(...field), Math.max(...field)];
  if (low >= 0 && high <= 1) return 0.5;
  const [least, most] = [Math.min(...labels), Math.max(...labels)];
  return least < 0 && most > 0 || low < 0 && high > 0 ? 0 : (least + most) / 2 || 0;
}

/** A canvas with the plane; null when there is none. */
export function plane(answer) {
  if (!answer) return null;
  const {side, field, low, high, points, name, data} = answer;
  const canvas = el('canvas', {width: SIZE, height: SIZE, class: 'plane', role: 'img'});
  const pen = canvas.getContext('2d');
  const cell = SIZE / side;
  const several = Array.isArray(field[0]);
  const labels = points.map(point => point[2]).filter(label => label !== undefined);
  const middle = several ? 0 : border(field, labels);
  const spread = several ? 1 : field.reduce((most, x) => Math.max(most, Math.abs(x - middle)), 1e-12);
  const colours = field.map(x => {
    if (several) {
      const best = x.indexOf(Math.max(...x));
      return [CLASSES[best % CLASSES.length], 0.5, best];
    }
    const part = (x - middle) / spread;
    return [mixed(part > 0 ? 1 : 0), 0.12 + 0.5 * Math.abs(part), x > middle ? 1 : 0];
  });
  const at = (column, row) => colours[row * side + column];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [rgb, alpha] = at(column, row);
      pen.fillStyle = `rgba(${rgb},${alpha})`;
      const [x, y] = [Math.round(column * cell), SIZE - Math.round((row + 1) * cell)];
      pen.fillRect(x, y, Math.round((column + 1) * cell) - x, SIZE - Math.round(row * cell) - y);
    }
  }
  // The boundary itself, between points on either side.
  pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--ink');
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const y = SIZE - (row + 1) * cell;
      if (column + 1 < side && at(column, row)[2] !== at(column + 1, row)[2]) {
        pen.moveTo((column + 1) * cell, y);
        pen.lineTo((column + 1) * cell, y + cell);
      }
      if (row + 1 < side && at(column, row)[2] !== at(column, row + 1)[2]) {
        pen.moveTo(column * cell, y);
        pen.lineTo((column + 1) * cell, y);
      }
    }
  }
  pen.stroke();
  const least = Math.min(...labels);
  for (const [x, y, label] of points) {
    pen.beginPath();
    pen.arc((x - low[0]) / (high[0] - low[0]) * SIZE, SIZE - (y - low[1]) / (high[1] - low[1]) * SIZE, points.length > 100 ? 2.4 : 4.5, 0, 7);
    pen.fillStyle = label === undefined ? 'rgb(90,102,117)' : `rgb(${several ? CLASSES[label % CLASSES.length] : mixed(label > (middle || least) ? 1 : 0)})`;
    pen.fill();
    pen.strokeStyle = '#fff';
    pen.lineWidth = 1;
    pen.stroke();
  }
  const text = word('boundary', name, data);
  canvas.setAttribute('aria-label', several ? text : `${text} ${short(Math.min(...field))} … ${short(Math.max(...field))}`);
  return el('figure', {class: 'plane-figure'}, el('figcaption', {class: 'faint'}, text), canvas);
}
