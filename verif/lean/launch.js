// Runs the WebAssembly build of Lean once:
//   node launch.js PACKAGE GLUE WORK [ARGUMENT of lean]...
// PACKAGE has lean.wasm and root/lib/lean, GLUE is the shortened lean.js. Lean sees WORK as
// /project, where it starts in /project/src and finds compiled modules in /project/lib, and
// PACKAGE/root as /lean. The process itself has to be started in WORK/src, too.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const [packageFolder, glue, work, ...leanArguments] = process.argv.slice(2);

// The glue is a script of its own that looks for these; workers run it again, by its name.
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
  onExit: (code) => process.exit(code),
};
vm.runInThisContext(fs.readFileSync(glue, 'utf8'), { filename: glue });
