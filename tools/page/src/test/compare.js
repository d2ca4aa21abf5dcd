// Asks the translated engine what Expected asked the JVM, and compares: compare.js ENGINE EXPECTED
'use strict';
const fs = require('fs');
const [, , enginePath, expectedPath] = process.argv;
const engine = require(require('path').resolve(enginePath));
const lines = fs.readFileSync(expectedPath, 'utf8').split('\n').filter(line => line);

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** Whether two texts are the same but for the last digits of numbers. */
function closeTo(a, b) {
  if (a.replace(NUMBER, '#') !== b.replace(NUMBER, '#')) return false;
  const left = a.match(NUMBER) || [];
  const right = b.match(NUMBER) || [];
  return left.every((text, i) => {
    const x = Number(text), y = Number(right[i]);
    return x === y || Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y)) + 1e-12;
  });
}

/** What the commands say of a failure, without the name of the program. */
function expected(line) {
  if (line.code === 2) return line.out.trim() || line.err.trim();
  return line.out.trim();
}

const count = {same: 0, close: 0, different: 0};
let slowest = 0;
let where = '';
for (const text of lines) {
  const line = JSON.parse(text);
  const start = Date.now();
  let answer = engine.ask(line.what, line.file, line.text, line.language, line.options).trim();
  const time = Date.now() - start;
  if (time > slowest) [slowest, where] = [time, line.file + ' ' + line.what];
  let right = expected(line);
  if (line.code === 2 && !right.startsWith('{')) {
    // The commands print every error with its line and caret, the page has the first as data.
    const error = JSON.parse(answer).error;
    answer = error ? 'refused' : answer;
    right = 'refused';
  }
  if (answer === right) {
    count.same++;
  } else if (closeTo(answer, right)) {
    count.close++;
    if (process.env.SHOW) console.log('close', line.file, line.what, line.options, line.language);
  } else {
    count.different++;
    let i = 0;
    while (answer[i] === right[i]) i++;
    console.log(`different: ${line.file} ${line.what} ${line.options} ${line.language}`);
    console.log('  page: …' + JSON.stringify(answer.slice(Math.max(0, i - 40), i + 100)));
    console.log('  JVM:  …' + JSON.stringify(right.slice(Math.max(0, i - 40), i + 100)));
  }
}
console.log(`${lines.length} answers: ${count.same} the same byte for byte, ${count.close} but for last digits, `
  + `${count.different} different; slowest ${slowest} ms (${where})`);
process.exit(count.different > 0 ? 1 : 0);
