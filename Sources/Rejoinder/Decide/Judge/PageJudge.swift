extension Plan {
    /// What a look at a page comes to.
    static func of(_ look: PageRecord, _ facts: PageFacts, _ rules: JudgeRules) -> Plan {
        let entryLook = EntryLook(
            feed: facts.facts.feed, at: look.at, source: .page, ignoring: look.rules.ignoring,
            opensWithin: look.rules.opensWithin, openFor: look.rules.openFor,
            thresholds: look.rules.thresholds, receipt: look.receipt)
        var judge = PageJudge(
            look: look, facts: facts, judge: Judge(entryLook, facts.facts, rules),
            sameAs: look.page.sameAs)
        judge.decide()
        return judge.judge.plan
    }
}

/// Judges one look at a page: whether it is there, whose variant it is, and then what it says.
private struct PageJudge {
    let look: PageRecord
    let facts: PageFacts
    var judge: Judge
    /// The first entry of the same article, as it turns out.
    var sameAs: Int64?
    /// The address of that entry, if it was found only now.
    var firstURL: String?
    /// An entry that has turned out to be a variant of this one.
    var newVariant: PageFacts.Neighbour?

    private var page: PageState { look.page }

    mutating func decide() {
        // The feed's health is no part of what is decided here, and each of its polls changes it.
        judge.plan.basis.feeds = [:]
        judge.plan.basis.rest(onPage: page.entry, page.version)
        noteLook()
        noteDocument()
        doubtSharing()
        publishWaiting()
        restVariants()
        decidePresence()
        if let observed = look.found.observed { judge.judge(observed) }
        settleChanges()
    }

    private mutating func settleChanges() {
        // What is not believed yet shows nothing, and is soon looked at again.
        guard !judge.unsettled.isEmpty, look.found.held == nil else { return }
        let isSeen = look.answer.isPresent
        judge.rules.reading(.page(entry: page.entry)) { judge.settle(isSeen: isSeen) }
    }

    private mutating func add(_ effect: Effect, because reason: String) {
        judge.plan.add(effect, because: reason)
    }

    /// Notes what the page is recognised by at the next look.
    private mutating func noteDocument() {
        switch look.answer {
        case .revalidated(let validators):
            add(
                .revalidatePage(entry: page.entry, validators),
                because: "the server has other ones for the page")
        case .same(let validators):
            add(
                .keepPage(entry: page.entry, validators),
                because: "its bytes are those that were read before")
        case .page(let fetched) where look.found.held == nil:
            add(
                .noteReading(entry: page.entry, fetched, isEdit: look.found.isEdit),
                because: "it is stored only with the content that it stands for")
            let isSame = look.found.observed?.change.map { $0.level == .none } ?? true
            if Revalidation.catches(page.validators, fetched.validators, isSameDocument: isSame) {
                add(
                    .distrustPage(entry: page.entry),
                    because: "the page has changed, and its validators have not")
            }
            judge.rules.reading(.page(entry: page.entry)) { join(text: fetched.article.text) }
        case .page, .unchanged, .gone, .unknown: break
        }
    }

    private mutating func noteLook() {
        let isGone = if case .gone = look.answer { true } else { false }
        let next = NextLook.plan(look)
        add(
            .noteLook(
                PageLookNote(
                    entry: page.entry, next: next.at, isRead: look.answer.isPresent,
                    isPresent: isPresent, isGone: isGone, isRemoved: look.removal != nil,
                    held: look.found.held, seenText: look.found.seenText)),
            because: next.reason)
        if let pause = look.pause, let host = pause.host {
            add(.pauseHost(host, until: pause.until), because: "its server asks for it")
        }
        if page.lines != look.found.lines {
            add(
                .replaceLines(entry: page.entry, old: page.lines, new: look.found.lines),
                because: "lines are learnt from how they change from look to look")
        }
        if page.attention != nil {
            if let planned = page.plannedAt, look.at - planned > Coverage.lateness {
                add(
                    .coverPageAbsence(entry: page.entry, from: planned),
                    because: "a look was planned then, and none was made")
            }
            add(
                .coverPage(
                    entry: page.entry, outcome: look.found.held?.reason ?? look.answer.coverage),
                because: "an answer is awaited on it")
        }
    }

    /// Whether the article is there: what is not believed may stand in its place.
    private var isPresent: Bool { look.answer.isPresent && look.found.held == nil }

