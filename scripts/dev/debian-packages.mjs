import { onPath, run } from "./programs.mjs";

/** Installs Debian's packages and says so, where apt is there and may be used without a question. */
export function install(packages) {
  if (!onPath("apt-get")) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !(onPath("sudo") && run("sudo", ["-n", "true"], { quiet: true }).ok)) return;
  const apt = (...args) =>
    run(isRoot ? "apt-get" : "sudo", [...(isRoot ? [] : ["-n", "apt-get"]), "-qq", ...args], { quiet: true }).ok;
  console.log(`Installing ${packages.join(" and ")} with apt-get …`);
  apt("update") && apt("install", "-y", "--no-install-recommends", ...packages);
}
