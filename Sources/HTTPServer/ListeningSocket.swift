/// A listening socket, as its loop knows it.
struct ListeningSocket {
  let descriptor: Int32

  /// There may be connections to accept.
  var isReady = false
}
