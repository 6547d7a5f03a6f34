import HTTP
import TestSupport
import Testing
import WireCases

/// One crowd at a time, since descriptors are few.
@Suite("On the wire, every case", .serialized)
struct WireTests {
  @Test(arguments: WireCases.all)
  func `gets its answers and its end, wherever it is cut`(cases: WireCases) throws {
    try play(cases) { wireCase in
      let bytes = wireCase.bytes
      // The last cut is none.
      return (min(1, bytes.count)...bytes.count).map { cut in
        let expected = wireCase.answers(cutAt: cut)
        return Crowd.Script(
          pieces: [bytes[..<cut], bytes[cut...]], farewell: wireCase.farewell,
          name: { "\(wireCase), cut at \(cut)" }, accepts: { $0 == expected })
      }
    }
  }

  @Test(arguments: WireCases.all)
  func `gets them if each byte comes alone`(cases: WireCases) throws {
    try play(cases) { wireCase in
      let expected = wireCase.answers(cutAt: nil)
      return [
        Crowd.Script(
          pieces: wireCase.bytes.indices.map { wireCase.bytes[$0...$0] },
          farewell: wireCase.farewell, name: { "\(wireCase), byte by byte" },
          accepts: { $0.filter { $0 != "100" } == expected })
      ]
    }
  }

  @Test(arguments: WireCases.all)
  func `gets those that are due, and its end, where its client stops sending`(
    cases: WireCases
  ) throws {
    try play(cases) { wireCase in
      wireCase.bytes.indices.map { cut in
        let expected = wireCase.outcomes(cutAt: cut)
        return Crowd.Script(
          pieces: [wireCase.bytes[..<cut]], farewell: .endOfSending,
          name: { "\(wireCase), ended at \(cut)" }, accepts: { expected.starts(with: $0) })
      }
    }
  }

  @Test(arguments: WireCases.all)
  func `does no harm where its client breaks off`(cases: WireCases) throws {
    try play(cases) { wireCase in
      wireCase.bytes.indices.map { cut in
        Crowd.Script(
          pieces: [wireCase.bytes[..<cut]], farewell: .reset, name: { "\(wireCase)" },
          accepts: { _ in true })
      }
    }
  }

  private func play(_ cases: WireCases, _ scripts: (WireCase) -> [Crowd.Script]) throws {
    try Crowd(cases.limits).play(cases.cases.flatMap(scripts))
  }
}

extension WireCase {
  /// What shows best that the server has done with the case: it ends the connection, or goes on to
  /// serve it, or waits for more until its client has no more.
  fileprivate var farewell: Crowd.Script.Farewell {
    if outcomes.last == "…" { return .endOfSending }
    return closes ? .none : .lastRequest
  }

  /// What its client sees, without being asked for a body unless it is known where it was cut: nothing
  /// of a request that was cut short.
  fileprivate func answers(cutAt cut: Int?) -> [String] {
    let outcomes = cut.map { self.outcomes(cutAt: $0) } ?? self.outcomes.filter { $0 != "100" }
    let answers = outcomes.filter { $0 != "…" }
    return farewell == .lastRequest ? answers + ["GET /last close"] : answers
  }
}
