/*
 * Searching the site. It builds its own box, so that a page without scripts has none; it fetches
 * nothing, so that it works from a disk: the index comes in scripts of its own, on the first use.
 */
(() => {
  const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  const here = document.currentScript;
  const place = here.parentElement;
  const base = here.src.replace(/[^/]*$/, '');
  const parts = Number(place.dataset.parts);
  const rest = () => document.querySelectorAll('.archive-year');
  const lists = [];
  let loading = null;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const box = make('input', { type: 'search', id: 'search-words', autocomplete: 'off', spellcheck: 'false' });
  const label = make('label', { for: 'search-words' }, 'Search');
  const status = make('p', { role: 'status', class: 'search-status' });
  const results = make('ol', { class: 'search-results' });
  const form = make('form', { role: 'search', class: 'search-form' }, label, box);
  place.append(form, status, results);

  /* The index calls this once for each list of documents. */
  window.legibleSearch = (rows, words) => {
    const index = words.split('\n').map((line) => line.split(' '));
    const documents = rows.map(([address, title, kind, date, day, summary, tags]) => ({
      address,
      title,
      facts: [kind, day].filter((fact) => fact !== '').join(' · '),
      date,
      summary,
      titleWords: wordsIn(title),
      nearWords: wordsIn(`${summary} ${tags}`),
    }));
    lists.push({ documents, index });
  };

  const load = () => {
    loading ??= Promise.all(
      Array.from(
        { length: parts },
        (_, part) =>
          new Promise((done) => {
            const script = make('script', { src: `${base}words-${part}.js` });
            script.onload = script.onerror = done;
            document.head.append(script);
          }),
      ),
    );
    return loading;
  };

  /* As core/site/search-words.ts does it. */
  function wordsIn(text) {
    const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
    const words = [];
    for (const [run] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
      const spaced = run.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu, (signs) => {
        const all = [...signs];
        if (all.length === 1) words.push(signs);
        for (let at = 0; at + 1 < all.length; at++) words.push(all[at] + all[at + 1]);
        return ' ';
      });
      for (const word of spaced.split(' ')) if (word !== '') words.push(word.slice(0, 28));
    }
    return words;
  }

  /* How well each document of a list fits one word; the word may be the beginning of a longer one. */
  const scoresFor = (word, { documents, index }) => {
    const scores = documents.map(({ titleWords, nearWords }) => {
      const inTitle = titleWords.includes(word) ? 12 : titleWords.some((one) => one.startsWith(word)) ? 8 : 0;
      return inTitle + (nearWords.some((one) => one.startsWith(word)) ? 4 : 0);
    });
    let low = 0;
    let high = index.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index[middle][0] < word) low = middle + 1;
      else high = middle;
    }
    for (; low < index.length && index[low][0].startsWith(word); low++) {
      const gain = index[low][0] === word ? 3 : 1;
      for (const sign of index[low][1]) scores[signs.indexOf(sign)] += gain;
    }
    return scores;
  };

  const find = (words) => {
    const found = [];
    for (const list of lists) {
      const all = words.map((word) => scoresFor(word, list));
      list.documents.forEach((document, at) => {
        if (all.every((scores) => scores[at] > 0))
          found.push({ ...document, score: all.reduce((sum, scores) => sum + scores[at], 0) });
      });
    }
    const before = (a, b) => (a > b ? -1 : a < b ? 1 : 0);
    return found.sort((a, b) => b.score - a.score || before(a.date, b.date) || -before(a.address, b.address));
  };

  const most = 30;
  let turn = 0;
  const show = async () => {
    const own = ++turn;
    const words = wordsIn(box.value);
    if (words.length > 0) await load();
    if (own !== turn) return;
    const found = words.length === 0 ? [] : find(words);
    for (const section of rest()) section.hidden = words.length > 0;
    results.replaceChildren(
      ...found.slice(0, most).map(({ address, title, facts, summary }) => {
        const item = make('li', { class: 'work' }, make('a', { href: address }, title));
        if (summary !== '') item.append(make('p', { class: 'work-summary' }, summary));
        if (facts !== '') item.append(make('p', { class: 'work-facts' }, facts));
        return item;
      }),
    );
    const more = found.length > most ? `, the best ${most} of them here` : '';
    const count = found.length === 1 ? 'One piece' : `${found.length} pieces`;
    status.textContent =
      words.length === 0 ? '' : found.length === 0 ? 'Nothing has these words.' : `${count}${more}.`;
  };

  box.addEventListener('focus', () => void load(), { once: true });
  box.addEventListener('input', () => void show());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void show().then(() => results.querySelector('a')?.focus());
  });

  /* Arrow keys go from the box through the results and back; Escape empties it; / leads to it. */
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [box, ...results.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    if (event.key === '/' && document.activeElement !== box) box.focus();
    else if (event.key === 'Escape' && at >= 0) {
      box.value = '';
      void show();
      box.focus();
    } else if (event.key === 'ArrowDown' && at >= 0 && at + 1 < stops.length) stops[at + 1].focus();
    else if (event.key === 'ArrowUp' && at > 0) stops[at - 1].focus();
    else return;
    event.preventDefault();
  });

  box.value = new URLSearchParams(location.search).get('q') ?? '';
  if (box.value !== '') void show();
  if (location.hash === '#search') box.focus();
})();
