// Writes the models that are no files of their own into a folder, for answers to be compared on: models.js ROOT FOLDER.
// Those of the documentation, and the reference claims, each as it is stated and as it should be.
'use strict';
const fs = require('fs');
const path = require('path');
const [, , root, folder] = process.argv;

const DOMAINS = {unit: ' probability', '01': ' binary', onehot: ' onehot(axis=1)', pos: ' positive', spd: ' spd', gen: ' invertible'};

function write(name, text) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, text);
}

/** Numbers in rows, as the notation has them. */
function literal(shape, data) {
  if (shape.length === 0) return String(data[0]);
  const inner = shape.slice(1);
  const size = inner.reduce((all, one) => all * one, 1);
  return '[' + Array.from({length: shape[0]}, (_, i) => literal(inner, data.slice(i * size, (i + 1) * size))).join(', ') + ']';
}

function model(claim, which) {
  const lines = [];
  const constants = [];
  const sample = claim.sample ? claim.sample.inputs : {};
  for (const [name, input] of Object.entries(claim.model.inputs)) {
    if (input.kind === 'const') {
      constants.push(`${name} = ${input.value}`);
      continue;
    }
    const shape = JSON.stringify(input.shape || input);
    const value = sample[name] ? ' = ' + literal(sample[name].shape, sample[name].data) : '';
    lines.push(`${name === claim.wrt ? 'param' : 'input'} ${name} ${shape}${DOMAINS[input.kind] || ''}${value}`);
    if (name === claim.wrt && claim.kind === 'differential') lines.push(`input d${name} ${shape}`);
  }
  lines.push(...constants, ...claim.model.definitions);
  const text = claim[which].expr;
  const {of, wrt} = claim;
  if (claim.kind === 'identity') lines.push(`check ${text[0]} == ${text[1]}`);
  else if (claim.kind === 'jacobian') lines.push(`check jacobian(${of}, ${wrt}) == ${text}`);
  else if (claim.kind === 'differential') lines.push(`check jvp(${of}, ${wrt}, d${wrt}) == ${text}`);
  else lines.push('', `derive ${of}`, `d${wrt} = ${text}`);
  return lines.join('\n') + '\n';
}

fs.rmSync(folder, {recursive: true, force: true});
for (const claim of JSON.parse(fs.readFileSync(path.join(root, 'src/test/resources/reference/claims.json'), 'utf8'))) {
  for (const which of ['claim', 'correct']) write(`claims/${claim.id}.${which}.cr`, model(claim, which));
}
const docs = path.join(root, 'docs');
for (const page of fs.readdirSync(docs, {recursive: true}).filter(name => name.endsWith('.md'))) {
  const text = fs.readFileSync(path.join(docs, page), 'utf8');
  let count = 0;
  for (const [, name, body] of text.matchAll(/^```cr(?:-error)?(?: (\S+))?\n([^]*?)^```$/gm)) {
    write(`docs/${page.replace(/\.md$/, '')}/${++count}-${name || 'model.cr'}`, body);
  }
}
