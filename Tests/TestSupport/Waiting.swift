import Glibc

/// Waits until something is so that nothing announces; answers whether it came to that.
///
/// It looks every millisecond, for a minute of its own. It keeps its thread meanwhile: a test that
/// gave it away would get it back when all the other tests are done.
package func waits(until isSo: () throws -> Bool) rethrows -> Bool {
  for _ in 0..<60_000 {
    if try isSo() { return true }
    poll(nil, 0, 1)
  }
  return false
}