    /// Lets the pages begin anew that took for their article what many pages show.
    private mutating func doubtSharing() {
        for other in look.found.doubted {
            let doubt = UnconfirmedPage(since: look.at, reason: ArticleJump.Reason.doubted.rawValue)
            add(
                .doubtReading(entry: other, doubt),
                because: "\(page.url) shows the same text, which is neither's article")
        }
    }
}

// MARK: - Variants

extension PageJudge {
    /// Notes the address under which a page's article is known, and finds an entry that shares it.
    ///
    /// A page may claim any address as its own. So two entries of a feed count as one article only
    /// if their texts are much alike, and even then it only matters whether the other has already
    /// reported the same change.
    private mutating func join(text: String) {
        guard let address = look.address else { return }
        if address != page.address { sameAs = nil }
        let alike = alike(text: text)
        if let alike, alike.entry < page.entry {
            (sameAs, firstURL) = (alike.entry, alike.url)
        }
        if address != page.address || sameAs != page.sameAs {
            add(
                .setAddress(entry: page.entry, address: address, sameAs: sameAs),
                because: sameAs == nil
                    ? "its article is known under this address"
                    : "most of its text is that of another entry at this address")
        }
        guard let alike, alike.entry > page.entry else { return }
        newVariant = alike
        add(
            .joinArticle(entry: alike.entry, first: page.entry),
            because: "most of its text is that of another entry at this address")
    }

    private mutating func alike(text: String) -> PageFacts.Neighbour? {
        guard !facts.neighbours.isEmpty else { return nil }
        let runs = WordRuns(text)
        let alike = facts.neighbours.first {
            !$0.text.isEmpty && runs.share(of: $0.text) >= WordRuns.leastAlike
        }
        if let alike { judge.plan.basis.rest(onPage: alike.entry, alike.version) }
        return alike
    }

    private mutating func publishWaiting() {
        guard var waiting = facts.waiting else { return }
        waiting.firstURL = sameAs == page.sameAs && firstURL == nil ? waiting.firstURL : firstURL
        judge.rules.reading(.page(entry: page.entry)) { judge.publish(waiting) }
    }

    /// Stops looking at a variant while the article's first entry is looked at.
    ///
    /// A variant on which an answer is awaited is still looked at.
    private mutating func restVariants() {
        let reason = "the article's first entry is looked at instead"
        if sameAs != nil, page.attention == nil {
            add(.scheduleLook(entry: page.entry, at: nil), because: reason)
        }
        for variant in facts.variants where variant.entry != page.entry {
            judge.plan.basis.rest(onPage: variant.entry, variant.version)
            add(.scheduleLook(entry: variant.entry, at: nil), because: reason)
        }
        if let newVariant, !newVariant.isAwaited {
            add(.scheduleLook(entry: newVariant.entry, at: nil), because: reason)
        }
    }
}

// MARK: - Gone and back

extension PageJudge {
    private mutating func decidePresence() {
        if let removal = look.removal, !page.isRemoved {
            add(
                .wakeVariants(of: page.entry), because: "the page they were variants of is gone")
            judge.keepReceipt(of: page.entry, because: "it shows that the page is gone")
            announce(.entryRemoved, because: removal)
        } else if isPresent, page.isRemoved {
            announce(.entryRestored, because: "it is there again")
        }
    }

    private mutating func announce(_ type: EventType, because reason: String) {
        judge.rules.reading(.page(entry: page.entry)) {
            judge.tell(event(type, because: reason), because: reason)
        }
    }

    private func event(_ type: EventType, because reason: String) -> EventDraft {
        var data = facts.origin?.members ?? []
        // The last revision is the evidence of what is gone.
        if let last = facts.origin?.current {
            data.append(
                .init(
                    "revision",
                    EventData.revision(
                        number: last.number, source: last.source,
                        contentHash: Normaliser.contentHash(of: last.content),
                        seenAt: last.seenAt, receipt: last.receipt)))
        }
        var shown: [JSONValue.Member] = [
            .init("url", .string(page.url)), .init("seen_at", .string(look.at.description)),
        ]
        if case .gone(let status, _) = look.answer { shown.append(.init("status", .int(status))) }
        if let since = page.goneSince {
            shown.append(.init("gone_since", .string(since.description)))
        }
        shown.append(.init("reason", .string(reason)))
        if let receipt = look.receipt {
            shown.append(.init("receipt", .string(Hex.string(receipt.hash))))
        }
        data.append(.init("page", .object(shown)))
        return EventDraft(
            type: type, at: look.at, feed: page.feedName, entry: page.entry,
            identifiedBy: [
                page.url, String(page.entry), (page.goneSince ?? look.at).description,
            ],
            data: .object(data))
    }
}
