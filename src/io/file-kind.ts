// What a file is by its first bytes, for those who give one kind where another is expected.

/** First bytes that tell what a file is. */
export const KIND_BYTES = 512;

export interface FileKind {
  readonly is: "npy" | "json" | "text" | "other";
  /** What it is called, with what can be done about it: "a gzip file: unpack it with gunzip". */
  readonly says: string;
}

const IMAGES = 'np.save("stack.npy", np.stack(images)) makes a stack of images';
const ARRAY = "save its array with np.save";

/** Signatures (texts in Latin-1) at the file's begin, or where the third item says. */
const SIGNATURES: readonly (readonly [signature: string, says: string, at?: number])[] = [
  ["\x89PNG\r\n\x1a\n", `a PNG image: ${IMAGES}`],
  ["\xff\xd8\xff", `a JPEG image: ${IMAGES}`],
  ["GIF8", `a GIF image: ${IMAGES}`],
  ["II*\0", `a TIFF file: ${IMAGES}`],
  ["MM\0*", `a TIFF file: ${IMAGES}`],
  ["II+\0", `a BigTIFF file: ${IMAGES}`],
  ["MM\0+", `a BigTIFF file: ${IMAGES}`],
  ["WEBP", `a WebP image: ${IMAGES}`, 8],
  ["PK\x03\x04", 'a zip archive (an .npz?): save one array of it, np.save("a.npy", np.load("a.npz")["a"])'],
  ["PK\x05\x06", "an empty zip archive"],
  ["\x1f\x8b", "a gzip file: unpack it with gunzip"],
  ["BZh", "a bzip2 file: unpack it with bunzip2"],
  ["\xfd7zXZ\0", "an xz file: unpack it with unxz"],
  ["\x28\xb5\x2f\xfd", "a Zstandard file: unpack it with unzstd"],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it"],
  ["ustar", "a tar archive: unpack it", 257],
  ["\x89HDF\r\n\x1a\n", `an HDF5 file: ${ARRAY}, np.save("a.npy", h5py.File("a.h5")["name"][:])`],
  ["CDF\x01", `a netCDF file: ${ARRAY}`],
  ["CDF\x02", `a netCDF file: ${ARRAY}`],
  ["CDF\x05", `a netCDF file: ${ARRAY}`],
  ["MATLAB 5.0", `a MATLAB file: ${ARRAY}, np.save("a.npy", scipy.io.loadmat("a.mat")["name"])`],
  ["SIMPLE  =", `a FITS file: ${ARRAY} (astropy.io.fits reads it)`],
  ["n+1\0", `a NIfTI file: ${ARRAY} (nibabel reads it)`, 344],
  ["NRRD000", `an NRRD file: ${ARRAY}`],
  ["DICM", `a DICOM file: ${IMAGES} (pydicom reads them)`, 128],
  ["PAR1", `a Parquet file: ${ARRAY}`],
  ["ARROW1", `an Arrow file: ${ARRAY}`],
  ["FEA1", `a Feather file: ${ARRAY}`],
  ["%PDF-", "a PDF"],
  ["SQLite format 3\0", "an SQLite database"],
  ["version https://git-lfs.github.com/spec", "a Git LFS pointer in place of the file: git lfs pull fetches it"],
  ...["\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05"].map((start) => [start, `a Python pickle: ${ARRAY}`] as const),
];

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The text that the bytes begin, if they are one: UTF-8 without control characters. */
function textOf(head: Uint8Array): string | undefined {
  try {
    // A character may be cut off at the end.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text has
    return /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text) ? undefined : text.trimStart();
  } catch {
    return undefined;
  }
}

function textKind(text: string): FileKind {
  const start = JSON.stringify(text.slice(0, 20));
  if (/^<(!doctype html|html|head|body)\b/i.test(text)) return { is: "text", says: "an HTML page (of a download that failed?)" };
  if (text.startsWith("<?xml")) return { is: "text", says: "an XML text" };
  if (/^[[{]/.test(text)) return { is: "json", says: `a JSON text (a chart?), which begins with ${start}` };
  return { is: "text", says: `a text, which begins with ${start}: np.save writes arrays, np.savetxt does not` };
}

/** What a file is, by its first `KIND_BYTES` bytes, or all where there are fewer. */
export function fileKind(bytes: Uint8Array): FileKind {
  const head = bytes.subarray(0, KIND_BYTES);
  if (head.length === 0) return { is: "other", says: "an empty file" };
  const letters = latin1(head);
  if (letters.startsWith("\x93NUMPY")) return { is: "npy", says: "an array in NumPy's format" };
  const known = SIGNATURES.find(([signature, , at]) => letters.startsWith(signature, at));
  if (known) return { is: "other", says: known[1] };
  const text = textOf(head);
  if (text !== undefined) return textKind(text);
  const start = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return { is: "other", says: `a file that begins with the bytes ${start}` };
}
