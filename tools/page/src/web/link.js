// A link that holds the text: #t=… , with the step, the selected card and the tab.

function base64(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** A text as letters that may stand in an address. */
export async function packed(text) {
  return base64(await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text)));
}

const LARGEST = 1 << 20;

/** What {@link packed} was given; the empty text when it is something else. */
export async function unpacked(letters) {
  try {
    const bytes = Uint8Array.from(atob(letters.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, {stream: true});
      // A few letters may stand for very many.
      if (text.length > LARGEST) {
        await reader.cancel();
        return '';
      }
    }
    return text + decoder.decode();
  } catch (e) {
    return '';
  }
}

/** The fields behind the # of the address. */
export function fields() {
  return new URLSearchParams(location.hash.slice(1));
}

/** Changes fields behind the # without a new entry in the history; null takes one away. */
export function note(changes) {
  const all = fields();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') all.delete(name);
    else all.set(name, value);
  }
  const hash = all.toString();
  try {
    history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
  } catch (e) {
    // A page opened from a file may not change its address in some browsers.
  }
}
