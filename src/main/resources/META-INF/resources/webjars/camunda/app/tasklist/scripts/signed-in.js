// As whom this window works. The browser may be signed in as somebody else by now, by another window: whoever comes back to
// this one then finds the door, not the work of another.
const page = new URL('../../../../signed-in', import.meta.url);

async function who() {
  const answer = await fetch(page);
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  return (await answer.json()).officer;
}

async function atFirst() {
  try {
    return await who();
  } catch (unreachable) {
    return null;
  }
}

export const officer = await atFirst();

// Calls it when this window's officer is not the one who is signed in any more.
export function whenAnother(leave) {
  const look = async () => {
    if (document.visibilityState !== 'visible') {
      return;
    }
    try {
      if ((await who()) !== officer) {
        leave();
      }
    } catch (unreachable) {
      // Of a server that does not answer nothing is known.
    }
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
}
