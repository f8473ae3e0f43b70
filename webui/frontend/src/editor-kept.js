// What is typed and not yet on the server stays in this browser: a copy for each revision that it was typed upon, and
// copies that a person has yet to decide about.

/** The copies of one letter. `put` answers false when the browser keeps nothing. */
export function keptCopies(id) {
  const working = `letterkit.letter.${id}.`;
  const undecided = `letterkit.undecided.${id}.`;

  function keys(prefix) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return []; // the browser forbids it
    }
  }

  function write(key, copy) {
    try {
      localStorage.setItem(key, JSON.stringify(copy));
      return true;
    } catch {
      return false; // the place is full or forbidden
    }
  }

  function read(key) {
    try {
      const copy = JSON.parse(localStorage.getItem(key));
      return typeof copy?.text === "string" && typeof copy.title === "string" ? { ...copy, key } : null;
    } catch {
      return null;
    }
  }

  return {
    put: (text, title, revision) => write(`${working}${revision}`, { text, title, revision, at: Date.now() }),
    /** The text has reached the server. */
    clear() {
      for (const key of keys(working)) localStorage.removeItem(key);
    },
    /** Sets a copy aside until the person decides; the next saving does not touch it. */
    setAside(text, title, revision, at = Date.now()) {
      const key = `${undecided}${at}`;
      const copy = { text, title, revision, at };
      return write(key, copy) ? { ...copy, key } : null;
    },
    /** Copies that differ from what the server has, the newest first; those that do not are forgotten. */
    found(text, title) {
      const differs = (copy) => copy && (copy.text !== text || copy.title !== title);
      for (const key of keys(working)) {
        const copy = read(key);
        if (!differs(copy) || this.setAside(copy.text, copy.title, copy.revision, copy.at)) localStorage.removeItem(key);
      }
      const copies = [];
      for (const key of keys(undecided)) {
        const copy = read(key);
        if (differs(copy)) copies.push(copy);
        else localStorage.removeItem(key);
      }
      return copies.sort((one, other) => other.at - one.at);
    },
    drop: (copy) => localStorage.removeItem(copy.key),
  };
}
