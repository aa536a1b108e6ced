import { type Change, type Changes, FEWEST_CONTROLS } from "../changes.ts";
import type { Environment } from "../result.ts";
import { timeText } from "./words.ts";

const percent = (factor: number): string => {
  const value = 100 * (factor - 1);
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(Math.abs(value) < 10 ? 1 : 0)} %`;
};

/** "−12 % (−14 % to −9.8 %)". */
const changeText = ({ factor, low, high }: Change): string => `${percent(factor)} (${percent(low)} to ${percent(high)})`;

/** What stands above the cells of a change; the first three are words. */
export const CHANGE_HEADS = ["verdict", "case", "who", "before, an item", "after", "change"] as const;
export const CHANGE_WORDS: ReadonlySet<number> = new Set([0, 1, 2]);

/** A change's cells. The verdict is empty where it is noise. */
export const changeCells = (one: Change): readonly string[] => [
  one.beyondNoise ? (one.factor > 1 ? "slower" : "faster") : "",
  one.caseName,
  one.name,
  timeText(one.before),
  timeText(one.after),
  changeText(one),
];

const machineText = ({ date, ndpeek, cpu, engine }: Environment): string => `ndpeek ${ndpeek}, ${engine}, ${cpu}, ${date}`;

/** What one wants to know first, a sentence a line. */
export function changesSummary({ before, after, changes, drift, noise, controls, agreement, unmatched }: Changes): string[] {
  const own = changes.filter((one) => one.own);
  const count = (test: (one: Change) => boolean): number => own.filter((one) => one.beyondNoise && test(one)).length;
  const machine =
    controls < FEWEST_CONTROLS
      ? `Of what is not ndpeek, ${controls} are in both, too few to tell the machine's own drift: none is taken.`
      : `What is not ndpeek (${controls} entries) takes ${percent(drift)} of time after; the changes below are less that. Nine tenths of it stay within ` +
        `±${(100 * (noise - 1)).toFixed(1)} %: less is noise.`;
  return [
    `Before: ${machineText(before.environment)}`,
    `After:  ${machineText(after.environment)}`,
    machine,
    `ndpeek: ${count(({ factor }) => factor > 1)} slower and ${count(({ factor }) => factor < 1)} faster beyond noise, of ${own.length}.`,
    ...(agreement
      ? [
          `Ratios to the baselines: ${agreement.within} of ${agreement.count} agree within 10 %; the largest difference is ` +
            `${percent(agreement.largest)} (${agreement.where}). Of the medians of the rounds' ratios ${agreement.withinByMedians} agree.`,
        ]
      : []),
    ...(unmatched.length > 0 ? [`Only in one of both: ${unmatched.join(", ")}.`] : []),
  ];
}
