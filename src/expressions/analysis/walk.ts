import type { SyntaxNode } from '@lezer/common'
import type { ExpressionFault } from '../fault.ts'
import { boundBy, localNames, parameterNames, patternNames } from './bindings.ts'
import { type Reader, readDefaults, readExpression } from './expressions.ts'
import type { Positions } from './positions.ts'
import { after, childrenOf, splitAt, statementsOf } from './tree.ts'

/** Names that surely have a value here; null where no path arrives. */
type State = Set<string> | null

/** What is wrong with the body of authentik's wrapping function. `known` are the names that are there from the start. */
export function walkFunction(
  body: SyntaxNode,
  positions: Positions,
  known: ReadonlySet<string>,
): ExpressionFault[] {
  const walker = new Walker(body, positions, known)
  const end = walker.block(body, new Set(walker.parameters))
  if (end) walker.reportSilentEnd(body)
  return walker.faults
}

class Walker {
  readonly faults: ExpressionFault[] = []
  readonly parameters: string[]
  readonly #positions: Positions
  readonly #known: ReadonlySet<string>
  readonly #locals: Set<string>
  /** States at each `break` and `continue`, innermost loop last. */
  readonly #loops: Array<{ breaks: State[] }> = []

  constructor(body: SyntaxNode, positions: Positions, known: ReadonlySet<string>, parameters: string[] = []) {
    this.#positions = positions
    this.#known = known
    this.parameters = parameters
    this.#locals = new Set([...localNames(body, positions.text), ...parameters])
  }

  block(body: SyntaxNode, state: State): State {
    const statements = statementsOf(body)
    for (const [i, statement] of statements.entries()) {
      if (!state) {
        const last = statements.at(-1)!
        this.#report('unreachable', 'Never runs: every path has left before', statement.from, last.to)
        return null
      }
      if (i < statements.length) state = this.#statement(statement, state)
    }
    return state
  }

  /** authentik takes `None` from a path that ends without `return`: no claim, no message. */
  reportSilentEnd(body: SyntaxNode): void {
    const last = statementsOf(body).at(-1)
    if (!last) return
    const generator = this.#positions.text.match(/\byield\b/) !== null
    const message = generator
      ? 'A `yield` makes the result a generator, which authentik ignores: return a dictionary'
      : 'A path ends here without `return`: authentik then adds no claim and says nothing'
    const [first] = this.#positions.text.slice(last.from, last.to).split('\n')
    this.#report('no-return', message, last.from, last.from + first!.length)
  }

