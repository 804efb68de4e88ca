/// Bounds the memory that all bodies under way take together.
///
/// A small body takes what it needs. To grow past that, a transfer needs one of a few places, and
/// waits for it with its connection at rest; to grow past a medium size, it needs another. Who
/// waits for a larger place holds up nobody who has one, so that all come to their end.
struct BodyPlaces {
    enum Size: Int, CaseIterable {
        case small, medium, large

        /// The bytes that a body of this size may have, within the limit of the request.
        ///
        /// An encoded one may be larger before it has to wait: while it waits, libcurl keeps all
        /// that is in what it has read, and a bomb has shown itself by then.
        func capacity(_ limit: Int, isEncoded: Bool) -> Int {
            switch self {
            case .small: min(limit, isEncoded ? 1 << 20 : 256 << 10)
            case .medium: min(limit, 2 << 20)
            case .large: limit
            }
        }

        fileprivate var places: Int {
            switch self {
            case .small: .max
            case .medium: 4
            case .large: 1
            }
        }

        /// The least size for so many bytes.
        static func fitting(_ count: Int, limit: Int, isEncoded: Bool) -> Size {
            allCases.first { count <= $0.capacity(limit, isEncoded: isEncoded) } ?? .large
        }
    }

    private var taken = [0, 0, 0]
    private var waiting: [[Transfer]] = [[], [], []]

    /// Takes a place for the transfer, and gives back the one that it had.
    ///
    /// - Returns: false when it has to wait.
    mutating func take(_ size: Size, for transfer: Transfer) -> Bool {
        guard taken[size.rawValue] < size.places else {
            waiting[size.rawValue].append(transfer)
            return false
        }
        taken[size.rawValue] += 1
        giveBack(transfer)
        transfer.bodySize = size
        return true
    }

    /// Forgets the transfer, its place and its wait.
    mutating func remove(_ transfer: Transfer) {
        giveBack(transfer)
        for index in waiting.indices { waiting[index].removeAll { $0 === transfer } }
    }

    /// A transfer that waits for a place that is free; it asks again when it goes on.
    mutating func next() -> Transfer? {
        for size in Size.allCases where taken[size.rawValue] < size.places {
            guard !waiting[size.rawValue].isEmpty else { continue }
            return waiting[size.rawValue].removeFirst()
        }
        return nil
    }

    private mutating func giveBack(_ transfer: Transfer) {
        guard transfer.bodySize != .small else { return }
        taken[transfer.bodySize.rawValue] -= 1
        transfer.bodySize = .small
    }
}
