import ArgumentParser
import BrevoStore
import CivilTime

/// What accounts in memory may cost.
struct AccountOptions: ParsableArguments {
  @Option(help: "Seconds without use after which an account in memory is dropped.")
  var accountTTL: Int64?

  @Option(
    help: "The most that all accounts in memory may hold: bytes, or with K, M or G behind.")
  var memoryLimit: ByteCount?

  func validate() throws {
    guard accountTTL.map({ $0 > 0 }) ?? true, memoryLimit.map({ $0.bytes > 0 }) ?? true else {
      throw ValidationError("--account-ttl and --memory-limit are positive.")
    }
  }

  /// Accounts of a folder are neither dropped nor in memory.
  func refuseLimits() throws {
    guard accountTTL == nil, memoryLimit == nil else {
      throw ValidationError("--account-ttl and --memory-limit are not for --data.")
    }
  }

  var limits: AccountLimits {
    var limits = AccountLimits()
    limits.idleTime = accountTTL.map { .seconds($0) }
    limits.bytes = memoryLimit?.bytes
    return limits
  }
}

/// `64M`: a number of bytes, in units of 1024 of the next smaller one.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let units = ["K", "M", "G"]
    let unit = argument.last.flatMap { units.firstIndex(of: $0.uppercased()) }
    let digits = unit == nil ? argument[...] : argument.dropLast()
    guard let count = Int(digits), count >= 0 else { return nil }
    let (bytes, isTooLarge) = count.multipliedReportingOverflow(
      by: unit.map { 1 << (10 * ($0 + 1)) } ?? 1)
    if isTooLarge { return nil }
    self.bytes = bytes
  }
}
