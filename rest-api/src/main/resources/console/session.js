// Who is signed in. The token lives in this tab alone and is gone with it.

const TOKEN = 'lapwing.token';
const ROLES = ['viewer', 'operator', 'admin'];

export const session = {
  /** What GET /v1/me said; null as long as nobody is signed in. */
  me: null,

  get token() {
    return sessionStorage.getItem(TOKEN);
  },

  keep(token) {
    sessionStorage.setItem(TOKEN, token);
  },

  forget() {
    sessionStorage.removeItem(TOKEN);
    this.me = null;
  },

  /** Whether the user may do what needs this role. The server decides; this only spares people dead buttons. */
  may(role) {
    const roles = this.me?.roles ?? [];
    return roles.some(each => ROLES.indexOf(each) >= ROLES.indexOf(role));
  },
};
