import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import type { Thumbnail } from "./thumbnail.ts";

/** Milliseconds of a frame that go into pictures: what else a frame has to do fits beside them at 60 frames a second. */
const SLICE = 5;
/** Pictures that come later, asked for and not there yet. */
const MOST_WAITING = 8;

export interface PictureSlices {
  /** Makes pictures, those that are seen first, as long as a slice lasts. Returns whether some are left that can be made at once. */
  make(thumbnails: Iterable<Thumbnail>, isSeen: (thumbnail: Thumbnail) => boolean): boolean;
  /** All pictures look different from now on. */
  refresh(): void;
}

/** Pictures by and by. `arrived` is told of each that a thumbnail shows now; `free` when another can be asked for. */
export function pictureSlices(
  picture: (row: number) => TooltipPicture | Promise<TooltipPicture>,
  arrived: (thumbnail: Thumbnail, picture: TooltipPicture) => void,
  free: () => void,
): PictureSlices {
  let look = 0;
  let waiting = 0;

  function put(thumbnail: Thumbnail, asked: number, made: TooltipPicture | undefined): void {
    thumbnail.shown = asked;
    if (made) {
      thumbnail.show(made);
      arrived(thumbnail, made);
    } else thumbnail.fail();
  }

  /** An answer that comes late is for a thumbnail that may have got another row, or a newer picture. */
  function ask(thumbnail: Thumbnail): void {
    const { row, turn } = thumbnail;
    const asked = look;
    thumbnail.asked = asked;
    const putLate = (made: TooltipPicture | undefined): void => {
      waiting--;
      if (thumbnail.turn === turn && thumbnail.shown < asked) put(thumbnail, asked, made);
      free();
    };
    try {
      const answer = picture(row);
      if ("then" in answer) {
        waiting++;
        answer.then(putLate, () => putLate(undefined));
      } else put(thumbnail, asked, answer);
    } catch {
      put(thumbnail, asked, undefined);
    }
  }

  return {
    make(thumbnails, isSeen) {
      const begin = performance.now();
      const stale = [...thumbnails].filter(({ asked }) => asked < look);
      // Of a look that changes with every frame the oldest first: none is left behind.
      stale.sort((a, b) => Number(isSeen(b)) - Number(isSeen(a)) || a.asked - b.asked);
      for (const thumbnail of stale) {
        if (waiting >= MOST_WAITING) return false;
        if (performance.now() - begin >= SLICE) return true;
        ask(thumbnail);
      }
      return false;
    },
    refresh() {
      look++;
    },
  };
}
