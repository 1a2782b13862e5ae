/** Reads the numbers and booleans of a struct in Thrift's compact protocol, and where each stands. */

/**
 * @param path ids of the fields that lead to a value, joined by dots; elements of a list are fields of the list.
 * @param at where a value begins; of a boolean the byte that says its field, its type and itself.
 */
export type FieldVisitor = (path: string, at: number, value: number | boolean) => void;

const TYPE = { true: 1, false: 2, byte: 3, i16: 4, i32: 5, i64: 6, double: 7, binary: 8, list: 9, set: 10, map: 11, struct: 12 };

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
    switch (type) {
      case TYPE.true:
      case TYPE.false:
      case TYPE.byte:
        return this.#skip(1);
      case TYPE.i16:
      case TYPE.i32:
      case TYPE.i64:
        return this.#visit(path, this.#at, zigzag(this.#varint()));
      case TYPE.double:
        return this.#skip(8);
      case TYPE.binary:
        return this.#skip(this.#varint());
      case TYPE.list:
      case TYPE.set:
        return this.#list(path);
      case TYPE.map:
        return this.#map(path);
      case TYPE.struct:
        return this.struct(path);
      default:
        throw new RangeError(`${type} is no type of Thrift`);
    }
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
