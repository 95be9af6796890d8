"use strict";
// The first thing that runs on a fresh clone. No dependency and no syntax that Node 12 could not parse: the age of a
// Node is reported in words. What follows runs on the Node that npm installed. package.json says `exec`, as a shell
// between npm and us would swallow npm's SIGINT; Windows, which has no exec, takes what follows `||`.

function fail(sentence, remedy) {
  console.error(`\ngonogo: ${sentence}\n        ${remedy}`);
  process.exit(1);
}

if (parseInt(process.versions.node, 10) < 20)
  fail(
    `Gonogo needs Node 20 or newer; this is Node ${process.versions.node}.`,
    "Install a newer Node from nodejs.org.",
  );

const { spawn } = require("node:child_process");
const crypto = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const modules = path.join(root, "node_modules");
const nodeFile = path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const command = process.argv[2] || "serve";

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Compares what is installed with the lock file, version by version; dates say nothing after a checkout. */
function installed() {
  const lock = readJson(path.join(root, "package-lock.json"));
  const found = readJson(path.join(modules, ".package-lock.json"));
  if (!lock) fail("package-lock.json can't be read.", "Restore it: git checkout package-lock.json");
  if (!found) return false;
  const production = command === "serve" || command === "cli";
  return Object.keys(lock.packages).every((name) => {
    const entry = lock.packages[name];
    if (name === "" || entry.optional || entry.devOptional || entry.link) return true;
    if (production && entry.dev) return true;
    return found.packages[name] !== undefined && found.packages[name].version === entry.version;
  });
}

/** Runs a program to its end without showing its output, a dot every five seconds. */
function quietly(file, args, directory, done) {
  const child = spawn(file, args, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && !/\.(exe|js|cjs)$/.test(file),
    env: Object.assign({}, process.env, { npm_config_audit: "false", npm_config_fund: "false", NODE_ENV: "" }),
  });
  let output = "";
  const collect = (chunk) => {
    output = (output + chunk).slice(-20000);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const timer = setInterval(() => {
    process.stderr.write(".");
  }, 5000);
  const stop = (signal) => {
    child.kill(signal);
    process.exit(1);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  child.on("error", (error) => {
    output += error.message;
  });
  child.on("close", (code) => {
    clearInterval(timer);
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
    done(code === 0, output);
  });
}

/** Of several starts at once in a fresh clone one installs; the lock falls with the process that holds it. */
function takeTurn() {
  const name = crypto.createHash("sha256").update(root).digest("hex").slice(0, 16);
  const file = path.join(os.tmpdir(), `gonogo-install-${name}.lock`);
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    process.once("exit", () => fs.rmSync(file, { force: true }));
    return () => fs.rmSync(file, { force: true });
  } catch (error) {
    if (error.code !== "EEXIST")
      fail(`${os.tmpdir()} can't be written (${error.code}).`, "Name another one in TMPDIR.");
  }
  try {
    process.kill(Number(fs.readFileSync(file, "utf8")), 0);
  } catch (error) {
    if (error.code !== "EPERM") fs.rmSync(file, { force: true });
  }
  return undefined;
}

let waiting = false;

function install(next) {
  const release = takeTurn();
  if (!release) {
    if (!waiting) process.stderr.write("install    waiting for another start that installs\n");
    waiting = true;
    setTimeout(() => {
      if (installed()) next();
      else install(next);
    }, 500);
    return;
  }
  const began = Date.now();
  const execPath = process.env.npm_execpath || "";
  const own = /npm-cli\.c?js$/.test(execPath);
  // npm 11 runs only the install scripts package.json allows; older ones would run all, and one asks the network.
  const version = /npm\/(\d+)/.exec(process.env.npm_config_user_agent || "");
  const args = version && Number(version[1]) < 11 ? ["ci", "--ignore-scripts"] : ["ci"];
  process.stderr.write("install    npm ci ");
  quietly(own ? process.execPath : "npm", own ? [execPath].concat(args) : args, root, (good, output) => {
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    process.stderr.write(`${(good ? "done, " : "failed, ") + seconds} s\n`);
    release();
    if (good) return next();
    if (/ENOSPC/.test(output)) fail("The disk is full: the packages don't fit.", "Free about 2 GB, then start again.");
    if (/EACCES|EROFS|EPERM/.test(output))
      fail("The clone can't be written by this user.", `Give this user the right to write in ${root}.`);
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(output))
      fail("The npm registry can't be reached.", "Check the network or `npm config get registry`, then start again.");
    console.error(output.trim());
    fail("npm ci failed with the message above.", "Mend what it names, then start again.");
  });
}

/** Where install scripts did not run, by our wish or by `ignore-scripts`, this one is run here. */
function repairNode(next) {
  if (fs.existsSync(nodeFile)) return next(nodeFile);
  const folder = path.join(modules, "node");
  process.stderr.write("install    Node 24 ");
  quietly(process.execPath, [path.join(folder, "installArchSpecificPackage.js")], folder, () => {
    const there = fs.existsSync(nodeFile);
    const recent = parseInt(process.versions.node, 10) >= 24;
    process.stderr.write(there ? "done\n" : "failed\n");
    if (!there && !recent)
      fail("Node 24 could not be installed from npm.", "Install Node 24 yourself, then start again.");
    next(there ? nodeFile : process.execPath);
  });
}

function run(node) {
  const separator = process.platform === "win32" ? ";" : ":";
  const environment = Object.assign({}, process.env, { PATH: path.dirname(node) + separator + process.env.PATH });
  const args = [path.join(__dirname, "main.ts"), command].concat(process.argv.slice(3));
  const child = spawn(node, args, { stdio: ["inherit", "inherit", "inherit", "ipc"], env: environment });
  ["SIGINT", "SIGTERM", "SIGHUP"].forEach((signal) => {
    process.on(signal, () => {
      child.kill(signal);
    });
  });
  // When npm is killed outright nobody tells us: a new parent does.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) child.kill("SIGTERM");
    }, 1000).unref();
  }
  child.on("error", (error) => {
    fail(`Node could not be started: ${error.message}.`, "Remove node_modules, then start again.");
  });
  child.on("exit", (code) => {
    process.exit(code === null ? 1 : code);
  });
}

if (installed()) repairNode(run);
else
  install(() => {
    repairNode(run);
  });
