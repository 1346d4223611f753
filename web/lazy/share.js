// A lab in an address: its journal, compressed, in the letters of base64url. lessons.DecodeShare reads it.

async function squeeze(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function letters(bytes) {
  let text = "";
  for (const b of bytes) {
    text += String.fromCharCode(b);
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// pack answers { text } or { error }. A journal that is far too long for an address is not even tried.
async function pack(journal) {
  try {
    return { text: letters(await squeeze(journal)) };
  } catch (err) {
    return { error: String(err) };
  }
}

// copy puts the text of a field on the clipboard; where the browser does not allow it, the text is selected, to be
// copied by hand.
async function copy(id) {
  const field = document.getElementById(id);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return { text: "Copied." };
  } catch {
    return { text: "The link is selected; copy it with your keyboard." };
  }
}

window.hsmlab.share = { pack, copy };
