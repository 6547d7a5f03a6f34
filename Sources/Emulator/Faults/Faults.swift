import APIContract
import HTTP
import JSON
import Synchronization

/// A fault that strikes a request.
struct StruckFault: Sendable {
  let fault: Fault
  /// Nil of one that the request asked for itself.
  let id: Int64?

  var note: String { id.map { "struck by fault \($0)" } ?? "struck by \(Faults.field)" }
}

/// A fault of an account's list, and what has come of it.
struct CountedFault: Sendable {
  let id: Int64
  let fault: Fault
  /// The requests that it was for.
  var seen: Int64 = 0
  /// Those of them that it struck.
  var struck: Int64 = 0
}

/// What is to go wrong, by account. It is no part of an account's state, so that it outlives resets.
final class Faults: Sendable {
  /// The most that an account has.
  static let limit = 100

  private struct List {
    var faults: [CountedFault] = []
    var nextID: Int64 = 1

    mutating func append(_ fault: Fault) -> CountedFault {
      let counted = CountedFault(id: nextID, fault: fault)
      nextID += 1
      faults.append(counted)
      return counted
    }
  }

  private let lists = Mutex<[String: List]>([:])
  /// Whether there ever were any: the common case is that there were none, and costs next to nothing.
  private let areInUse = Atomic(false)

  func list(of key: String) -> [CountedFault] { lists.withLock { $0[key]?.faults ?? [] } }

  /// Adds a fault behind the others; nil if there are too many.
  func add(_ fault: Fault, of key: String) -> CountedFault? {
    areInUse.store(true, ordering: .relaxed)
    return lists.withLock { lists in
      guard lists[key]?.faults.count ?? 0 < Self.limit else { return nil }
      return lists[key, default: List()].append(fault)
    }
  }

  func replace(with faults: [Fault], of key: String) -> [CountedFault] {
    areInUse.store(true, ordering: .relaxed)
    return lists.withLock { lists in
      var list = lists[key] ?? List()
      list.faults = []
      for fault in faults { _ = list.append(fault) }
      lists[key] = list
      return list.faults
    }
  }

  /// Takes away one fault; answers whether there was one of that id.
  func remove(_ id: Int64, of key: String) -> Bool {
    lists.withLock { lists in
      guard let index = lists[key]?.faults.firstIndex(where: { $0.id == id }) else { return false }
      lists[key]?.faults.remove(at: index)
      return true
    }
  }

  // MARK: Requests

  /// The field by which a request asks for a fault of its own.
  static let field = "x-mock-fault"

  /// The fault that strikes a request: its own, or the first of the account's list whose turn it is.
  ///
  /// Each request is counted here, once, by every fault that is for it.
  func draw(
    for exchange: Exchange, of key: String, operation: () -> String?
  ) throws(APIError) -> StruckFault? {
    if let text = exchange.request.fields[Self.field] {
      return StruckFault(fault: try Self.own(text), id: nil)
    }
    guard areInUse.load(ordering: .relaxed), !list(of: key).isEmpty else { return nil }
    let meant = operation()
    return lists.withLock { lists in
      var struck: StruckFault?
      for index in lists[key]?.faults.indices ?? 0..<0 {
        guard var counted = lists[key]?.faults[index],
          counted.fault.target.admits(exchange, operation: meant)
        else { continue }
        counted.seen += 1
        if struck == nil, counted.fault.occasion.strikes(counted.seen) {
          counted.struck += 1
          struck = StruckFault(fault: counted.fault, id: counted.id)
        }
        lists[key]?.faults[index] = counted
      }
      return struck
    }
  }

  private static func own(_ text: String) throws(APIError) -> Fault {
    guard let value = try? JSONValue(parsing: text) else {
      throw .invalid(text: "\(field) is not JSON")
    }
    if let fault = Fault.ownShape.schema.fault(in: value, named: field) {
      throw .invalid(text: fault)
    }
    guard let inputs = Fault.ownShape.read(value) else { throw .invalid(field) }
    return try Fault(ofRequest: inputs)
  }
}
