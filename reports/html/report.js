
(() => {
  'use strict';
  const root = document.documentElement;
  const remember = (theme) => { try { localStorage.setItem('isthmus-theme', theme); } catch { } };
  const remembered = () => { try { return localStorage.getItem('isthmus-theme'); } catch { return null; } };

  // Light or dark: as the system says until somebody says otherwise.
  const button = document.getElementById('theme');
  const dark = () => root.dataset.theme
    ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = remembered();
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    remember(root.dataset.theme);
  });

  // Tables sort by a click on a head; a second click turns the order.
  const keyOf = (cell) => cell.dataset.order !== undefined
    ? Number(cell.dataset.order) : cell.textContent.trim();
  const compare = (a, b) => typeof a === 'number' && typeof b === 'number'
    ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const sort = document.createElement('button');
      sort.type = 'button';
      sort.textContent = head.textContent;
      head.replaceChildren(sort);
      sort.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach((one) => one.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const rows = [...body.rows];
        rows.sort((a, b) => compare(keyOf(a.cells[column]), keyOf(b.cells[column])));
        if (down) rows.reverse();
        body.replaceChildren(...rows);
      });
    });
  }

  // The topology: a place shows the ways that pass it.
  for (const svg of document.querySelectorAll('.topology svg')) {
    const edges = [...svg.querySelectorAll('[data-from]')].map((element) => ({
      element, from: element.dataset.from, to: element.dataset.to,
      ways: new Set((element.dataset.ways || '').split(' ').filter(Boolean)),
    }));
    const nodes = new Map([...svg.querySelectorAll('[data-node]')].map((one) => [one.dataset.node, one]));
    const trace = (chosen, seeds) => {
      const ways = new Set(seeds.flatMap((edge) => [...edge.ways]));
      svg.classList.add('tracing');
      if (chosen) chosen.classList.add('traced');
      for (const edge of edges) {
        if (!seeds.includes(edge) && ![...edge.ways].some((way) => ways.has(way))) continue;
        edge.element.classList.add('traced');
        for (const end of [edge.from, edge.to]) nodes.get(end)?.classList.add('traced');
      }
    };
    const clear = () => {
      svg.classList.remove('tracing');
      svg.querySelectorAll('.traced').forEach((one) => one.classList.remove('traced'));
    };
    const follow = (element, seeds) => {
      const show = () => { clear(); trace(element, seeds); };
      element.addEventListener('pointerenter', show);
      element.addEventListener('pointerleave', clear);
      element.addEventListener('focus', show);
      element.addEventListener('blur', clear);
    };
    for (const [number, element] of nodes) {
      element.setAttribute('tabindex', '0');
      follow(element, edges.filter((edge) => edge.from === number || edge.to === number));
    }
    for (const edge of edges) follow(edge.element, [edge]);
  }

  // A large topology is shown whole first; its text can be read in its actual size.
  for (const frame of document.querySelectorAll('.topology.large')) {
    const zoom = document.createElement('button');
    zoom.type = 'button';
    zoom.className = 'zoom';
    const name = () => { zoom.textContent = frame.classList.contains('actual') ? 'Whole picture' : 'Actual size'; };
    name();
    zoom.addEventListener('click', () => { frame.classList.toggle('actual'); name(); });
    frame.before(zoom);
  }

  // The document that the page was made of.
  const link = document.getElementById('save-link');
  document.getElementById('save').hidden = false;
  link.addEventListener('click', () => {
    const text = document.getElementById('document').textContent;
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = 'isthmus-run.json';
  });
})();
