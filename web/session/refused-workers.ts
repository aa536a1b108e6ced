const TEXT = "Workers are refused here (the policy needs worker-src blob:): rows are drawn beside all else, and slower.";

/** A policy does not change: who asks later is told at once, for workers are not tried again. */
let areRefused = false;

/** Says so when a policy refuses workers: that of a host may be stricter than the page's own. Returns what stops it. */
export function watchRefusedWorkers(say: (text: string) => void): () => void {
  const hear = ({ effectiveDirective, disposition }: SecurityPolicyViolationEvent): void => {
    if (disposition !== "enforce" || !/^(worker|child)-src/.test(effectiveDirective)) return;
    areRefused = true;
    say(TEXT);
  };
  if (areRefused) say(TEXT);
  document.addEventListener("securitypolicyviolation", hear);
  return () => document.removeEventListener("securitypolicyviolation", hear);
}
