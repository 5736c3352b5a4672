'use strict';
// The page draws what its record (ireplay.run/2, with places and texts of ops) holds and nothing else.
(() => {
  const record = JSON.parse(document.getElementById('record').textContent);
  const page = document.getElementById('page');
  const kMostBars = 40, kNodeWidth = 168, kNodeHeight = 44, kGapX = 22, kGapY = 34, kNarrow = 600;
  let run = record.runs[0], chosen = -1, charts = [], waiting = [], sorting = {column: -1, down: true}, zoom = 1;

  // ---- small tools
  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) element.setAttribute(key, value);
    }
    element.append(...inside.filter((item) => item !== null && item !== undefined));
    return element;
  };
  const svg = (name, attributes = {}, ...inside) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const digits = (value) => value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  const unit = (value, steps) => {
    let k = 0;
    while (k + 1 < steps.length && value >= 999.5 * steps[k][0]) ++k;
    return digits(value / steps[k][0]) + ' ' + steps[k][1];
  };
  const time = (us) => us === undefined ? '' : unit(us, [[1, 'us'], [1e3, 'ms'], [1e6, 's']]);
  const bytes = (count) => count < 1e3 ? count + ' B' : unit(count, [[1e3, 'kB'], [1e6, 'MB'], [1e9, 'GB'], [1e12, 'TB']]);
  const percent = (ratio) => ratio === undefined ? '' : (100 * ratio).toFixed(ratio < 0.0995 ? 1 : 0) + ' %';
  const number = (value) => typeof value === 'number' ? Number(value.toPrecision(3)).toString() : value ?? '';
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const group = (kind) => kind === 'pointwise' || kind === 'reduction' || kind === 'extern' ? kind
      : kind === 'view' || kind === 'nop' ? 'none' : 'other';
  const figures = (op) => op.us?.warm ?? op.us?.cold;
  const median = (op) => figures(op)?.median;
  const works = (op) => group(op.kind) !== 'none';
  const short = (name, most) => name.length <= most ? name
      : name.slice(0, Math.ceil(most * 0.6) - 1) + '..' + name.slice(name.length - Math.floor(most * 0.4) + 1);
  const card = (title, ...inside) => make('section', {class: 'card'}, make('h2', {}, title), ...inside);
  const dot = (kind) => make('span', {class: 'dot', style: `background: var(--${group(kind)})`});

  // ---- charts
  // a canvas has no size before it is in the page: charts are drawn then
  const draw = (canvas, options) => waiting.push([canvas, options]);
  const drawWaiting = () => {
    Chart.defaults.animation = false;
    Chart.defaults.color = css('dim');
    Chart.defaults.borderColor = css('line');
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    for (const [canvas, options] of waiting) {
      options.options = {responsive: true, maintainAspectRatio: false, ...options.options};
      charts.push(new Chart(canvas, options));
    }
    waiting = [];
  };
  const chart = (height, label) => {
    const canvas = make('canvas', {role: 'img', 'aria-label': label});
    return [make('div', {class: 'chart', style: `height: ${height}px`}, canvas), canvas];
  };

  const bars = () => {
    const timed = run.ops.map((op, k) => [op, k]).filter(([op]) => median(op) !== undefined && works(op));
    if (timed.length === 0) return null;
    timed.sort((a, b) => median(b[0]) - median(a[0]));
    const shown = timed.slice(0, kMostBars);
    const [box, canvas] = chart(Math.max(120, 46 + 22 * shown.length), 'time of each op');
    const cold = shown.some(([op]) => op.us.cold && op.us.warm);
    const sets = [{
      label: run.ops.some((op) => op.us?.warm) ? 'warm' : 'cold', data: shown.map(([op]) => median(op)),
      backgroundColor: shown.map(([op]) => css(group(op.kind))), borderRadius: 3}];
    if (cold) sets.push({label: 'cold', data: shown.map(([op]) => op.us.cold?.median), backgroundColor: css('none'), borderRadius: 3});
    if (shown.some(([op]) => op.original_us))
      sets.push({label: 'original', data: shown.map(([op]) => op.original_us), backgroundColor: css('dim'), borderRadius: 3});
    draw(canvas, {
      type: 'bar', data: {labels: shown.map(([op]) => short(op.name, 26)), datasets: sets},
      options: {
        indexAxis: 'y', onClick: (event, found) => { if (found.length > 0) open(shown[found[0].index][1], true); },
        plugins: {legend: {display: sets.length > 1}, tooltip: {callbacks: {label: (item) => item.dataset.label + ' ' + time(item.raw)}}},
        scales: {x: {title: {display: true, text: 'microseconds'}, grid: {drawBorder: false}}, y: {grid: {display: false}, ticks: {autoSkip: false}}}}});
    const more = timed.length > shown.length ? make('p', {class: 'dim'}, `the ${shown.length} longest of ${timed.length} ops`) : null;
    return card('Time of each op', box, more);
  };

  /// Log axes; the roof is made of ceilings that were measured on this device.
  const roofline = () => {
    const copy = run.device.copy_gbps, products = run.device.matmul_tflops;
    const at = run.ops.filter((op) => op.flops > 0 && op.bytes > 0 && median(op) > 0);
    if (!copy || at.length === 0) return null;
    const most = Math.max(products ?? 0, ...at.map((op) => op.flops / median(op) * 1e-6));
    const [per, flops] = most < 1 ? [1e-3, 'GFLOP/s'] : [1, 'TFLOP/s'];
    const point = (op) => ({x: op.flops / op.bytes, y: op.flops / median(op) * 1e-6 / per, op});
    const points = at.map(point);
    const xs = points.map((p) => p.x);
    const ridge = products ? products / copy * 1e3 : undefined;
    const left = Math.min(...xs, ridge ?? Infinity) / 2, right = Math.max(...xs, ridge ?? 0) * 2;
    const memory = (x) => x * copy * 1e-3 / per, top = products / per;
    const roof = products ? [{x: left, y: memory(left)}, {x: ridge, y: top}, {x: Math.max(right, ridge * 2), y: top}]
        : [{x: left, y: memory(left)}, {x: right, y: memory(right)}];
    const [box, canvas] = chart(320, 'roofline');
    const kinds = [...new Set(points.map((p) => group(p.op.kind)))];
    draw(canvas, {
      type: 'scatter',
      data: {datasets: [
        {label: 'measured ceilings', type: 'line', data: roof, borderColor: css('dim'), borderWidth: 2, pointRadius: 0, tension: 0},
        ...kinds.map((kind) => ({label: kind, data: points.filter((p) => group(p.op.kind) === kind), backgroundColor: css(kind), pointRadius: 5, pointHoverRadius: 7}))]},
      options: {
        onClick: (event, found, c) => { const op = found.length > 0 ? c.data.datasets[found[0].datasetIndex].data[found[0].index].op : null; if (op) open(run.ops.indexOf(op), true); },
        plugins: {tooltip: {callbacks: {label: (item) => item.raw.op ? `${item.raw.op.name}: ${number(item.raw.x)} flops a byte, ${number(item.raw.y)} ${flops}` : 'ceiling'}}},
        scales: {x: {type: 'logarithmic', title: {display: true, text: 'flops a byte'}}, y: {type: 'logarithmic', title: {display: true, text: flops}}}}});
    const text = `copies at ${digits(copy)} GB/s` + (products ? `, products at ${number(top)} ${flops}, both measured here` : ', measured here');
    return card('Roofline', box, make('p', {class: 'dim'}, text));
  };

  const histograms = () => {
    const judged = (run.compare ?? []).filter((c) => c.ulp?.histogram);
    if (judged.length === 0) return null;
    const bins = Math.max(...judged.map((c) => c.ulp.histogram.length));
    const name = (k) => k < 2 ? String(k) : k === 2 ? '2-3' : `${2 ** (k - 1)}-${2 ** k - 1}`;
    const [box, canvas] = chart(260, 'errors of each output');
    const colors = ['pointwise', 'reduction', 'extern', 'other', 'bad', 'warn'];
    draw(canvas, {
      type: 'bar',
      data: {labels: Array.from({length: bins}, (_, k) => name(k)),
        datasets: judged.slice(0, 6).map((c, k) => ({label: c.name, data: c.ulp.histogram.map((n) => n / c.numel * 100), backgroundColor: css(colors[k % colors.length]), borderRadius: 3}))},
      options: {plugins: {tooltip: {callbacks: {label: (item) => `${item.dataset.label}: ${number(item.raw)} %`}}},
        scales: {x: {title: {display: true, text: 'units in the last place'}, grid: {display: false}}, y: {type: 'logarithmic', title: {display: true, text: '% of elements'}}}}});
    return card('Errors', box);
  };

  // ---- tables
  const columns = () => {
    const any = (has) => run.ops.some(has);
    const rate = (op) => median(op) > 0 && op.bytes > 0 ? op.bytes / median(op) * 1e-3 : undefined;
    const longest = Math.max(...run.ops.map((op) => median(op) ?? 0));
    return [
      {name: 'op', key: (op, k) => k, wide: true, cell: (op) => [dot(op.kind), make('span', {class: 'mono'}, short(op.name, 60))]},
      {name: 'kind', key: (op) => op.kind, cell: (op) => [op.kind]},
      {name: 'runs as', key: (op) => op.kernel ?? '', cell: (op) => [op.kernel ?? '']},
      {name: 'warm', right: true, on: any((op) => op.us?.warm), key: (op) => op.us?.warm?.median ?? 0, cell: (op) => [time(op.us?.warm?.median)]},
      {name: 'cold', right: true, on: any((op) => op.us?.cold), key: (op) => op.us?.cold?.median ?? 0, cell: (op) => [time(op.us?.cold?.median)]},
      {name: '', on: longest > 0, key: (op) => median(op) ?? 0, cell: (op) => [make('span', {class: 'bar', style: `width: ${90 * (median(op) ?? 0) / longest}px; background: var(--${group(op.kind)})`})]},
      {name: 'original', right: true, on: any((op) => op.original_us), key: (op) => op.original_us ?? 0, cell: (op) => [time(op.original_us)]},
      {name: 'noise', right: true, on: any((op) => figures(op)?.samples > 1), key: (op) => figures(op)?.noise ?? 0, cell: (op) => [figures(op)?.samples > 1 ? percent(figures(op).noise) : '']},
      {name: 'bytes', right: true, key: (op) => op.bytes, cell: (op) => [op.bytes > 0 ? bytes(op.bytes) : '']},
      {name: 'GB/s', right: true, on: any((op) => rate(op) !== undefined), key: (op) => rate(op) ?? 0, cell: (op) => [rate(op) === undefined ? '' : digits(rate(op))]},
      {name: 'bound', on: any((op) => op.bound), key: (op) => op.bound ?? '', cell: (op) => [op.bound ?? '']},
      {name: 'of limit', right: true, on: any((op) => op.of_limit), key: (op) => op.of_limit ?? 0, cell: (op) => [percent(op.of_limit)]},
      {name: 'baseline', on: any((op) => op.change), key: (op) => op.change?.ratio ?? 0,
        cell: (op) => op.change ? [make('span', {class: op.change.verdict}, op.change.verdict), op.change.verdict === 'SAME' ? '' : ` ${op.change.ratio >= 1 ? '+' : ''}${(100 * (op.change.ratio - 1)).toFixed(1)} %`] : ['']},
    ].filter((column) => column.on !== false);
  };

  const opTable = () => {
    const shown = columns();
    const rows = run.ops.map((op, k) => [op, k]);
    if (sorting.column >= 0) {
      const key = shown[sorting.column].key;
      rows.sort((a, b) => { const x = key(...a), y = key(...b); return (x < y ? -1 : x > y ? 1 : 0) * (sorting.down ? -1 : 1); });
    }
    const head = make('tr', {}, ...shown.map((column, c) => make('th', {
      class: 'sorts' + (column.right ? ' right' : ''), scope: 'col',
      onclick: () => { sorting = {column: c, down: sorting.column === c ? !sorting.down : c > 2}; refresh(); }},
      column.name + (sorting.column === c ? (sorting.down ? ' \u2193' : ' \u2191') : ''))));
    const body = make('tbody', {}, ...rows.map(([op, k]) => make('tr', {
      class: 'opens' + (k === chosen ? ' chosen' : ''), 'data-op': k, tabindex: 0, onclick: () => open(k, true),
      onkeydown: (event) => { if (event.key === 'Enter') open(k, true); }},
      ...shown.map((column) => make('td', {class: (column.right ? 'right' : '') + (column.wide ? ' wide' : '')}, ...column.cell(op, k))))));
    return make('section', {class: 'card', id: 'ops'}, make('h2', {}, `Ops (${run.ops.length})`),
                make('div', {class: 'scroll'}, make('table', {}, make('thead', {}, head), body)));
  };

  const pair = (label, value) => value === undefined || value === '' || value === null ? null : make('div', {}, make('span', {}, label), value);

  const outputs = () => {
    const all = run.compare ?? [];
    if (all.length === 0) return null;
    const judged = all.some((c) => c.numel !== undefined);
    const names = judged ? ['output', 'verdict', 'tensor', 'off', 'max err/allowed', 'ulp p99', 'rms error'] : ['output', 'verdict', 'tensor', 'min', 'max', 'mean', 'nan'];
    const tensor = (c) => c.dtype ? `${c.dtype}[${(c.size ?? []).join(',')}]` : '';
    const cells = (c) => judged ? [c.off, number(c.max_err_over_allowed), number(c.ulp?.p99), number(c.rms)] : [number(c.min), number(c.max), number(c.mean), c.nan?.ours];
    const rows = all.flatMap((c) => {
      const row = make('tr', {}, make('td', {class: 'mono wide'}, c.name), make('td', {}, make('span', {class: 'pill ' + c.status}, c.status)),
                       make('td', {class: 'mono'}, tensor(c)), ...cells(c).map((text) => make('td', {class: 'right'}, String(text ?? ''))));
      const why = [c.reason, c.status === 'fail' && c.tolerance ? 'limits ' + c.tolerance.why : '', c.oracle?.verdict].filter(Boolean).join('; ');
      return why ? [row, make('tr', {}, make('td', {class: 'wide dim', colspan: names.length}, why))] : [row];
    });
    const worst = all.filter((c) => c.status === 'fail' && c.worst?.length).map((c) => make('pre', {style: 'margin-top: 10px; border-radius: 8px'},
      `${c.name}: off ${c.off} of ${c.numel}\n` + c.worst.map((w) => `[${w.index}]  got ${w.got}  want ${w.want}  allowed ${number(w.allowed)}`).join('\n')));
    return card('Outputs' + (run.against ? ' against ' + run.against : ''),
                make('div', {class: 'scroll'}, make('table', {}, make('thead', {}, make('tr', {}, ...names.map((name, k) => make('th', {class: k > 2 ? 'right' : ''}, name)))), make('tbody', {}, ...rows))),
                ...worst);
  };

  // ---- the graph
  const graph = () => {
    if (run.ops.length === 0) return null;
    const x = (op) => op.at[0] * (kNodeWidth + kGapX) + kNodeWidth / 2 + 10, y = (op) => op.at[1] * (kNodeHeight + kGapY) + kNodeHeight / 2 + 10;
    const width = Math.max(...run.ops.map(x)) + kNodeWidth / 2 + 10, height = Math.max(...run.ops.map(y)) + kNodeHeight / 2 + 10;
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, width: width * zoom, height: height * zoom, role: 'img', 'aria-label': 'the graph'});
    const longest = Math.max(...run.ops.map((op) => median(op) ?? 0), 1e-9);
    run.ops.forEach((op, k) => {
      for (const from of new Set((op.reads ?? []).map((tensor) => tensor.op).filter((at) => at !== undefined && at < k))) {
        const a = run.ops[from], x1 = x(a), y1 = y(a) + kNodeHeight / 2, x2 = x(op), y2 = y(op) - kNodeHeight / 2, bend = Math.min(60, (y2 - y1) / 2 + 6);
        drawing.append(svg('path', {class: 'edge' + (from === chosen || k === chosen ? ' near' : ''), 'data-from': from, 'data-to': k, d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`}));
      }
    });
    run.ops.forEach((op, k) => {
      const left = x(op) - kNodeWidth / 2, top = y(op) - kNodeHeight / 2;
      const node = svg('g', {class: 'node' + (k === chosen ? ' chosen' : ''), 'data-op': k, tabindex: 0, role: 'button'},
        svg('rect', {class: 'box', x: left, y: top, width: kNodeWidth, height: kNodeHeight, rx: 8}),
        svg('rect', {x: left + 1, y: top + 1, width: 5, height: kNodeHeight - 2, rx: 2, style: `fill: var(--${group(op.kind)}); stroke: none`}),
        svg('rect', {x: left + 8, y: top + kNodeHeight - 6, width: (kNodeWidth - 14) * (median(op) ?? 0) / longest, height: 3, rx: 1.5, style: `fill: var(--${group(op.kind)}); stroke: none`}));
      const title = svg('title');
      title.textContent = op.name;
      const name = svg('text', {x: left + 13, y: top + 17});
      name.textContent = short(op.name, 21);
      const what = svg('text', {class: 'small', x: left + 13, y: top + 32});
      what.textContent = [op.kind, time(median(op))].filter(Boolean).join('  ');
      node.append(title, name, what);
      node.addEventListener('click', () => open(k, true));
      node.addEventListener('keydown', (event) => { if (event.key === 'Enter') open(k, true); });
      drawing.append(node);
    });
    const by = (factor) => () => { zoom = Math.min(3, Math.max(0.1, zoom * factor)); drawing.setAttribute('width', width * zoom); drawing.setAttribute('height', height * zoom); };
    const kinds = [...new Set(run.ops.map((op) => group(op.kind)))];
    const names = {none: 'nothing to run', other: 'other'};
    return make('section', {class: 'card'},
      make('div', {class: 'tools'}, make('h2', {}, 'Graph'), make('div', {class: 'legend'}, ...kinds.map((kind) => make('span', {}, dot(kind === 'none' ? 'nop' : kind), names[kind] ?? kind))),
        make('button', {onclick: by(1 / 1.4), 'aria-label': 'smaller'}, '\u2212'), make('button', {onclick: by(1.4), 'aria-label': 'larger'}, '+')),
      make('div', {class: 'canvas'}, drawing));
  };

  // ---- one op
  const times = (op) => {
    const rows = [['warm', op.us?.warm], ['cold', op.us?.cold]].filter(([, us]) => us);
    if (rows.length === 0 && !op.original_us) return null;
    const cells = (name, us) => make('tr', {}, make('td', {}, name), ...[us.median, us.p5, us.p95].map((value) => make('td', {class: 'right'}, value ? time(value) : '')),
      make('td', {class: 'right'}, us.samples ? String(us.samples) : ''), make('td', {class: 'right'}, us.samples > 1 ? percent(us.noise) : ''));
    const body = rows.map(([name, us]) => cells(name, us));
    if (op.original_us) body.push(cells('original kernel', {median: op.original_us}));
    return make('table', {style: 'max-width: 560px'}, make('thead', {}, make('tr', {}, ...['time', 'median', '5 %', '95 %', 'samples', 'noise'].map((name, k) => make('th', {class: k > 0 ? 'right' : ''}, name)))), make('tbody', {}, ...body));
  };
  const tensors = (title, list) => !list?.length ? null : make('div', {}, make('span', {class: 'dim'}, title), make('ul', {}, ...list.map((tensor) => make('li', {class: 'mono'},
    tensor.op !== undefined ? make('button', {class: 'mono', onclick: () => open(tensor.op, true)}, tensor.name) : tensor.name, ' ' + tensor.layout))));
  const texts = (op) => {
    const all = [['IR', op.texts?.ir], ['Loop program', op.texts?.program], ['GPU kernel', op.texts?.source]].filter(([, text]) => text);
    if (all.length === 0) return [];
    const box = make('pre', {}, all[0][1]);
    const tabs = make('div', {class: 'tabs', role: 'tablist'}, ...all.map(([name, text], k) => make('button', {role: 'tab', 'aria-selected': k === 0, onclick: (event) => {
      for (const tab of tabs.children) tab.setAttribute('aria-selected', tab === event.target);
      box.textContent = text;
    }}, name)));
    return [tabs, box];
  };
  const details = () => {
    const place = make('section', {class: 'card', id: 'op', hidden: chosen < 0 ? '' : undefined});
    if (chosen < 0) return place;
    const op = run.ops[chosen], change = op.change;
    place.append(make('div', {class: 'head'}, make('div', {}, make('h3', {class: 'mono'}, dot(op.kind), op.name), op.nodes.length > 1 ? make('p', {class: 'dim', style: 'margin: 2px 0 0'}, 'fused of ' + op.nodes.join(', ')) : ''),
      make('button', {onclick: () => open(-1, false), 'aria-label': 'close'}, '\u2715')));
    place.append(make('div', {class: 'pairs'}, ...[
      pair('kind', op.kind), pair('runs as', op.kernel), pair('algorithm', op.algorithm), pair('schedule', op.schedule), pair('bytes', bytes(op.bytes)), pair('flops', op.flops ? number(op.flops) : ''),
      pair('bound', op.bound), pair('of limit', percent(op.of_limit)), pair('lines', op.lines?.join(' to ')), pair('program', op.hash),
      change ? pair('baseline', `${change.verdict} ${(100 * (change.ratio - 1)).toFixed(1)} %` + (change.interval ? ` (${change.interval.map((r) => (100 * (r - 1)).toFixed(1)).join(' to ')})` : '')) : null].filter(Boolean)));
    place.append(...[times(op), make('div', {class: 'tensors', style: 'margin-top: 12px'}, ...[tensors('reads', op.reads), tensors('writes', op.writes)].filter(Boolean)), ...texts(op)].filter(Boolean));
    return place;
  };
  const open = (k, scroll) => {
    chosen = k;
    document.getElementById('op').replaceWith(details());
    for (const row of document.querySelectorAll('[data-op]')) row.classList.toggle('chosen', Number(row.dataset.op) === k);
    for (const edge of document.querySelectorAll('.edge')) edge.classList.toggle('near', Number(edge.dataset.from) === k || Number(edge.dataset.to) === k);
    if (scroll && k >= 0) document.getElementById('op').scrollIntoView({block: 'nearest'});
  };

  // ---- the page
  const fact = (label, value) => value === undefined || value === '' ? null : make('div', {class: 'fact'}, make('b', {}, value), make('span', {}, label));
  const heading = () => {
    const scheme = make('button', {onclick: () => {
      const dark = document.documentElement.dataset.scheme ? document.documentElement.dataset.scheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      document.documentElement.dataset.scheme = dark ? 'light' : 'dark';
      refresh();
    }, 'aria-label': 'light or dark'}, '\u25D0');
    const words = {pass: 'PASS', fail: 'FAIL', unjudged: 'UNJUDGED', slower: 'SLOWER', error: 'ERROR', unsupported: 'NOT SUPPORTED', ran: 'RAN'};
    const where = [run.device?.name, run.engine?.kernels ? run.engine.kernels + ' kernels' : '', run.torch ? 'dump of torch ' + run.torch : '', run.started ?? record.started].filter(Boolean).join(' \u00b7 ');
    const inside = [make('div', {class: 'title'}, make('h1', {}, run.dump), make('p', {}, where)), make('span', {class: 'pill ' + run.status, style: 'margin-top: 4px'}, words[run.status] ?? run.status)];
    if (record.runs.length > 1)
      inside.push(make('select', {'aria-label': 'graph', onchange: (event) => { run = record.runs[event.target.value]; chosen = -1; sorting = {column: -1, down: true}; refresh(); }},
        ...record.runs.map((other, k) => make('option', {value: k, selected: other === run ? '' : undefined}, `${other.status === 'pass' ? '' : (words[other.status] ?? other.status) + '  '}${other.name || other.dump}`))));
    inside.push(scheme);
    return make('header', {}, ...inside);
  };
  const facts = () => {
    const total = run.total ?? {}, us = total.graph_us ?? total.launch_us ?? total.cold_us;
    const counts = {};
    for (const c of run.compare ?? []) counts[c.status] = (counts[c.status] ?? 0) + 1;
    const verdict = Object.entries(counts).map(([status, n]) => `${n} ${status}`).join(', ');
    return make('div', {class: 'facts'}, ...[
      fact(total.graph_us ? 'as one graph' : total.launch_us ? 'launch by launch' : 'flushed caches', us ? time(us.median) : ''),
      total.graph_us ? fact('launch by launch', time(total.launch_us?.median)) : null, us === total.cold_us ? null : fact('flushed caches', time(total.cold_us?.median)),
      fact('ops', String(run.ops?.length ?? '')), fact('traffic', total.bytes ? bytes(total.bytes) : ''), fact('memory', total.peak_memory_bytes ? bytes(total.peak_memory_bytes) : ''),
      fact('outputs', verdict)].filter(Boolean));
  };
  const overview = () => {
    if (record.runs.length < 2) return null;
    const counts = {};
    for (const one of record.runs) counts[one.status] = (counts[one.status] ?? 0) + 1;
    return make('p', {class: 'dim', style: 'margin: -8px 0 14px'}, `${record.runs.length} graphs: ` + Object.entries(counts).map(([status, n]) => `${n} ${status}`).join(', '));
  };
  const refresh = () => {
    charts.forEach((one) => one.destroy());
    charts = [];
    const parts = [heading(), overview()];
    if (run.error) {
      parts.push(card('Error', make('pre', {class: 'message'}, run.error.text ?? run.error.message)));
    } else {
      const pictures = [bars(), roofline(), histograms()].filter(Boolean);
      const drawing = graph(), narrow = drawing?.querySelector('svg').viewBox.baseVal.width < kNarrow && pictures.length > 0;
      parts.push(facts(), outputs(), opTable(), details());
      if (narrow) parts.push(make('div', {class: 'two'}, drawing, make('div', {}, ...pictures)));
      else parts.push(drawing, make('div', {class: 'two'}, ...pictures));
    }
    if (run.warnings?.length) parts.push(card('Warnings', make('ul', {class: 'plain'}, ...run.warnings.map((warning) => make('li', {}, warning.text)))));
    if (run.reproduce) parts.push(card('Again', make('pre', {class: 'message'}, run.reproduce)));
    const version = record.version;
    parts.push(make('footer', {}, `ireplay ${version.release}` + (version.commit ? ` (${version.commit})` : '') + (record.host ? ` on ${record.host}` : '') + (record.interrupted ? ', interrupted' : '')));
    page.replaceChildren(...parts.filter(Boolean));
    drawWaiting();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refresh);
  matchMedia('print').addEventListener('change', refresh);
  if (!run) page.append(make('p', {}, 'The record holds no graphs.'));
  else refresh();
})();
