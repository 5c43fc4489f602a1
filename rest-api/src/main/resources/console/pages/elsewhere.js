// Files: said honestly where the server does not have them, or this console does not show them yet.

import {h, put} from '../parts/dom.js';
import {header} from '../parts/shell.js';
import {empty, waiting} from '../parts/notice.js';
import {FILES, serves} from '../state/features.js';

const PAGES = {
  '/files': {
    title: 'Files',
    path: FILES,
    what: 'files',
    then: 'Readings can be sent over MQTT and HTTP meanwhile, and many devices be registered at once with POST /v1/devices:import.',
  },
};

export async function show({place, path}) {
  const page = PAGES[path];
  put(place, header(page.title), waiting('what this server has', 1));
  const has = await serves(page.path);
  put(
    place,
    header(page.title),
    empty(
      has ? `This console does not show ${page.what} yet` : `This server does not have ${page.what} yet`,
      h('p', {}, has ? 'The REST interface has them: see ' : page.then),
      has && h('p', {}, h('a', {href: '/openapi.yaml'}, '/openapi.yaml')),
    ),
  );
}
