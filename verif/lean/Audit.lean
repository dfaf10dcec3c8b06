module

meta import Lean.AddDecl
meta import Lean.CoreM
meta import Lean.Data.Json
meta import Lean.Environment
meta import Lean.ReservedNameAction
meta import Lean.Util.CollectAxioms

/-!
What compiled modules hold: their theorems, and the axioms that each rests on.

The modules are read as data, in a process that runs none of their code and into whose environment
none of their declarations come. With `recheck`, each declaration goes through the kernel once more.

One line of JSON is printed for each module. The WebAssembly build cannot run code that the compiler
has specialised for a caller, so what is here keeps to plain recursion over lists.
-/

open Lean

/-- A name, without Lean's marks for names that it would have to quote. -/
meta def nameText : Name → String
  | .anonymous => ""
  | .str .anonymous s => s
  | .str p s => nameText p ++ "." ++ s
  | .num p n => nameText p ++ "." ++ n.repr

meta def nameTexts : List Name → List Json
  | [] => []
  | n :: ns => .str (nameText n) :: nameTexts ns

/-- The module of a constant. -/
meta def moduleOf (env : Environment) (c : Name) : Option Name :=
  match env.getModuleIdxFor? c with
  | some i => env.header.moduleNames[i.toNat]?
  | none => none

/-- Whether a constant without a proof or a value is an axiom. Of the core library there may be
statements only; what was a theorem or a definition there is none. -/
meta def isAxiom (env : Environment) (modules : List Name) (c : Name) : Bool :=
  if isOurs (moduleOf env c) then true
  else match getOriginalConstKind? env c with
    | some .thm => false
    | some .defn => false
    | some .opaque => false
    | _ => true
where
  isOurs : Option Name → Bool
    | none => true
    | some m => go m modules
  go (m : Name) : List Name → Bool
    | [] => false
    | k :: ks => if m == k then true else go m ks

meta def onlyAxioms (env : Environment) (modules : List Name) : List Name → List Name
  | [] => []
  | c :: cs =>
    if isAxiom env modules c then c :: onlyAxioms env modules cs else onlyAxioms env modules cs

meta def axiomsOf (env : Environment) (modules : List Name) (c : Name) : List Name :=
  let (_, s) := ((CollectAxioms.collect c).run env).run {}
  onlyAxioms env modules s.axioms.toList

/-- Whether a theorem was made by Lean for another declaration, and not stated by anyone. -/
meta def isMade (env : Environment) (c : Name) : Bool :=
  let shown := privateToUserName c
  if shown.isInternalDetail then true
  else if isReservedName env c then true
  else match c with
    | .str p _ => match env.find? p with
      | some (.ctorInfo _) => true
      | _ => false
    | _ => false

/-- Theorems as `[name, made by Lean, axioms]`; and what is an axiom itself. -/
meta def theorems (env : Environment) (modules : List Name) : List Name → List Json
  | [] => []
  | c :: cs => match env.find? c with
    | some (.thmInfo _) =>
      let found := Json.arr (List.toArray (nameTexts (axiomsOf env modules c)))
      let name := Json.str (nameText (privateToUserName c))
      .arr #[name, .bool (isMade env c), found] :: theorems env modules cs
    | some (.axiomInfo _) =>
      .arr #[.str (nameText c), .bool false, .arr #[.str (nameText c)]] :: theorems env modules cs
    | some _ => theorems env modules cs
    | none => .arr #[.str (nameText c), .bool false, .arr #[.str "?"]] :: theorems env modules cs

/-- What is read of a module: its place, and the parts of the file that there are. -/
meta def readModule (path : System.FilePath) : IO (ModuleData × List Name) := do
  let parts := #[path, path.addExtension "server", path.addExtension "private"]
  let found ← readModuleDataParts parts
  match found[0]?, found[2]? with
  | some (head, _), some (whole, _) => return (head, whole.constNames.toList)
  | _, _ => throw (IO.userError "a part is missing")

/-- Whether each name belongs to the module in the environment: no other has one like it. -/
meta def allOwn (env : Environment) (m : Name) : List Name → Bool
  | [] => true
  | c :: cs => match moduleOf env c with
    | some k => if k == m then allOwn env m cs else false
    | none => false

/-! ## The kernel, once more -/

meta structure Replayed where
  env : Environment
  done : NameSet

meta def toSet : List Name → NameSet
  | [] => {}
  | n :: ns => (toSet ns).insert n

meta def addAll : List Name → NameSet → NameSet
  | [], s => s
  | n :: ns, s => addAll ns (s.insert n)

meta def add (s : Replayed) (c : Name) (d : Declaration) : IO Replayed :=
  match s.env.addDeclCore 0 d none with
  | .ok env => return { s with env }
  | .error e => do
    let text ← (e.toMessageData {}).toString
    throw (IO.userError ("the kernel rejects " ++ nameText c ++ ": " ++ text))

meta def typesOf (all : Environment) : List Name → IO (List InductiveType)
  | [] => return []
  | n :: ns => do
    let rest ← typesOf all ns
    match all.find? n with
    | some (.inductInfo v) =>
      let ctors ← constructors v.ctors
      return { name := n, type := v.type, ctors } :: rest
    | _ => throw (IO.userError (nameText n ++ " is lost"))
