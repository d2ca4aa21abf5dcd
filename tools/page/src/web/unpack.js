// LZMA, which makes the engine a third smaller than what browsers unpack by themselves.

import {bytes} from './engine.js';

/** What an `.lzma` file holds. It is sent to a worker as text, and names nothing outside itself. */
function lzma(input) {
  const properties = input[0];
  const lc = properties % 9;
  const lp = Math.floor(properties / 9) % 5;
  const posMask = (1 << Math.floor(properties / 45)) - 1;
  const lpMask = (1 << lp) - 1;
  const size = input[5] + input[6] * 0x100 + input[7] * 0x10000 + input[8] * 0x1000000;
  const out = new Uint8Array(size);
  const half = count => new Uint16Array(count).fill(1024);
  const literals = half(0x300 << (lc + lp));
  const isMatch = half(192);
  const isRep = half(12);
  const isRep0 = half(12);
  const isRep1 = half(12);
  const isRep2 = half(12);
  const isRep0Long = half(192);
  const slots = half(256);
  const special = half(128);
  const align = half(16);
  const lengths = () => ({choice: half(2), low: half(128), mid: half(128), high: half(256)});
  const matchLengths = lengths();
  const repLengths = lengths();
  let at = 14;
  let range = 0xFFFFFFFF;
  let code = 0;
  for (let i = 0; i < 4; i++) code = (code << 8 | input[at++]) >>> 0;

  function bit(table, i) {
    const p = table[i];
    const bound = (range >>> 11) * p;
    let one;
    if (code < bound) {
      range = bound;
      table[i] = p + (2048 - p >> 5);
      one = 0;
    } else {
      range -= bound;
      code -= bound;
      table[i] = p - (p >> 5);
      one = 1;
    }
    if (range < 0x1000000) {
      range = range << 8 >>> 0;
      code = (code << 8 | input[at++]) >>> 0;
    }
    return one;
  }

  function tree(table, from, bits) {
    let m = 1;
    for (let i = 0; i < bits; i++) m = m << 1 | bit(table, from + m);
    return m - (1 << bits);
  }

  function reverse(table, from, bits) {
    let m = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const one = bit(table, from + m);
      m = m << 1 | one;
      value |= one << i;
    }
    return value;
  }

  function direct(bits) {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      range >>>= 1;
      let one = 0;
      if (code >= range) {
        code -= range;
        one = 1;
      }
      value = value << 1 | one;
      if (range < 0x1000000) {
        range = range << 8 >>> 0;
        code = (code << 8 | input[at++]) >>> 0;
      }
    }
    return value;
  }

  function length(of, posState) {
    if (!bit(of.choice, 0)) return tree(of.low, posState << 3, 3);
    if (!bit(of.choice, 1)) return 8 + tree(of.mid, posState << 3, 3);
    return 16 + tree(of.high, 0, 8);
  }

  let state = 0;
  let rep0 = 0;
  let rep1 = 0;
  let rep2 = 0;
  let rep3 = 0;
  let n = 0;
  while (n < size) {
    const posState = n & posMask;
    if (!bit(isMatch, (state << 4) + posState)) {
      const before = n ? out[n - 1] : 0;
      const from = 0x300 * (((n & lpMask) << lc) + (before >> 8 - lc));
      let symbol = 1;
      if (state >= 7) {
        let match = out[n - rep0 - 1];
        do {
          const wanted = match >> 7 & 1;
          match <<= 1;
          const one = bit(literals, from + ((1 + wanted) << 8) + symbol);
          symbol = symbol << 1 | one;
          if (wanted !== one) break;
        } while (symbol < 0x100);
      }
      while (symbol < 0x100) symbol = symbol << 1 | bit(literals, from + symbol);
      out[n++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(isRep, state)) {
      if (!bit(isRep0, state)) {
        if (!bit(isRep0Long, (state << 4) + posState)) {
          state = state < 7 ? 9 : 11;
          out[n] = out[n - rep0 - 1];
          n++;
          continue;
        }
      } else {
        let distance;
        if (!bit(isRep1, state)) {
          distance = rep1;
        } else {
          if (!bit(isRep2, state)) {
            distance = rep2;
          } else {
            distance = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = distance;
      }
      count = length(repLengths, posState) + 2;
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      count = length(matchLengths, posState);
      state = state < 7 ? 7 : 10;
      const slot = tree(slots, Math.min(count, 3) << 6, 6);
      count += 2;
      rep0 = slot;
      if (slot > 3) {
        const bits = (slot >> 1) - 1;
        rep0 = (2 | slot & 1) << bits;
        if (slot < 14) rep0 += reverse(special, rep0 - slot, bits);
        else rep0 = (rep0 + (direct(bits - 4) << 4) + reverse(align, 0, 4)) >>> 0;
      }
      if (rep0 === 0xFFFFFFFF) break;
    }
    if (rep0 >= n) throw new Error('what the page holds is damaged');
    for (let i = Math.min(count, size - n); i > 0; i--, n++) out[n] = out[n - rep0 - 1];
  }
  return out;
}

/** The bytes that were packed into letters, unpacked beside the page so that it does not stand still. */
export function unpacked(letters) {
  const script = `onmessage=e=>{const all=(${lzma})(e.data);postMessage(all,[all.buffer])}`;
  const address = URL.createObjectURL(new Blob([script], {type: 'text/javascript'}));
  return new Promise((resolve, reject) => {
    const worker = new Worker(address);
    const end = () => {
      worker.terminate();
      URL.revokeObjectURL(address);
    };
    worker.onmessage = event => {
      end();
      resolve(event.data);
    };
    worker.onerror = event => {
      end();
      reject(new Error(event.message));
    };
    const packed = bytes(letters);
    worker.postMessage(packed, [packed.buffer]);
  });
}
