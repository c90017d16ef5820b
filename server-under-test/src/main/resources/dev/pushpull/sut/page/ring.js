/* The last so many things: what keeps the page small however long it is open. */
export class Ring {
  #items = [];
  #capacity;
  #dropped = 0;

  /** Keeps the last `capacity` items. */
  constructor(capacity) { this.#capacity = capacity; }

  push(item) {
    this.#items.push(item);
    // In one go now and then, since taking the first of an array away moves all others.
    if (this.#items.length >= 2 * this.#capacity) {
      this.#dropped += this.#items.length - this.#capacity;
      this.#items = this.#items.slice(-this.#capacity);
    }
  }

  clear() { this.#items = []; this.#dropped = 0; }

  get length() { return this.#items.length; }

  get last() { return this.#items.at(-1); }

  at(index) { return this.#items[index]; }

  /** Index of the first item for which `past` holds, if it holds for all after it too; else the length. */
  search(past) {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (past(this.#items[middle])) high = middle; else low = middle + 1;
    }
    return low;
  }

  /** The items from an index on. */
  from(index) { return this.#items.slice(index); }
}
