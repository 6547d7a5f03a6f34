import ArgumentParser
import BrevoAPI
import BrevoStore
import CivilTime
import Emulator
import CLinux
import HTTPServer
import SQLite

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the API until a signal ends it.",
    discussion: """
      Example: brevo-mock serve --port 0 --port-file /tmp/port --log text

      Says one line on standard output when it is ready. Requests are logged on standard error.
      """)

  @OptionGroup var address: AddressOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var door: DoorOptions
  @OptionGroup(title: "Accounts in memory") var accounts: AccountOptions

  @Option(help: "A folder to keep accounts in; without one they live in memory.")
  var data: String?

  @Option(help: "What accounts of the folder survive: the end of the process, or full power loss.")
  var durability = DataFolder.Durability.process

  @Option(help: "What accounts begin with: a JSON file, or the name of a world: demo.")
  var world: String?

  @Option(help: "What is logged of requests: text, json or off.")
  var log = Log.Style.off

  @Option(help: "Whose word counts where documents and service differ: documented or observed.")
  var fidelity = Settings.Fidelity.documented

  @Option(help: "From which addresses mail is delivered: any, or verified senders only.")
  var senders = Settings.SenderPolicy.any

  @Flag(help: "Let requests name what the account does not have: lists, IPs, deals.")
  var lenientReferences = false

  @Flag(help: "Refuse what no operation reads: unknown fields and parameters.")
  var strict = false

  @Option(help: "A file with one API key a line; no other key is admitted then.")
  var strictKeys: String?

  @OptionGroup(title: "Calls to the outside") var callbacks: CallbackOptions

  @Option(help: "The offset of the accounts' calendar: Z, +02:00 or -03:30.")
  var utcOffset = UTCOffset.utc

  @Option(help: "What the clock of a new account shows: 2026-01-31T12:00:00Z.")
  var now: Instant?

  @Flag(help: "Let the clock of a new account stand still until it is moved.")
  var freeze = false

  @Option(help: "A number that all ids come from: the same requests get the same ones.")
  var seed: UInt64?

  @Flag(help: "Refuse requests over a rate limit, instead of only telling of it.")
  var enforceRateLimits = false

  @Option(help: "How many event loops share work; by default two, or one on a single processor.")
  var loops: Int?

  func validate() throws {
    guard (1...64).contains(loops ?? 1) else { throw ValidationError("--loops is 1 to 64.") }
    if data != nil { try accounts.refuseLimits() }
    guard data != nil || durability == .process else {
      throw ValidationError("--durability full needs --data DIR to keep accounts in.")
    }
  }

  func run() throws {
    Descriptors.raiseLimit()
    Database.disableMemoryStatistics()
    let keys = try readKeys()
    let folder = try openFolder()
    let server = try listen()

    let url = address.url(port: server.port)
    let settings = settings(publicURL: url)
    let log = Log(log)
    let courier = Courier(targets: callbacks.targets, version: Program.version, log: log)
    let accounts = try makeAccounts(in: folder, settings: settings, attention: courier.attend)
    let emulator = Emulator(
      accounts: accounts, keys: keys, hosts: door.hosts, version: Program.version, log: log,
      connectionCount: { [weak server] in server?.connectionCount ?? 0 })
    Signals.onTermination { server.stop() }
    server.start(emulator)
    if folder != nil { courier.resume(accounts) }
    if let file = address.portFile { try File.write("\(server.port)\n", to: file) }
    Stream.output.write("Ready. \(url)\(Emulator.basePath)")
    try accounts.prepare()
    // What was read, made and run for the start is not needed any more.
    malloc_trim(0)
    #if !DEBUG  // A debugger's breakpoints are written into the code, and would go with it.
    clinux_release_code()
    #endif
    server.wait()
    courier.stop()
    if let file = address.portFile { File.remove(file) }
  }

  private func settings(publicURL: String) -> Settings {
    var settings = Settings()
    settings.fidelity = fidelity
    settings.senders = senders
    settings.hasLenientReferences = lenientReferences
    settings.isStrict = strict
    settings.offset = utcOffset
    settings.publicURL = publicURL
    settings.seed = seed
    settings.enforcesRateLimits = enforceRateLimits
    if let now { settings.clock.set(to: now) }
    if freeze { settings.clock.freeze() }
    return settings
  }

  private func makeAccounts(
    in folder: DataFolder?, settings: Settings, attention: @escaping Account.Attention
  ) throws -> Accounts {
    do {
      let world = try world.map { try World(parsing: WorldFile.read($0)) } ?? World()
      return try Accounts(
        in: folder, world: world.adding(webhooks: callbacks.webhookURLs), settings: settings,
        limits: accounts.limits, attention: attention)
    } catch let error as World.Failure {
      throw Failure(.failure, "the world \(world ?? "") cannot be used: \(error)")
    }
  }

  private func readKeys() throws -> KeyPolicy {
    guard let path = strictKeys else { return .any }
    let lines = String(decoding: try File.read(path), as: UTF8.self).split(
      whereSeparator: \.isNewline)
    let keys = lines.filter { !$0.hasPrefix("#") }.map(String.init)
    guard !keys.isEmpty else { throw Failure(.failure, "\(path) holds no key") }
    return .listed(Set(keys))
  }

  private func openFolder() throws -> DataFolder? {
    do { return try data.map { try DataFolder(path: $0, durability: durability) } } catch {
      throw Failure(.stateUnavailable, "the state cannot be opened: \(error)")
    }
  }

  private func listen() throws -> HTTPServer {
    do throws(ListenError) {
      return try HTTPServer(
        host: address.host, port: address.port, loops: loops ?? min(2, Processors.count),
        limits: limits.limits)
    } catch {
      guard case .portInUse = error else { throw Failure(.failure, "\(error)") }
      throw Failure(.portInUse, "\(error)")
    }
  }
}

extension Log.Style: ExpressibleByArgument {}
extension DataFolder.Durability: ExpressibleByArgument {}
extension Settings.Fidelity: ExpressibleByArgument {}
extension Settings.SenderPolicy: ExpressibleByArgument {}

extension UTCOffset: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  package var defaultValueDescription: String { formatted }
}

extension Instant: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
