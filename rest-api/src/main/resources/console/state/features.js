// What this server has: asked of it once, since servers differ and later ones have more.

const asked = new Map();

/** Whether a path is served. */
export function serves(path) {
  if (!asked.has(path)) {
    asked.set(
      path,
      fetch(path, {method: 'OPTIONS'})
        .then(response => response.ok)
        .catch(() => {
          asked.delete(path);
          return false;
        }),
    );
  }
  return asked.get(path);
}

export const FILES = '/v1/files';
export const CHAT = '/chat/web';
export const MEMBERS = '/v1/members';
