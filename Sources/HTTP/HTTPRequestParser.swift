/// Takes requests out of the bytes of a connection, in whatever pieces these arrive.
///
/// A request's outcome depends on its bytes alone, never on where they were cut. Lines are judged
/// as they end, a body is copied as it comes, and only an unfinished line is kept: no byte is
/// searched twice.
package struct HTTPRequestParser: ~Copyable, Sendable {
  package enum Outcome: Sendable, Equatable {
    /// All bytes are taken in, and they are not yet a request.
    case partial

    /// A request; the bytes behind it are not looked at yet.
    case request(HTTPRequest)

    /// Not HTTP, or more than is granted; nothing behind it can be understood.
    case failure(HTTPParseError)
  }

  /// What the next byte would belong to.
  package enum Phase: Sendable {
    case idle
    case head
    case body
  }

  private enum State {
    case requestLine
    case fields
    case sizedBody
    case chunkSize
    case chunk
    case chunkEnd
    case trailers
  }

  private let limits: HTTPLimits
  private var state = State.requestLine
  private var head = RequestHead()
  private var body: [UInt8] = []

  /// The start of a line whose end has not arrived.
  private var held: [UInt8] = []

  private var skippedEmptyLine = false

  /// Bytes and lines of the fields, or of the trailers, up to here.
  private var sectionBytes = 0
  private var sectionLines = 0
  private var extensionBytes = 0

  /// Bytes of the body, or of the chunk, that are still to come.
  private var remaining = 0

  private var awaitsContinue = false

  package init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  package var phase: Phase {
    switch state {
    case .requestLine: held.isEmpty && !skippedEmptyLine ? .idle : .head
    case .fields: .head
    default: .body
    }
  }

  /// Whether the request under way, or the one that was refused, is a HEAD: its answer has no body.
  package var isHead: Bool { state != .requestLine && head.method == .head }

  /// Whether the client waits for a `100 Continue` before it sends its body; asked once, since it
  /// is told once.
  package mutating func takeContinue() -> Bool {
    defer { awaitsContinue = false }
    return awaitsContinue
  }

  /// Takes in bytes from a position on, up to the end of a request, and moves the position behind
  /// what was taken.
  package mutating func parse(_ input: Span<UInt8>, from position: inout Int) -> Outcome {
    if position < input.count { awaitsContinue = false }
    do throws(HTTPParseError) {
      while position < input.count {
        let isComplete =
          switch state {
          case .sizedBody, .chunk: takeBody(input, &position)
          case .fields where held.isEmpty: try takeFields(input, &position)
          default: try takeLine(input, &position)
          }
        if isComplete { return .request(finish()) }
      }
      return .partial
    } catch {
      return .failure(error)
    }
  }

  private mutating func finish() -> HTTPRequest {
    defer { self = HTTPRequestParser(limits: limits) }
    return head.request(body: body)
  }
}

/// The text of a message: heads, chunk sizes, trailers.
extension HTTPRequestParser {
  /// Takes a line, or what there is of it; true if a request is complete with it.
  private mutating func takeLine(
    _ input: Span<UInt8>, _ position: inout Int
  ) throws(HTTPParseError) -> Bool {
    let start = position
    if state == .requestLine, held.isEmpty {
      // Not HTTP at all, TLS perhaps, has no line end to wait for.
      guard input[start] == .carriageReturn || ByteSet.token.contains(input[start])
      else { throw .malformedRequestLine }
    }
    guard let end = input.firstIndex(of: .lineFeed, from: start) else {
      try hold(input, &position)
      return false
    }
    position = end + 1
    if held.isEmpty {
      return try take(input.extracting(start..<position), rest: input.count - position)
    }
    held.append(input.extracting(start..<position))
    let line = held
    held = []
    return try take(line.span, rest: input.count - position)
  }

  /// Keeps the start of a line whose end has not arrived.
  private mutating func hold(
    _ input: Span<UInt8>, _ position: inout Int
  ) throws(HTTPParseError) {
    held.append(input.extracting(position..<input.count))
    position = input.count
    // One more than the longest line may be its carriage return.
    guard held.count <= longestLine + 1 else { throw lineTooLong }
  }

