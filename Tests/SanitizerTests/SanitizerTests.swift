import Dispatch
import Synchronization
import Testing

/// Mistakes made on purpose: who finds none elsewhere has looked.
@Suite("A sanitizer") struct SanitizerTests {
  #if THREAD_SANITIZER
  private final class Unguarded: @unchecked Sendable {
    var value = 0
  }

  /// Two threads that have met, in a way that orders nothing, write the same place.
  @Test func `ends a process in which threads race`() async throws {
    let result = await #expect(processExitsWith: .exitCode(66), observing: [\.standardErrorContent])
    {
      let unguarded = Unguarded()
      let arrived = Atomic(0)
      let group = DispatchGroup()
      for _ in 0..<2 {
        DispatchQueue.global().async(group: group) {
          arrived.add(1, ordering: .relaxed)
          while arrived.load(ordering: .relaxed) < 2 {}
          unguarded.value += 1
        }
      }
      group.wait()
    }
    let report = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(report.contains("WARNING: ThreadSanitizer: "))
  }

  /// Else what a mutex guards would be taken for a race, and the finding be worth nothing.
  @Test func `knows a mutex that threads wait for`() async {
    await #expect(processExitsWith: .success) {
      let texts = Mutex([String]())
      DispatchQueue.concurrentPerform(iterations: 4) { number in
        for _ in 0..<2_000 { texts.withLock { $0 = ["\(number)"] } }
      }
    }
  }
  #endif

  #if ADDRESS_SANITIZER
  @Test func `ends a process that reads what it has freed`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let number = UnsafeMutablePointer<Int>.allocate(capacity: 1)
      number.initialize(to: 1)
      number.deallocate()
      print(number.pointee)
    }
    let report = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(report.contains("ERROR: AddressSanitizer: heap-use-after-free"))
  }
  #endif
}
