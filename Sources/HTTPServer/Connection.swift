import HTTP
import Sockets

/// Names a connection from outside of its loop, for as long as the loop lives: descriptors come
/// again, serials do not.
struct ConnectionID: Sendable {
  let descriptor: Int32
  let serial: UInt64
}

/// A client's connection, as its loop knows it. Bytes are kept here only while they are stuck: an
/// idle connection is these few words.
final class Connection {
  /// What ends a connection that makes no progress.
  enum Deadline {
    case firstByte
    case idle
    case head
    case body
    case drain
    case linger

    /// A promised or timed answer is due; when, the application or its timetable knows.
    case none
  }

  /// An answer that is there, or promised, behind a promised one.
  struct Awaited {
    let answer: HTTPAnswer
    let isHead: Bool
    let connection: ResponseWriter.Connection
  }

  /// Pipelined requests that are taken in one turn.
  static let pipelineDepth = 32

  let id: ConnectionID

  /// It is one of those that the limits grant.
  let isAdmitted: Bool
  var parser: HTTPRequestParser

  /// Received, but not parsed: an answer to what came before is still to be made or to be read.
  var unparsed: [UInt8] = []

  /// Answers that the socket would not take yet; those before `sent` are gone.
  var unsent: [UInt8] = []
  var sent = 0

  /// Answers in order, from the first one that is not there yet.
  var awaited: [Awaited] = []

  /// An answer that is leaving by a timetable, before those awaited.
  var timed: TimedAnswer?

  /// What the last answer will say.
  var refusal: HTTPParseError?

  /// The socket may have bytes to receive.
  var isReadable = false

  /// The peer's end, or an error, is behind these bytes: there will be no further event.
  var hasEnded = false

  /// The end has been read.
  var isAtEnd = false

  /// No further request is taken: the last one said so, or was refused.
  var isLast = false

  /// The last answer is written: what is left is to send it and to close.
  var isAnswered = false

  /// What ends it is a reset, not the end of what is sent.
  var isReset = false

  /// All is said and sending has ended: what still comes is read and dropped, until the client has
  /// seen that, and ended, too.
  var isLingering = false
  var lingered = 0

  var isClosed = false

  /// This turn of the loop has been here, and has got this many requests.
  var isVisited = false
  var requests = 0

  var deadline = Deadline.firstByte
  var deadlineTime: MonotonicTime

  init(id: ConnectionID, isAdmitted: Bool, limits: HTTPLimits, now: MonotonicTime) {
    self.id = id
    self.isAdmitted = isAdmitted
    deadlineTime = now + limits.firstByteTime
    parser = HTTPRequestParser(limits: limits)
  }

  /// Whether requests may be taken from it; an answer that is stuck stops that, which bounds what a
  /// slow reader costs.
  var takesRequests: Bool {
    !isLast && unsent.isEmpty && !owesAnswers
  }

  /// Whether there are answers before which nothing else may leave.
  var owesAnswers: Bool { !awaited.isEmpty || timed != nil }

  /// Whether nothing of it is under way, so that another loop can take its socket over.
  var isBetweenRequests: Bool {
    isAdmitted && deadline == .idle && parser.phase == .idle && takesRequests
      && !isReadable && !hasEnded && unparsed.isEmpty && !isAnswered && !isClosed
  }

  /// Whether it owes an answer that will never be whole.
  var isStalled: Bool { timed?.next == .never }

  /// The deadline that what it waits for has.
  var nextDeadline: Deadline {
    if isLingering { return .linger }
    if !unsent.isEmpty { return .drain }
    if owesAnswers { return .none }
    return switch parser.phase {
    case .idle: deadline == .firstByte && requests == 0 ? .firstByte : .idle
    case .head: .head
    case .body: .body
    }
  }

  /// Forgets the answers behind the last one that will be written.
  func dropAwaited() {
    for awaited in awaited {
      if case .later(let promise) = awaited.answer { promise.abandon() }
    }
    awaited = []
  }

  /// Takes requests from the first bytes of a buffer, as many as one turn grants, and keeps the
  /// rest.
  func parse(_ buffer: [UInt8], count: Int, into round: inout [HTTPRequest]) {
    let bytes = buffer.span.extracting(first: count)
    var position = 0
    while requests < Self.pipelineDepth {
      switch parser.parse(bytes, from: &position) {
      case .partial:
        return
      case .request(let request):
        requests += 1
        isLast = !request.keepsConnection
        round.append(request)
        if isLast { return }
      case .failure(let error):
        refusal = error
        isLast = true
        return
      }
    }
    unparsed = Array(buffer[position..<count])
  }
}
