import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fileKind } from "../../src/io/file-kind.ts";
import { bytesInMemory, NpyFile } from "../../src/io/npy.ts";
import { encodePng } from "../../src/png/png.ts";
import { npyBytes } from "../fixtures/npy-bytes.ts";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const at = (place: number, text: string): Uint8Array => bytes("\x01".repeat(place) + text);
const tiny = { data: new Uint8Array(4), shape: [2, 2] };

const kinds: [what: string, file: Uint8Array, says: RegExp][] = [
  ["a PNG", encodePng(tiny), /^a PNG image: np\.save\("stack\.npy", np\.stack\(images\)\) makes a stack/],
  ["a JPEG", bytes("\xff\xd8\xff\xe0"), /^a JPEG image: /],
  ["a TIFF of either order", bytes("II*\0"), /^a TIFF file: /],
  ["a TIFF of the other order", bytes("MM\0*"), /^a TIFF file: /],
  ["a BigTIFF", bytes("MM\0+"), /^a BigTIFF file: /],
  ["a WebP", bytes("RIFF1234WEBP"), /^a WebP image: /],
  ["an .npz", zipSync({ "a.npy": npyBytes(tiny) }), /^a zip archive \(an \.npz\?\): save one array of it, np\.save/],
  ["a .npy.gz", new Uint8Array(gzipSync(npyBytes(tiny))), /^a gzip file: unpack it with gunzip$/],
  ["a tar", at(257, "ustar"), /^a tar archive/],
  ["HDF5", bytes("\x89HDF\r\n\x1a\n"), /^an HDF5 file: save its array with np\.save, .*h5py/],
  ["MATLAB's", bytes("MATLAB 5.0 MAT-file"), /^a MATLAB file: .*loadmat/],
  ["NIfTI", at(344, "n+1\0"), /^a NIfTI file/],
  ["DICOM", at(128, "DICM"), /^a DICOM file/],
  ["Parquet", bytes("PAR1\x15\x04"), /^a Parquet file: save its array with np\.save$/],
  ["a pickle", bytes("\x80\x04\x95"), /^a Python pickle: /],
  [
    "a Git LFS pointer",
    bytes("version https://git-lfs.github.com/spec/v1\noid"),
    /^a Git LFS pointer .*: git lfs pull fetches it$/,
  ],
  ["HTML", bytes("\n<!DOCTYPE html><html>"), /^an HTML page/],
  ["JSON", bytes('  {"mark": "point"}'), /^a JSON text \(a chart\?\), which begins with "\{\\"mark\\": \\"point\\"}"$/],
  ["JSON with a byte order mark", bytes("\xef\xbb\xbf[1]"), /^a JSON text/],
  [
    "a text",
    bytes("1.0 2.0 3.0\n"),
    /^a text, which begins with "1\.0 2\.0 3\.0\\n": np\.save writes arrays, np\.savetxt does not$/,
  ],
  ["nothing", new Uint8Array(0), /^an empty file$/],
  ["something else", Uint8Array.of(1, 2, 0xfe, 4, 5), /^a file that begins with the bytes 01 02 fe 04$/],
];

describe("a file of another kind", () => {
  it.each(kinds)("is told by its first bytes: %s", async (_, file, says) => {
    expect(fileKind(file).says).toMatch(says);
    const error = await NpyFile.open(bytesInMemory(file)).catch((reason: Error) => reason.message);
    expect(error).toBe(`.npy: expected a file that begins with \\x93NUMPY, got ${fileKind(file).says}`);
  });

  it("is no .npy file, and a text that is cut within a letter is a text", () => {
    expect(fileKind(npyBytes(tiny)).is).toBe("npy");
    expect(fileKind(new TextEncoder().encode(`${"x".repeat(511)}é`)).is).toBe("text");
  });
});