  /// Takes the field lines that have arrived, which are kept with one copy; true if a request is
  /// complete with them.
  private mutating func takeFields(
    _ input: Span<UInt8>, _ position: inout Int
  ) throws(HTTPParseError) -> Bool {
    let start = position
    while let end = input.firstIndex(of: .lineFeed, from: position) {
      let line = input.extracting(position..<end + 1)
      position = end + 1
      let length = try textLength(of: line)
      guard length > 0 else {
        head.keep(input.extracting(start..<end - 1))
        return try beginBody(rest: input.count - position)
      }
      try countField(line)
      try head.read(line.extracting(0..<length))
    }
    head.keep(input.extracting(start..<position))
    if position < input.count { try hold(input, &position) }
    return false
  }

  /// Takes a complete line, line end included, with `rest` more bytes behind it.
  private mutating func take(
    _ line: Span<UInt8>, rest: Int
  ) throws(HTTPParseError) -> Bool {
    let text = line.extracting(0..<(try textLength(of: line)))
    switch state {
    case .requestLine:
      if text.isEmpty, !skippedEmptyLine {
        // One empty line before a request is skipped (RFC 9112, section 2.2).
        skippedEmptyLine = true
        return false
      }
      try head.start(text)
      state = .fields
    case .fields where text.isEmpty:
      return try beginBody(rest: rest)
    case .fields:
      try countField(line)
      try head.read(text)
      head.keep(line)
    case .chunkSize:
      try beginChunk(ChunkSize(text))
    case .chunkEnd:
      state = .chunkSize
    case .trailers where text.isEmpty:
      return true
    case .trailers:
      try countField(line)
      _ = try FieldLine(text)
    case .sizedBody, .chunk:
      preconditionFailure("a body is not read by lines")
    }
    return false
  }

  /// The length of a line without its line end.
  private func textLength(of line: Span<UInt8>) throws(HTTPParseError) -> Int {
    let length = line.count - 2
    guard length <= longestLine else { throw lineTooLong }
    guard length >= 0, line[length] == .carriageReturn else { throw .bareLineFeed }
    return length
  }

  private var longestLine: Int {
    switch state {
    case .requestLine: limits.requestLine
    case .fields, .trailers: max(0, limits.fieldSection - sectionBytes - 2)
    case .chunkSize: 16 + limits.fieldSection - extensionBytes
    case .chunkEnd, .sizedBody, .chunk: 0
    }
  }

  private var lineTooLong: HTTPParseError {
    switch state {
    case .requestLine: .requestLineTooLong
    case .fields, .trailers, .chunkSize: .fieldsTooLarge
    case .chunkEnd, .sizedBody, .chunk: .malformedChunk
    }
  }

  private mutating func countField(_ line: Span<UInt8>) throws(HTTPParseError) {
    sectionBytes += line.count
    sectionLines += 1
    guard sectionLines <= limits.fieldCount else { throw .tooManyFields }
  }
}

/// The content of a message.
extension HTTPRequestParser {
  private mutating func beginBody(rest: Int) throws(HTTPParseError) -> Bool {
    switch try head.framing(limit: limits.body) {
    case .none:
      return true
    case .sized(let length):
      remaining = length
      state = .sizedBody
    case .chunked:
      state = .chunkSize
    }
    awaitsContinue = head.expectsContinue && rest == 0
    return false
  }

  private mutating func beginChunk(_ chunk: ChunkSize) throws(HTTPParseError) {
    extensionBytes += chunk.extensionLength
    guard extensionBytes <= limits.fieldSection else { throw .fieldsTooLarge }
    guard chunk.size <= limits.body - body.count else { throw .bodyTooLarge }
    remaining = chunk.size
    state = .chunk
    if chunk.size == 0 {
      sectionBytes = 0
      sectionLines = 0
      state = .trailers
    }
  }

  /// Takes bytes of the body; true if a request is complete with them.
  private mutating func takeBody(_ input: Span<UInt8>, _ position: inout Int) -> Bool {
    let count = min(remaining, input.count - position)
    let bytes = input.extracting(position..<position + count)
    if state == .sizedBody, count == remaining, body.isEmpty {
      body = bytes.array
    } else {
      let needed = body.count + count
      if needed > body.capacity {
        // At least doubled, so that copies stay few; never beyond what may come.
        let most = state == .sizedBody ? body.count + remaining : limits.body
        body.reserveCapacity(min(most, max(needed, 2 * body.capacity)))
      }
      body.append(bytes)
    }
    position += count
    remaining -= count
    guard remaining == 0 else { return false }
    guard state == .chunk else { return true }
    state = .chunkEnd
    return false
  }
}
