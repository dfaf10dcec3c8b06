// Runs the WebAssembly build of Lean once for each line of its input:
//   node host.cjs PACKAGE GLUE ANSWERS
// PACKAGE has lean.wasm and root/lib/lean, GLUE is the shortened lean.js, ANSWERS the number of an
// open file. A line is an object: `work`, a work folder; `arguments` of lean; `stdout` and `stderr`,
// files to write. The answer to it is a line with an object: `status`. The module is compiled once;
// each run instantiates it anew. The process ends with its input.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { Worker } = require('worker_threads');

const [packageFolder, glue, answers] = process.argv.slice(2);

// The status where Lean ended in another way than by its own will.
const CRASHED = 70;

const compiled = WebAssembly.compile(fs.readFileSync(path.join(packageFolder, 'lean.wasm')));

async function run(job) {
  process.chdir(path.join(job.work, 'src'));
  const wasm = await compiled;
  const status = await new Promise((resolve) => {
    const thread = new Worker(path.join(__dirname, 'instance.cjs'), {
      workerData: { wasm, packageFolder, glue, ...job },
      resourceLimits: { stackSizeMb: 64, maxOldGenerationSizeMb: 8192 },
    });
    let said = null;
    let failed = false;
    const complain = (text) => fs.appendFileSync(job.stderr, `${text}\n`);
    thread.on('message', (status) => { said = status; });
    thread.on('error', (error) => {
      failed = true;
      complain(error?.stack ?? `It threw ${error}.`);
    });
    thread.on('exit', (code) => {
      if (said === null) complain(`Error: Lean broke down (${code}), perhaps for want of memory`);
      resolve(failed || said === null ? CRASHED : said);
    });
  });
  fs.writeSync(Number(answers), `${JSON.stringify({ status })}\n`);
}

let last = Promise.resolve();
readline.createInterface({ input: process.stdin })
  .on('line', (line) => { last = last.then(() => run(JSON.parse(line))); })
  .on('close', () => process.exit(0));
