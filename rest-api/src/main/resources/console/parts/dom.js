// Elements from calls. Text is always a text node: nothing that a device or a person wrote is ever read as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: h('p', {class: 'quiet', onclick: fn}, 'text', otherElement). False and null children are left out. */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element. */
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    set(element, name, value);
  }
  add(element, children);
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false) {
    return;
  }
  if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (name === 'value' || name === 'checked' || name === 'selected') {
    element[name] = value;
  } else if (name === 'style') {
    // Through the object model, which the content security policy allows; a style attribute it does not.
    Object.entries(value).forEach(([key, each]) => element.style.setProperty(key, each));
  } else {
    element.setAttribute(name, value === true ? '' : value);
  }
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Puts children in place of whatever is in there. */
export function put(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

/** Sets an element's text only where it is another one: so nothing flickers, and no reader reads it again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Words for readers of the screen alone. */
export function hidden(text) {
  return h('span', {class: 'sr'}, text);
}

let ids = 0;
/** An id that no other element has. */
export function newId(prefix = 'e') {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** Calls a function once things have been quiet for a while. */
export function debounced(millis, fn) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), millis);
  };
}
