/// The last entries of one account, oldest first. As one comes, one goes: the memory of the oldest is
/// free for the next.
struct JournalRing {
  /// From `first` on, around the end.
  private var slots: [JournalEntry?] = []
  private var first = 0
  private(set) var count = 0
  /// What the entries cost.
  private(set) var bytes = 0

  var oldest: JournalEntry? { count > 0 ? slots[first] : nil }

  var entries: [JournalEntry] {
    (0..<count).compactMap { slots[place($0)] }
  }

  mutating func append(_ entry: JournalEntry) {
    if count == slots.count { grow() }
    slots[place(count)] = entry
    count += 1
    bytes += entry.cost
  }

  /// Drops the oldest entries that are over the limits.
  mutating func trim(to limits: JournalLimits) {
    while count > limits.entriesOfAccount || bytes > limits.bytesOfAccount, count > 0 {
      _ = removeFirst()
    }
  }

  /// Drops the oldest entry, and answers what it has cost.
  mutating func removeFirst() -> Int {
    guard let entry = oldest else { return 0 }
    slots[first] = nil
    first = place(1)
    count -= 1
    bytes -= entry.cost
    return entry.cost
  }

  /// Where the entry stands that follows `index` others. The number of slots is a power of two.
  private func place(_ index: Int) -> Int { (first + index) & (slots.count - 1) }

  private mutating func grow() {
    var grown = [JournalEntry?](repeating: nil, count: max(16, 2 * count))
    for index in 0..<count { grown[index] = slots[place(index)] }
    slots = grown
    first = 0
  }
}