  #statement(node: SyntaxNode, state: Set<string>): State {
    const children = childrenOf(node)
    const bodies = children.filter((child) => child.name === 'Body')
    switch (node.name) {
      case 'ReturnStatement':
      case 'RaiseStatement':
        this.#readAll(children, state)
        return null
      case 'BreakStatement':
      case 'ContinueStatement': {
        const loop = this.#loops.at(-1)
        const word = node.name === 'BreakStatement' ? 'break' : 'continue'
        if (!loop) this.#report('syntax', `\`${word}\` outside a loop`, node.from, node.to)
        if (word === 'break') loop?.breaks.push(state)
        return null
      }
      case 'IfStatement':
        return this.#if(children, state)
      case 'WhileStatement': {
        const condition = after(children, 'while', ['Body'])
        this.#readAll(condition, state)
        const forever = ['True', '1'].includes(this.#text(condition[0]))
        return this.#loop(bodies, state, forever ? null : state, [])
      }
      case 'ForStatement':
        this.#readAll(after(children, 'in', ['Body']), state)
        return this.#loop(bodies, state, state, boundBy(node))
      case 'TryStatement':
        return this.#try(children, state)
      case 'WithStatement':
        this.#readAll(
          children.filter((child, i) => child.name !== 'Body' && children[i - 1]?.name !== 'as'),
          state,
        )
        return this.block(bodies[0]!, this.#bind(state, boundBy(node)))
      case 'MatchStatement':
        return this.#match(children, state)
      case 'FunctionDefinition':
        readDefaults(
          children.find((child) => child.name === 'ParamList') ?? null,
          this.#reader(state),
          new Set(),
        )
        this.#nested(node, children)
        return this.#bind(state, boundBy(node))
      case 'ClassDefinition':
        for (const child of children) if (child.name === 'ArgList') readExpression(child, this.#reader(state))
        this.#nested(node, children)
        return this.#bind(state, boundBy(node))
      case 'DecoratedStatement':
        this.#readAll(children.filter((child) => child.name === 'Decorator').flatMap(childrenOf), state)
        return this.#statement(children.at(-1)!, state)
      case 'ImportStatement':
      case 'TypeDefinition':
        return this.#bind(state, boundBy(node))
      case 'ScopeStatement':
        return this.#bind(
          state,
          children.filter((child) => child.name === 'VariableName'),
        )
      case 'DeleteStatement':
        this.#readAll(children, state)
        for (const child of children) if (child.name === 'VariableName') state.delete(this.#text(child))
        return state
      case 'AssignStatement':
      case 'UpdateStatement':
        return this.#assign(node, children, state)
      default:
        this.#readAll(children, state)
        return state
    }
  }

  #assign(node: SyntaxNode, children: SyntaxNode[], state: Set<string>): State {
    const bound = boundBy(node)
    if (node.name === 'UpdateStatement') {
      this.#readAll(children, state)
      return this.#bind(state, bound)
    }
    const parts = splitAt(children, 'AssignOp')
    this.#readAll(
      parts.at(-1)!.filter(() => parts.length > 1),
      state,
    )
    const targets = new Set(bound.map((name) => name.from))
    const reader = this.#reader(state)
    for (const target of parts.slice(0, -1).flat()) {
      const load: Reader['load'] = (name, inner) => {
        if (!targets.has(name.from)) reader.load(name, inner)
      }
      readExpression(target, { ...reader, load })
    }
    return this.#bind(state, bound)
  }

  #if(children: SyntaxNode[], state: Set<string>): State {
    const ends: State[] = []
    for (const [i, child] of children.entries()) {
      if (child.name === 'Body') ends.push(this.block(child, new Set(state)))
      else if (['if', 'elif'].includes(children[i - 1]?.name ?? ''))
        readExpression(child, this.#reader(state))
    }
    if (!children.some((child) => child.name === 'else')) ends.push(state)
    return meet(ends)
  }

  /** `exhausted` is the state when the condition fails or the items end; null for `while True`. */
  #loop(bodies: SyntaxNode[], state: Set<string>, exhausted: State, targets: SyntaxNode[]): State {
    const loop = { breaks: [] as State[] }
    this.#loops.push(loop)
    this.block(bodies[0]!, this.#bind(new Set(state), targets))
    this.#loops.pop()
    const end = exhausted && new Set(exhausted)
    return meet([bodies[1] && end ? this.block(bodies[1], end) : end, ...loop.breaks])
  }

  #try(children: SyntaxNode[], state: Set<string>): State {
    const ends: State[] = []
    const before = new Set(state)
    let clause = 'try'
    let end: State = null
    let last: Set<string> | null = null
    for (const [i, child] of children.entries()) {
      if (['except', 'else', 'finally'].includes(child.name)) clause = child.name
      const name = child.name === 'VariableName' && children[i - 1]?.name === 'as' ? child : null
      if (name) last = this.#bind(last ?? new Set(before), [name])
      else if (child.name !== 'Body' && clause === 'except') readExpression(child, this.#reader(before))
      if (child.name !== 'Body') continue
      if (clause === 'try') end = this.block(child, new Set(state))
      else if (clause === 'except') ends.push(this.block(child, last ?? new Set(before)))
      else if (clause === 'else') end = end && this.block(child, end)
      else {
        const done = meet([end, ...ends])
        const after = this.block(child, new Set(done ?? before))
        return done && after
      }
      last = null
    }
    return meet([end, ...ends])
  }

  #match(children: SyntaxNode[], state: Set<string>): State {
    this.#readAll(after(children, 'match', ['MatchBody']), state)
    const clauses = children.flatMap((child) => (child.name === 'MatchBody' ? childrenOf(child) : []))
    const ends: State[] = []
    let exhaustive = false
    for (const clause of clauses.filter((child) => child.name === 'MatchClause')) {
      const parts = childrenOf(clause)
      const pattern = parts.find((part) => part.name.endsWith('Pattern'))
      const own = this.#bind(new Set(state), pattern ? patternNames(pattern) : [])
      const guard = parts.find((part) => part.name === 'Guard')
      if (guard) readExpression(guard, this.#reader(own))
      else if (pattern?.name === 'CapturePattern') exhaustive = true
      const body = parts.find((part) => part.name === 'Body')
      if (body) ends.push(this.block(body, own))
    }
    return meet(exhaustive ? ends : [...ends, state])
  }

  /** A function's or class's own body; names of this function count as bound, since it runs later. */
  #nested(node: SyntaxNode, children: SyntaxNode[]): void {
    const body = children.find((child) => child.name === 'Body')
    if (!body) return
    const list = children.find((child) => child.name === 'ParamList') ?? null
    const parameters =
      node.name === 'FunctionDefinition' ? parameterNames(list).map((n) => this.#text(n)) : []
    const known = new Set([...this.#known, ...this.#locals])
    const walker = new Walker(body, this.#positions, known, parameters)
    walker.block(body, new Set(parameters))
    this.faults.push(...walker.faults)
  }

  #readAll(nodes: readonly SyntaxNode[], state: Set<string>): void {
    for (const node of nodes) readExpression(node, this.#reader(state))
  }

  #reader(state: Set<string>): Reader {
    return {
      text: this.#positions.text,
      bind: (name) => void state.add(this.#text(name)),
      load: (node, inner) => {
        const name = this.#text(node)
        if (inner.has(name) || state.has(name)) return
        if (this.#locals.has(name)) {
          const message = `\`${name}\` has no value on every path that arrives here`
          this.#report('unbound', message, node.from, node.to, name)
        } else if (!this.#known.has(name)) {
          this.#report('undefined-name', `Nothing defines \`${name}\``, node.from, node.to, name)
        }
      },
    }
  }

  #bind(state: Set<string>, names: readonly SyntaxNode[]): Set<string> {
    for (const name of names) state.add(this.#text(name))
    return state
  }

  #text(node: SyntaxNode | undefined): string {
    return node ? this.#positions.text.slice(node.from, node.to) : ''
  }

  #report(kind: ExpressionFault['kind'], message: string, from: number, to: number, name?: string): void {
    this.faults.push(this.#positions.fault(kind, message, from, to, name))
  }
}

/** What holds on every path that arrives. */
function meet(states: readonly State[]): State {
  const [first, ...rest] = states.filter((state) => state !== null)
  if (!first) return null
  return new Set([...first].filter((name) => rest.every((state) => state.has(name))))
}
