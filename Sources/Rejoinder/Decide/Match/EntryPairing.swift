/// Pairs entries of a document that seem new with entries of the ledger that it seems to have lost.
///
/// Feeds change the ids and addresses of their entries: with each edit of a headline, when the site
/// moves, or at every look. Nothing that is paired is told as new; so each piece of evidence must be
/// one entry's alone, on both sides, and the rest must not speak against it.
struct EntryPairing {
    var found: EntryMatch.Recognised
    let lookalikes: Lookalikes
    /// What the document says of each text, in the same order.
    let sides: [EntrySide]
    /// What the feed last said of each entry of the ledger.
    let told: [Int64: EntrySide]
    private let census: Census
    /// Entries of the ledger whose id the feed has given to another entry.
    private var released: [KnownEntry] = []

    init(
        _ texts: [EntryText], _ taken: Set<Int64>, _ lookalikes: Lookalikes,
        _ listed: [EntryMatch.Pair]
    ) {
        found = EntryMatch.Recognised(texts: texts, taken: taken)
        self.lookalikes = lookalikes
        sides = texts.map { text in
            // Such an id says no more than the link.
            let entry = text.listed.entry
            return EntrySide(text.content, id: entry.hasIDOfLink ? nil : entry.id)
        }
        told = lookalikes.told.mapValues { EntrySide($0.content) }
        census = Census(listed)
    }

    func isNew(_ index: Int) -> Bool {
        found.texts[index].previous == nil && !found.texts[index].isUnread
    }

    /// Whether the address is an article's, and only one entry of the document has it.
    func isOwn(_ key: String?) -> Bool {
        guard let key, key.utf8.contains(where: { $0 == 0x2F || $0 == 0x3F }) else { return false }
        return !census.isShared(key, as: .address)
    }

    /// - Returns: false if another entry of the document is that entry.
    @discardableResult
    mutating func pair(_ index: Int, with known: KnownEntry) -> Bool {
        guard found.taken.insert(known.id).inserted else { return false }
        var text = found.texts[index]
        // An address that both share serves better than an id that has changed.
        let isLinked =
            isOwn(sides[index].address) && told[known.id]?.address == sides[index].address
        let link = isLinked ? text.listed.names.first { $0.hasPrefix("link:") } : nil
        text.previous = known
        text.isRenamed = true
        text.identity = link ?? text.identity
        found.texts[index] = text
        return true
    }
}

// MARK: - Ids that were passed on

extension EntryPairing {
    /// Takes the id from each known entry that is not what the document lists under it now.
    ///
    /// Such an id is the place in the list, or one for everything.
    mutating func releaseReusedIDs() {
        // By value, because a document may list thousands of entries.
        let addresses = Set(sides.compactMap(\.address).filter(isOwn))
        let wordings = Set(sides.compactMap(EntryEvidence.wording.value))
        let knownAddresses = Set(told.values.compactMap(\.address))
        let released = found.texts.indices.filter { index in
            guard let known = found.texts[index].previous, !found.texts[index].isUnread,
                found.texts[index].identity.hasPrefix("id:"), let old = told[known.id]
            else { return false }
            let mine = sides[index]
            let hasMoved = old.address != mine.address
            // The document lists what the entry was under another id.
            let isElsewhere =
                (hasMoved && old.address.map(addresses.contains) ?? false)
                || (old.wording != mine.wording
                    && EntryEvidence.wording.value(of: old).map(wordings.contains) ?? false)
            // The text is at the address of another entry of the ledger.
            let isAnother =
                hasMoved && isOwn(mine.address)
                && mine.address.map(knownAddresses.contains) ?? false
            return isElsewhere || isAnother || !isSameEntry(mine, old)
        }
        for index in released {
            guard let known = found.texts[index].previous else { continue }
            found.texts[index].release()
            found.taken.remove(known.id)
            self.released.append(known)
        }
        var used = Set(found.texts.map(\.identity))
        for index in released { settle(index, &used) }
    }

    /// Whether an entry that kept its id may have been edited into the other.
    private func isSameEntry(_ mine: EntrySide, _ old: EntrySide) -> Bool {
        (mine.address == old.address && isOwn(mine.address))
            || mine.title == old.title || mine.hasSameDate(as: old) ?? false
            || mine.text.isEmpty || old.text.isEmpty || mine.titleIsAlike(old)
            || mine.isAlike(old)
    }

    /// Finds the entry under its other names, or gives it one that nothing else has.
    ///
    /// - Parameter used: the names of all texts of the document.
    private mutating func settle(_ index: Int, _ used: inout Set<String>) {
        let names = found.texts[index].otherNames
        for name in names {
            guard let known = lookalikes.byName[name], found.taken.insert(known.id).inserted else {
                continue
            }
            found.texts[index].previous = known
            found.texts[index].identity = name
            return
        }
        let free = names.first { lookalikes.byName[$0] == nil && !used.contains($0) }
        found.texts[index].identity = free ?? "\(found.texts[index].identity) #\(index + 2)"
        used.insert(found.texts[index].identity)
    }
}

// MARK: - Evidence

extension EntryPairing {
    /// Where an entry stood that is no longer listed.
    enum Place {
        /// Older ones are still listed, so the list has not just moved on.
        case middle
        case end
        /// Nothing of the old list is left.
        case gone
    }

    /// Pairs what has an address, words or a date in common that nothing else has.
    mutating func pairByEvidence() {
        for evidence in EntryEvidence.allCases { pair(by: evidence) }
    }

    private mutating func pair(by evidence: EntryEvidence) {
        let new = found.texts.indices.filter(isNew)
        let lost = (lookalikes.departed + released).filter { !found.taken.contains($0.id) }
        guard !new.isEmpty, !lost.isEmpty else { return }
        let oldest = found.taken.min()
        let news = Self.unique(new) { evidence.value(of: sides[$0]) }
        let olds = Self.unique(lost) { told[$0.id].flatMap(evidence.value) }
        for index in new {
            guard let value = evidence.value(of: sides[index]), news[value] == index,
                !census.isShared(value, as: evidence), let known = olds[value],
                let old = told[known.id]
            else { continue }
            let place: Place = oldest.map { known.id > $0 ? .middle : .end } ?? .gone
            if evidence.holds(for: sides[index], old, at: place) { pair(index, with: known) }
        }
    }

    /// The elements by values that only one of them has.
    private static func unique<Element>(
        _ elements: [Element], by value: (Element) -> String?
    ) -> [String: Element] {
        var found: [String: Element?] = [:]
        for element in elements {
            guard let value = value(element) else { continue }
            found[value] = found[value] == nil ? element : .some(nil)
        }
        return found.compactMapValues { $0 }
    }

    /// How often each address, title and date occurs in a document.
    private struct Census {
        private var counts: [EntryEvidence: [String: Int]] = [:]

        init(_ listed: [EntryMatch.Pair]) {
            for pair in listed {
                let entry = pair.listed.entry
                let side = EntrySide(
                    RevisionContent(
                        title: entry.title?.plain ?? "", text: "", link: entry.link,
                        published: entry.published?.moment))
                for evidence in [EntryEvidence.address, .title, .date] {
                    guard let value = evidence.value(of: side) else { continue }
                    counts[evidence, default: [:]][value, default: 0] += 1
                }
            }
        }

        func isShared(_ value: String, as evidence: EntryEvidence) -> Bool {
            (counts[evidence]?[value] ?? 0) > 1
        }
    }
}
