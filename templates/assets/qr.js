// QR codes of addresses, the same as publisher/qr.py makes: bytes at level M, in the smallest of versions 1 to 20.
// A code is rows of modules, 1 where it is dark; null where the text is too long (over 666 bytes).
guide.code = (() => {
  const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]; // bytes to a block, by version
  const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
  const MASKS = [
    (i, j) => (i + j) % 2, (i) => i % 2, (i, j) => j % 3, (i, j) => (i + j) % 3, (i, j) => ((i >> 1) + Math.floor(j / 3)) % 2,
    (i, j) => ((i * j) % 2) + ((i * j) % 3), (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2, (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
  ]; // a module turns where this is 0
  const POWERS = [];
  const LOGS = [];
  for (let power = 0, value = 1; power < 255; power += 1) {
    POWERS[power] = value;
    LOGS[value] = power;
    value = value > 127 ? (value * 2) ^ 0x11d : value * 2;
  }
  const product = (a, b) => (a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0);
  const range = (count) => [...Array(count).keys()];
  const bitsOf = (value, count) => range(count).map((at) => (value >> (count - 1 - at)) & 1);
  const remainder = (value, divisor, degree) => range(degree).reduce((rest) => (rest << 1) ^ ((rest >> (degree - 1)) * divisor), value);

  // The fixed parts: finders, timing, alignment, and room for what is told of the code itself; -1 where data go.
  const blank = (version) => {
    const size = version * 4 + 17;
    const grid = range(size).map(() => new Int8Array(size).fill(-1));
    const square = (top, left, reach, dark) => {
      for (let i = -reach; i <= reach; i += 1) {
        for (let j = -reach; j <= reach; j += 1) if (grid[top + i]?.[left + j] !== undefined) grid[top + i][left + j] = dark(Math.max(Math.abs(i), Math.abs(j)));
      }
    };
    for (const at of range(9)) {
      grid[at][8] = grid[8][at] = 0;
      if (at < 8) grid[size - 1 - at][8] = grid[8][size - 1 - at] = 0;
    }
    if (version > 6) for (const at of range(18)) grid[Math.floor(at / 3)][size - 11 + (at % 3)] = grid[size - 11 + (at % 3)][Math.floor(at / 3)] = 0;
    for (let at = 8; at < size - 8; at += 1) grid[at][6] = grid[6][at] = (at + 1) % 2;
    for (const [top, left] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(top, left, 4, (ring) => Number(ring !== 2 && ring !== 4));
    const count = version > 1 ? Math.floor(version / 7) + 2 : 0;
    const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
    const centers = range(count).map((at) => (at ? size - 7 - step * (count - 1 - at) : 6));
    for (const top of centers) {
      for (const left of centers) {
        const corners = [top, left].filter((at) => at === 6).length;
        if (corners < 2 && !(corners && Math.max(top, left) === size - 7)) square(top, left, 2, (ring) => Number(ring !== 1));
      }
    }
    return grid;
  };

  const checks = (block, count) => {
    const divisor = range(count).reduce((found, power) => [...found, 0].map((each, at) => each ^ product(found[at - 1] ?? 0, POWERS[power])), [1]);
    const rest = [...block, ...Array(count).fill(0)];
    for (const at of block.keys()) {
      const lead = rest[at];
      divisor.forEach((factor, place) => { rest[at + place] ^= product(factor, lead); });
    }
    return rest.slice(block.length);
  };

  // The bytes in blocks, each with its checks, taken in turns.
  const message = (data, version, room) => {
    const [count, own] = [BLOCKS[version - 1], CHECKS[version - 1]];
    const long = room % count; // the last blocks have a byte more
    const blocks = [];
    for (let at = 0, from = 0; at < count; at += 1) {
      const to = from + Math.floor(room / count) - own + (at >= count - long ? 1 : 0);
      blocks.push(data.slice(from, to));
      from = to;
    }
    const turns = (rows) => range(Math.max(...rows.map((row) => row.length))).flatMap((at) => rows.map((row) => row[at])).filter((byte) => byte !== undefined);
    return [...turns(blocks), ...turns(blocks.map((block) => checks(block, own)))];
  };

  const encoded = (bytes, version, most) => {
    const bits = [...bitsOf(4, 4), ...bitsOf(bytes.length, version > 9 ? 16 : 8), ...bytes.flatMap((byte) => bitsOf(byte, 8))];
    bits.push(0, 0, 0, 0); // the text ends; bytes are whole again
    const data = range(bits.length / 8).map((at) => bits.slice(at * 8, at * 8 + 8).reduce((value, bit) => value * 2 + bit, 0));
    if (data.length < most) data.push(0); // as segno does
    for (let pad = 0xec; data.length < most; pad ^= 0xec ^ 0x11) data.push(pad);
    return data;
  };

  // Two columns at a time from the right, up and down in turn, past the timing pattern.
  const laid = (grid, bits) => {
    const size = grid.length;
    let at = 0;
    for (let start = size - 1; start > 0; start -= 2) {
      const right = start <= 6 ? start - 1 : start;
      const up = (right & 2) === 0 ? right > 6 : right < 6;
      for (const step of range(size)) {
        for (const left of [right, right - 1]) {
          const row = grid[up ? size - 1 - step : step];
          if (row[left] < 0) row[left] = bits[at++] ?? 0;
        }
      }
    }
    return grid;
  };

  const FINDER = "1011101";
  const finders = (line) => {
    let points = 0;
    for (let at = line.indexOf(FINDER); at >= 0;) {
      const [before, after] = [line.slice(Math.max(at - 4, 0), at), line.slice(at + 7, at + 11)];
      const counts = at === 0 || at === line.length - 7 || !before.includes("1") || !after.includes("1");
      if (counts) points += 40;
      at = line.indexOf(FINDER, at + (counts ? 7 : 4));
    }
    return points;
  };

  const penalty = (grid) => {
    const size = grid.length;
    let points = 0;
    let dark = 0;
    for (const i of range(size)) {
      const lines = [[...grid[i]].join(""), grid.map((row) => row[i]).join("")];
      for (const line of lines) {
        for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
        points += finders(line);
      }
      for (const j of range(size)) {
        dark += grid[i][j];
        if (i && j && grid[i][j] === grid[i][j - 1] && grid[i][j] === grid[i - 1][j] && grid[i][j] === grid[i - 1][j - 1]) points += 3;
      }
    }
    return points + 10 * Math.floor(Math.abs((dark / size ** 2) * 100 - 50) / 5);
  };

  // What the code tells of itself: its mask at two places, and from version 7 on its version.
  const told = (grid, mask, version) => {
    const size = grid.length;
    const format = ((mask << 10) | remainder(mask, 0x537, 10)) ^ 0x5412;
    for (const at of range(8)) {
      const [low, high] = [(format >> at) & 1, (format >> (14 - at)) & 1];
      grid[at + (at > 5 ? 1 : 0)][8] = grid[8][size - 1 - at] = low;
      grid[8][at + (at > 5 ? 1 : 0)] = grid[size - 1 - at][8] = high;
    }
    grid[size - 8][8] = 1;
    const edition = (version << 12) | remainder(version, 0x1f25, 12);
    if (version > 6) for (const at of range(18)) grid[Math.floor(at / 3)][size - 11 + (at % 3)] = grid[size - 11 + (at % 3)][Math.floor(at / 3)] = (edition >> at) & 1;
    return grid.map((row) => [...row]);
  };

  return (text) => {
    const bytes = [...new TextEncoder().encode(text)];
    for (let version = 1; version <= BLOCKS.length; version += 1) {
      const empty = blank(version);
      const room = empty.reduce((count, row) => count + row.filter((cell) => cell < 0).length, 0) >> 3;
      const most = room - BLOCKS[version - 1] * CHECKS[version - 1];
      if (bytes.length + (version > 9 ? 3 : 2) > most) continue;
      const bits = message(encoded(bytes, version, most), version, room).flatMap((byte) => bitsOf(byte, 8));
      const full = laid(empty.map((row) => row.slice()), bits);
      const masked = MASKS.map((turns) => full.map((row, i) => row.map((cell, j) => (empty[i][j] < 0 && turns(i, j) === 0 ? 1 - cell : cell))));
      const points = masked.map(penalty);
      const mask = points.indexOf(Math.min(...points));
      return told(masked[mask], mask, version);
    }
    return null;
  };
})();
