// node npm-ci.mjs FOLDER OS CPU: installs exactly what the root's package-lock.json says as FOLDER/node_modules.
// The packages are installed aside and then moved into place in one step, so that two builds at once cannot see, or make, half an
// installation: the slower of the two throws its own away.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const [folder, os, cpu] = process.argv.slice(2);
const lock = readFileSync(join(root, "package-lock.json"), "utf8");
const target = join(folder, "node_modules");
const stamp = join(target, ".restored");
const isCurrent = () => existsSync(stamp) && readFileSync(stamp, "utf8") === lock;

if (isCurrent()) {
    utimesSync(stamp, new Date(), new Date());
    process.exit(0);
}

mkdirSync(join(here, "obj"), { recursive: true });
const aside = mkdtempSync(join(here, "obj", "npm-"));
try {
    for (const file of ["package.json", "package-lock.json"])
        cpSync(join(root, file), join(aside, file));
    const npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", `--os=${os}`, `--cpu=${cpu}`];
    const run = spawnSync("npm", npm, { cwd: aside, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
    if (run.error || run.status !== 0)
        throw new Error(`npm ci failed (${run.error?.message ?? run.status}); Laurel's build needs node and npm`);
    writeFileSync(join(aside, "node_modules", ".restored"), lock);
    mkdirSync(folder, { recursive: true });
    if (existsSync(target) && !isCurrent())
        moveIfThere(target, join(aside, "replaced"));
    moveUnlessThere(join(aside, "node_modules"), target);
    if (!isCurrent())
        throw new Error(`${target} could not be replaced; delete it and build again`);
} finally {
    rmSync(aside, { recursive: true, force: true });
}

function moveIfThere(from, to) {
    try { renameSync(from, to); }
    catch (error) { if (error.code !== "ENOENT") throw error; }
}

function moveUnlessThere(from, to) {
    try { renameSync(from, to); }
    catch (error) { if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes(error.code)) throw error; }
}
