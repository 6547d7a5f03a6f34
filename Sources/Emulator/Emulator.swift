import APIContract
import BrevoAPI
package import BrevoStore
package import HTTP
package import HTTPServer
import JSON
import SQLite
import Sockets

/// The Brevo API, without a network: requests in, answers out.
package final class Emulator: HTTPApplication {
  /// What stands before the paths of the documented API.
  package static let basePath = "/v3"
  /// What stands before the paths that control the emulator.
  package static let controlPath = "/_mock"

  let accounts: Accounts
  private let hosts: HostPolicy
  package let waiters: Waiters
  let faults = Faults()
  private let gateway: Gateway
  private let pages: SystemPages
  let journals: Journals
  private let witness: Witness
  private let answers: AnswerWriter
  private let endpoints = Catalogue.endpoints + Control.endpoints
  private let router = Router(
    Catalogue.endpoints.map { (method: $0.method, path: basePath + $0.path) }
      + Control.endpoints.map { (method: $0.method, path: controlPath + $0.path) })
  private let operations = Router(
    Operations.endpoints.map { (method: $0.method, path: controlPath + $0.path) })

  package init(
    accounts: Accounts, keys: KeyPolicy = .any, hosts: HostPolicy = HostPolicy(),
    journalLimits: JournalLimits = JournalLimits(), version: String, log: Log = Log(.off),
    connectionCount: (@Sendable () -> Int)? = nil, after: @escaping Waiters.Delay = Timer.call
  ) {
    self.accounts = accounts
    answers = AnswerWriter(seed: accounts.settings.seed)
    self.hosts = hosts
    waiters = Waiters(accounts: accounts, answers: answers, after: after)
    gateway = Gateway(keys: keys)
    let journals = Journals(limits: journalLimits)
    let metrics = Metrics()
    self.journals = journals
    witness = Witness(log: log, metrics: metrics)
    pages = SystemPages(version: version) {
      metrics.page(
        accounts: accounts.count, journalBytes: journals.bytes, connections: connectionCount?())
    }
  }

  /// The last requests of an account, the refused ones too, oldest first.
  package func journal(of key: String) -> [JournalEntry] { journals.entries(of: key) }

  /// Gives up what is kept of an account beside its rows; what was counted for the report stays.
  func forget(_ key: String) { journals.empty(key) }

  // MARK: A round

  package func respond(to round: [HTTPRequest]) -> [HTTPAnswer] {
    let start = MonotonicTime.now
    let exchanges = round.map { Exchange($0) }
    var rounds = KeyedRounds()
    var operated: [Exchange] = []
    for exchange in exchanges {
      switch admit(exchange) {
      case .answered: continue
      case .refused(let key): journals.record([exchange], of: key)
      case .account(let key): rounds.append(exchange, of: key)
      case .operation: operated.append(exchange)
      }
    }
    for (key, exchanges) in rounds.all {
      answer(exchanges, ofAccount: key)
      for exchange in exchanges { exchange.strike(.after) }
      journals.record(exchanges, of: key)
    }
    // Behind the others, as they ask of what the others did.
    for exchange in operated { operate(exchange) }
    let answered = exchanges.map { exchange in
      exchange.promise.map { .later($0) } ?? HTTPAnswer.now(answers.response(to: exchange))
    }
    witness.see(exchanges, answered, since: start)
    return answered
  }

  package func refuse(_ error: HTTPParseError) -> HTTPResponse {
    let response = answers.response(to: .refusedOnTheWire(error.status, text: error.sentence))
    witness.see(error, response)
    return response
  }

  package func note(_ incident: HTTPIncident) { witness.note(incident) }

  /// Answers requests of one account in one transaction; only then does any answer leave.
  private func answer(_ exchanges: [Exchange], ofAccount key: String) {
    do {
      let account = try accounts.account(key)
      if let present = account.present {
        for exchange in exchanges { judge(exchange, in: present) }
      }
      try account.round { round in
        for exchange in exchanges { try answer(exchange, in: round) }
      }
    } catch {
      // Nothing of the round was kept, so nobody is told otherwise.
      var cause = error
      if case RoundInterruption.lost(let error) = error { cause = error }
      for exchange in exchanges { exchange.fail(with: cause) }
    }
  }

  // MARK: A request

  private enum Admission {
    case answered
    /// It means no account, or is none of the API's; the journal of this key notes it.
    case refused(String)
    case account(String)
    /// It is one for the emulator itself.
    case operation
  }

  /// What needs no account: the judgement of who asks, preflights, the system's pages, and the
  /// judgement of the key.
  private func admit(_ exchange: Exchange) -> Admission {
    let request = exchange.request
    if let refusal = hosts.refusal(of: exchange) {
      exchange.sharing = .nobody
      exchange.outcome = .refused(refusal)
      return .refused("")
    }
    exchange.sharing = hosts.sharing(of: exchange)
    if request.method == .options {
      exchange.outcome = .reply(.noContent)
      return .answered
    }
    do {
      if let response = try pages.page(for: exchange) {
        exchange.outcome = .page(response)
        return .answered
      }
      route(exchange)
      if exchange.isControl, let uuid = Control.emailOfLink(request.path) {
        guard let owner = try accounts.account(owningEmail: uuid) else {
          throw APIError.unknownRoute
        }
        return .account(owner.key)
      }
      if isOperation(exchange) { return .operation }
      let key = try gateway.account(of: exchange)
      try drawFault(for: exchange, of: key)
      return .account(key)
    } catch let error as APIError where error.status == .unauthorized {
      exchange.outcome = .refusedAtGateway(error)
    } catch {
      exchange.fail(with: error)
    }
    return .refused((try? gateway.account(of: exchange)) ?? "")
  }

  /// Finds the endpoint of accounts that a request means.
  private func route(_ exchange: Exchange) {
    switch router.match(exchange.method, exchange.request.path) {
    case .found(let index, let path):
      exchange.endpoint = endpoints[index]
      exchange.path = path
    case .otherMethods(let methods): exchange.otherMethods = methods
    case .notFound: break
    }
  }

  /// Finds out in advance what the contract says of a request.
  private func judge(_ exchange: Exchange, in present: Present) {
    exchange.judgement = exchange.endpoint.map { Judgement($0, exchange, in: present) }
  }

  /// What happens to a request that has an account, from the first check to the last.
  private func answer(_ exchange: Exchange, in round: Round) throws {
    exchange.begin()
    do {
      let store = round.transaction
      exchange.rateLimit = rateLimit(of: exchange.endpoint).map { RateLimitState($0, store) }
      exchange.strike(.before)
      guard exchange.outcome == nil else { return }
      if store.enforcesRateLimits { try exchange.rateLimit?.enforce() }
      guard let endpoint = exchange.endpoint else {
        exchange.allowed = exchange.otherMethods
        throw APIError.unknownRoute
      }
      try admit(exchange, to: endpoint)
      if let permission = endpoint.permission, !permission.isGranted(store) {
        throw permission.refusal
      }
      let judgement =
        if let judged = exchange.judgement, judged.present == store.present { judged } else {
          Judgement(endpoint, exchange, in: store.present)
        }
      let call = try judgement.call
      exchange.unread = judgement.unread
      try refuseUnread(exchange, call, isStrict: store.isStrict)
      let reply =
        endpoint.isSafe
        ? try endpoint.handle(call, store)
        : try round.attempt(mayGrow: endpoint.method != .delete) {
          try endpoint.handle(call, store)
        }
      exchange.outcome = .reply(reply)
    } catch let interruption as RoundInterruption {
      throw interruption
    } catch {
      guard round.isOpen else { throw error }
      exchange.fail(with: error)
    }
  }

  /// Draws what goes wrong with a request: once, however often its round is run. Nothing goes wrong
  /// with what controls the emulator.
  private func drawFault(for exchange: Exchange, of key: String) throws(APIError) {
    guard exchange.isDocumented,
      let fault = try faults.draw(for: exchange, of: key, operation: { exchange.endpoint?.name })
    else { return }
    exchange.fault = fault
    exchange.operation = exchange.endpoint?.name
  }

  private func isOperation(_ exchange: Exchange) -> Bool {
    guard exchange.isControl,
      case .found = operations.match(exchange.method, exchange.request.path)
    else { return false }
    return true
  }

  /// What happens to a request that is for the emulator itself.
  private func operate(_ exchange: Exchange) {
    do {
      guard
        case .found(let index, let path) = operations.match(
          exchange.method, exchange.request.path)
      else { throw APIError.unknownRoute }
      let endpoint = Operations.endpoints[index]
      try admit(exchange, to: endpoint)
      let call = try endpoint.admit(exchange.request, path: path, at: .ofSystem)
      try refuseUnread(exchange, call)
      let operation = Operation(self, key: gateway.key(of: exchange))
      exchange.outcome = .reply(try endpoint.handle(call, operation))
      exchange.promise = operation.promise
    } catch {
      exchange.fail(with: error)
    }
  }

  /// Checks what an endpoint asks of every request.
  private func admit<Context>(
    _ exchange: Exchange, to endpoint: Endpoint<Context>
  ) throws(APIError) {
    exchange.operation = endpoint.name
    guard exchange.request.admitsJSON || endpoint.answersDocuments else { throw .wrongAccept }
    // Asking for the head of a page must not do what following its link does.
    guard exchange.request.method != .head || endpoint.isSafe else { throw .unknownRoute }
  }

  /// The documented API ignores what it does not know, unless the account is strict; whoever
  /// controls the emulator is told.
  private func refuseUnread(
    _ exchange: Exchange, _ call: Call, isStrict: Bool = false
  ) throws(APIError) {
    let unread = exchange.isControl ? call.body.undeclared : isStrict ? exchange.unread : []
    if let name = unread.first { throw .invalid(text: "\(name) is not known here") }
  }

  /// Every route of the documented API has a limit, the unknown ones too.
  private func rateLimit(of endpoint: BrevoEndpoint?) -> RateLimit? {
    if let endpoint { endpoint.rateLimit } else { .general }
  }
}

/// The exchanges of a round by account, each in order. Most come from the account that the one
/// before came from.
private struct KeyedRounds {
  private(set) var all: [(key: String, exchanges: [Exchange])] = []
  private var places: [String: Int] = [:]
  private var last = 0

  mutating func append(_ exchange: Exchange, of key: String) {
    if all.isEmpty || all[last].key != key {
      if let place = places[key] {
        last = place
      } else {
        last = all.count
        places[key] = last
        all.append((key, []))
      }
    }
    all[last].exchanges.append(exchange)
  }
}
