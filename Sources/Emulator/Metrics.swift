import Glibc
import HTTP
import Synchronization

/// Counts and times of what was answered, as Prometheus reads them.
final class Metrics: Sendable {
  /// What was answered of one operation.
  private struct Series {
    var statuses: [Int: Int] = [:]
    /// Calls that took no longer than the bound of the same index; the last one has none.
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var microseconds = 0

    /// Counts so many calls, each of which took so long.
    mutating func count(_ calls: Int, _ status: HTTPStatus, took microseconds: Int) {
      statuses[status.code, default: 0] += calls
      buckets[Metrics.bounds.firstIndex { microseconds <= $0 } ?? Metrics.bounds.count] += calls
      self.microseconds += calls * microseconds
    }
  }

  fileprivate static let bounds = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
  ]

  /// By operation; what means none stands under the empty name.
  private let series = Mutex<[String: Series]>([:])

  /// By status.
  private let refusals = Mutex<[Int: Int]>([:])

  /// Counts what never became a request.
  func count(refusal status: HTTPStatus) {
    refusals.withLock { $0[status.code, default: 0] += 1 }
  }

  func count(_ operation: String?, _ status: HTTPStatus, microseconds: Int) {
    series.withLock {
      $0[operation ?? "", default: Series()].count(1, status, took: microseconds)
    }
  }

  /// Counts those of a round that are answered now, all of which took the same time. Neighbours that
  /// are alike are looked up once.
  func count(_ round: [Exchange], microseconds: Int) {
    series.withLock { series in
      var next = 0
      while next < round.count {
        let first = round[next]
        var calls = 0
        while next < round.count, round[next].isCounted(as: first) {
          calls += 1
          next += 1
        }
        if first.promise != nil { continue }
        series[first.operation ?? "", default: Series()]
          .count(calls, first.status, took: microseconds)
      }
    }
  }

  /// The page, in the text format: https://prometheus.io/docs/instrumenting/exposition_formats/.
  func page(accounts: Int, journalBytes: Int, connections: Int?) -> HTTPResponse {
    let series = series.withLock { $0 }.sorted { $0.key < $1.key }
    var page = ExpositionText()
    page.begin("brevo_mock_requests_total", "counter", "Requests that were answered.")
    for (operation, series) in series {
      for (status, count) in series.statuses.sorted(by: { $0.key < $1.key }) {
        page.add("", ["operation": operation, "status": "\(status)"], count)
      }
    }
    page.begin(
      "brevo_mock_refusals_total", "counter",
      "What was refused before it became a request.")
    for (status, count) in refusals.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      page.add("", ["status": "\(status)"], count)
    }
    page.begin(
      "brevo_mock_request_duration_seconds", "histogram",
      "Time from the arrival of a request to its answer.")
    for (operation, series) in series {
      var count = 0
      for (index, calls) in series.buckets.enumerated() {
        count += calls
        let bound = index < Self.bounds.count ? Self.seconds(Self.bounds[index]) : "+Inf"
        page.add("_bucket", ["operation": operation, "le": bound], count)
      }
      page.add("_sum", ["operation": operation], Self.seconds(series.microseconds))
      page.add("_count", ["operation": operation], count)
    }
    page.begin("brevo_mock_accounts", "gauge", "Accounts that were seen.")
    page.add("", [:], accounts)
    page.begin("brevo_mock_journal_bytes", "gauge", "Bytes that the journals hold.")
    page.add("", [:], journalBytes)
    if let connections {
      page.begin("brevo_mock_connections", "gauge", "Connections that are open.")
      page.add("", [:], connections)
    }
    if let bytes = Self.residentBytes {
      page.begin("process_resident_memory_bytes", "gauge", "Memory that the process occupies.")
      page.add("", [:], bytes)
    }
    return HTTPResponse(
      .ok, fields: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
      body: Array(page.text.utf8))
  }

  /// Microseconds as seconds, without an error of rounding.
  private static func seconds(_ microseconds: Int) -> String {
    let fraction = String(microseconds % 1_000_000)
    let digits = String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
    return "\(microseconds / 1_000_000).\(digits)"
  }

  private static var residentBytes: Int? {
    guard let file = fopen("/proc/self/statm", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let words = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
    )
    .split(separator: " ")
    guard words.count > 1, let pages = Int(words[1]) else { return nil }
    return pages * Int(getpagesize())
  }
}

extension Exchange {
  fileprivate func isCounted(as other: Exchange) -> Bool {
    self === other
      || status == other.status && operation == other.operation
        && (promise == nil) == (other.promise == nil)
  }
}

/// Text in the format of Prometheus, as it is written.
private struct ExpositionText {
  private(set) var text = ""
  private var name = ""

  mutating func begin(_ name: String, _ type: String, _ help: String) {
    self.name = name
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  mutating func add(_ suffix: String, _ labels: KeyValuePairs<String, String>, _ value: Any) {
    let pairs = labels.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
    text += "\(name)\(suffix)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n"
  }
}
