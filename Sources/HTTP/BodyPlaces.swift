/// Bounds the memory that the bodies of all transfers take together.
///
/// A small body takes what it needs. To grow past that, a transfer needs one of a few places, and
/// waits for it with its connection at rest; to grow past a medium size, it needs a larger one. A
/// transfer that waits for a larger place does not hold up one that has it, so all of them finish.
struct BodyPlaces {
    enum Size: Int, CaseIterable {
        case small, medium, large

        /// The bytes that a body of this size may have, within the request's limit.
        ///
        /// An encoded body may grow larger before it has to wait: while it waits, libcurl keeps
        /// all that unpacks from what it has read, and a bomb has shown itself by then.
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

        /// The smallest size that holds this many bytes.
        static func fitting(_ count: Int, limit: Int, isEncoded: Bool) -> Size {
            allCases.first { count <= $0.capacity(limit, isEncoded: isEncoded) } ?? .large
        }
    }

    private var taken = [0, 0, 0]
    private var waiting: [[Transfer]] = [[], [], []]

    /// Takes a place for the transfer, and gives back the one that it had.
    ///
    /// - Returns: false if it has to wait.
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

    /// Forgets the transfer, with its place and its wait.
    mutating func remove(_ transfer: Transfer) {
        giveBack(transfer)
        for index in waiting.indices { waiting[index].removeAll { $0 === transfer } }
    }

    /// A transfer whose awaited place is free; it asks for the place again when it goes on.
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
