/** Reads the numbers and booleans of a struct in Thrift's compact protocol, and where each stands. */

/**
 * @param path ids of the fields that lead to a value, joined by dots; elements of a list are fields of the list.
 * @param at where a value begins; of a boolean the byte that says its field, its type and itself.
 */
export type FieldVisitor = (path: string, at: number, value: number | boolean) => void;

const TYPE = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
};

/** @throws RangeError where the bytes end within it. */
export function visitFields(bytes: Buffer, visit: FieldVisitor): void {
  new StructReader(bytes, visit).struct('');
}

class StructReader {
  readonly #bytes: Buffer;
  readonly #visit: FieldVisitor;
  #at = 0;

  constructor(bytes: Buffer, visit: FieldVisitor) {
    this.#bytes = bytes;
    this.#visit = visit;
  }

  struct(path: string): void {
    for (let id = 0; ; ) {
      const at = this.#at;
      const head = this.#byte();
      if (head === 0) return;
      id = head >> 4 === 0 ? zigzag(this.#varint()) : id + (head >> 4);
      const [field, type] = [path === '' ? String(id) : `${path}.${id}`, head & 15];
      if (type === TYPE.true || type === TYPE.false) this.#visit(field, at, type === TYPE.true);
      else this.#value(field, type);
    }
  }

  #value(path: string, type: number): void {
    if (type >= TYPE.i16 && type <= TYPE.i64) this.#visit(path, this.#at, zigzag(this.#varint()));
    else if (type === TYPE.binary) this.#skip(this.#varint());
    else if (type === TYPE.list || type === TYPE.set) this.#list(path);
    else if (type === TYPE.map) this.#map(path);
    else if (type === TYPE.struct) this.struct(path);
    else this.#skip(type === TYPE.double ? 8 : 1);
  }

  #list(path: string): void {
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#varint() : head >> 4;
    for (let index = 0; index < size; index += 1) this.#value(path, head & 15);
  }

  #map(path: string): void {
    const size = this.#varint();
    const types = size === 0 ? 0 : this.#byte();
    for (let index = 0; index < size; index += 1) {
      this.#value(path, types >> 4);
      this.#value(path, types & 15);
    }
  }

  #byte(): number {
    this.#at += 1;
    return this.#bytes.readUInt8(this.#at - 1);
  }

  #skip(length: number): void {
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('the struct is cut');
  }

  /** Exact up to 2^53, which no number of rows or bytes exceeds. */
  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