where
  constructors : List Name → IO (List Constructor)
    | [] => return []
    | c :: cs => do
      let rest ← constructors cs
      match all.find? c with
      | some i => return { name := c, type := i.type } :: rest
      | none => throw (IO.userError (nameText c ++ " is lost"))

meta def append : List Name → List Name → List Name
  | [], ks => ks
  | n :: ns, ks => n :: append ns ks

/-- What an inductive type's declarations mention. -/
meta def mentions : List InductiveType → List Name
  | [] => []
  | t :: ts => append t.type.getUsedConstants.toList (append (go t.ctors) (mentions ts))
where
  go : List Constructor → List Name
    | [] => []
    | c :: cs => append c.type.getUsedConstants.toList (go cs)

mutual
/-- Give a declaration of the module to the kernel, and before it what it mentions. -/
meta partial def replay (all : Environment) (own : NameSet) (s : Replayed) (c : Name) :
    IO Replayed := do
  if !own.contains c || s.done.contains c then return s
  match all.find? c with
  | none => throw (IO.userError (nameText c ++ " is lost"))
  | some i =>
    -- The kernel lets nothing else use these.
    if i.isUnsafe || i.isPartial then return s
    match i with
    | .inductInfo v =>
      let types ← typesOf all v.all
      let s := { s with done := addAll v.all s.done }
      let s ← replayAll all own s (mentions types)
      add s c (.inductDecl v.levelParams v.numParams types false)
    | .ctorInfo v =>
      let s ← replay all own { s with done := s.done.insert c } v.induct
      match s.env.find? c with
      | some (.ctorInfo w) => if v == w then return s else differs c
      | _ => differs c
    | .recInfo v =>
      let s ← replayAll all own { s with done := s.done.insert c } v.all
      match s.env.find? c with
      | some (.recInfo w) => if v == w then return s else differs c
      | _ => differs c
    | _ =>
      let s := { s with done := s.done.insert c }
      let s ← replayAll all own s i.type.getUsedConstants.toList
      let s ← match i.value? (allowOpaque := true) with
        | some v => replayAll all own s v.getUsedConstants.toList
        | none => pure s
      match i with
      | .defnInfo v => add s c (.defnDecl v)
      | .thmInfo v => add s c (.thmDecl v)
      | .opaqueInfo v => add s c (.opaqueDecl v)
      | .axiomInfo v => add s c (.axiomDecl v)
      | _ => throw (IO.userError (nameText c ++ " is of a kind that no file declares"))

meta partial def replayAll (all : Environment) (own : NameSet) (s : Replayed) :
    List Name → IO Replayed
  | [] => return s
  | c :: cs => do replayAll all own (← replay all own s c) cs

meta partial def differs (c : Name) : IO Replayed :=
  throw (IO.userError (nameText c ++ " is not what the kernel makes of its type"))
end

/-- Every declaration of a module through the kernel, on top of what the module imports. -/
meta def recheckModule (env : Environment) (head : ModuleData) (own : List Name) : IO Unit := do
  let base ← importModules head.imports {}
  let _ ← replayAll env (toSet own) { env := base, done := {} } own

/-! ## The report -/

meta def report (nonce : String) (m : Name) (error : String) (rechecked : Bool)
    (found : List Json) : IO Unit :=
  IO.println (Json.arr #[
    .str nonce, .str (nameText m), .str error, .bool rechecked,
    .arr (List.toArray found)]).compress

meta def imports : List Name → List Import
  | [] => []
  | m :: ms => { module := m } :: imports ms

/-- Report one module, as it is in an environment; whether its names are its own there. -/
meta def auditIn (env : Environment) (modules : List Name) (nonce : String) (recheck : Bool)
    (m : Name) : IO Bool := do
  let (head, own) ← readModule (← findOLean m)
  if !allOwn env m own then return false
  let found := theorems env modules own
  if recheck then recheckModule env head own
  report nonce m "" recheck found
  return true

/-- Report one module in an environment of its own. -/
meta def auditAlone (modules : List Name) (nonce : String) (recheck : Bool) (m : Name) :
    IO Unit := do
  try
    let env ← importModules (List.toArray (imports [m])) {}
    if !(← auditIn env modules nonce recheck m) then
      report nonce m "its names are not its own" false []
  catch e => report nonce m (toString e) false []

meta def auditEach (shared : Option Environment) (modules : List Name) (nonce : String)
    (recheck : Bool) : List Name → IO Unit
  | [] => return ()
  | m :: ms => do
    match shared with
    | none => auditAlone modules nonce recheck m
    | some env =>
      let done ← try auditIn env modules nonce recheck m catch _ => pure false
      if !done then auditAlone modules nonce recheck m
    auditEach shared modules nonce recheck ms

/-- Report each of `wanted`. `modules` are these and all that they import but the core library. -/
meta def audit (nonce : String) (recheck : Bool) (wanted modules : List Name) : IO Unit := do
  -- One environment for all is faster; modules that use a name twice cannot share one.
  let shared ← try some <$> importModules (List.toArray (imports wanted)) {} catch _ => pure none
  auditEach shared modules nonce recheck wanted

