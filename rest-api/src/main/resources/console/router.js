// Pages by the fragment of the address: #/devices/pump-7?range=24h. All of them can be bookmarked.

const routes = [];
let current = {leave() {}};
let listener = () => {};

/** @param pattern like `/devices/:id`; `load` imports the module whose `show(context)` builds the page */
export function route(pattern, load, options = {}) {
  const names = [];
  const regex = pattern.replace(/:(\w+)/g, (_, name) => {
    names.push(name);
    return '([^/]+)';
  });
  routes.push({regex: new RegExp(`^${regex}$`), names, load, ...options});
}

/** Where we are: path and parameters. */
export function here() {
  const [path, search = ''] = (location.hash.slice(1) || '/fleet').split('?');
  return {path, params: new URLSearchParams(search)};
}

export function go(path) {
  location.hash = `#${path}`;
}

/** Changes parameters of this page in its address without a new entry in the history, and without rebuilding it. */
export function remember(changes) {
  const {path, params} = here();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      params.delete(name);
    } else {
      params.set(name, value);
    }
  }
  const search = params.toString();
  history.replaceState(null, '', `#${path}${search && `?${search}`}`);
}

/** Finds the route of the address, and what its holes are filled with. */
export function match() {
  const {path, params} = here();
  for (const each of routes) {
    const found = each.regex.exec(path);
    if (found) {
      const holes = Object.fromEntries(each.names.map((name, i) => [name, decodeURIComponent(found[i + 1])]));
      return {route: each, holes, params, path};
    }
  }
  return null;
}

/** Shows the page of the address, now and whenever it changes. Pages that `keep` themselves are told of their next item. */
export function start(onChange) {
  listener = onChange;
  addEventListener('hashchange', show);
  show();
}

export function show() {
  const found = match();
  if (found?.route.keeps && found.route.keeps === current.keeps && current.next) {
    // The same page with another of its items.
    current.next(found);
    return;
  }
  leave();
  // What a page started ends with it: requests by the signal, everything else by what it left to do.
  const abort = new AbortController();
  const undo = [];
  const page = {
    keeps: found?.route.keeps,
    leave() {
      abort.abort();
      undo.forEach(each => each());
    },
  };
  current = page;
  const onNext = fn => {
    page.next = fn;
  };
  listener(found, {signal: abort.signal, onLeave: fn => undo.push(fn), onNext});
}

/** Shows no page any more. */
export function stop() {
  removeEventListener('hashchange', show);
  leave();
}

function leave() {
  current.leave();
  current = {leave() {}};
}
