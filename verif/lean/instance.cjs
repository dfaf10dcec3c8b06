// One run of the WebAssembly build of Lean, in a thread of host.cjs with memory of its own.
// Lean sees the work folder as /project, where it starts in /project/src and finds compiled modules
// in /project/lib, and PACKAGE/root as /lean. The process itself has to be in the folder src, too.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { parentPort, workerData } = require('worker_threads');

const { wasm, packageFolder, glue, work, arguments: leanArguments } = workerData;
const [stdout, stderr] = [workerData.stdout, workerData.stderr].map((name) => fs.openSync(name, 'w'));

// The glue is a script of its own that looks for these; threads run it again, by its name.
global.require = require;
global.__filename = glue;
global.__dirname = packageFolder;

function mountFolders() {
  const { FS, ENV } = Module;
  const folders = Module.NODEFS ?? FS.filesystems.NODEFS;
  for (const [place, root] of [['/lean', path.join(packageFolder, 'root')], ['/project', work]]) {
    FS.mkdir(place);
    FS.mount(folders, { root }, place);
  }
  // Lean takes the glue's folder for its own, and asks whether there is one.
  FS.mkdirTree(path.dirname(glue));
  FS.chdir('/project/src');
  ENV.LEAN_SYSROOT = '/lean';
  ENV.LEAN_PATH = '/lean/lib/lean:/project/lib';
}

global.Module = {
  thisProgram: '/lean/bin/lean',
  // One thread: the pool of the shortened glue has one worker.
  arguments: ['-j1', ...leanArguments],
  INITIAL_MEMORY: 2 ** 30,
  locateFile: (name) => path.join(packageFolder, name),
  preRun: [mountFolders],
  print: (text) => fs.writeSync(stdout, `${text}\n`),
  printErr: (text) => fs.writeSync(stderr, `${text}\n`),
  instantiateWasm: (imports, done) => {
    // What fails here is an error of this thread, which the host hears of.
    WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm));
  },
  onExit: (status) => {
    parentPort.postMessage(status);
    process.exit(status);
  },
};
vm.runInThisContext(fs.readFileSync(glue, 'utf8'), { filename: glue });
