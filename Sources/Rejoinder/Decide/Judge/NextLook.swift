/// When a page is looked at next, and why then.
enum NextLook {
    static let againAfterFailure: Duration = .seconds(3600)
    static let againAfterRemoval: Duration = .seconds(86_400)

    /// - Returns: nil for the time if the page is not looked at again.
    static func plan(_ look: PageRecord) -> (at: Timestamp?, reason: String) {
        let (page, now) = (look.page, look.at)
        switch look.answer {
        case .gone where look.removal != nil:
            return (now + againAfterRemoval, "it is gone, and may come back")
        case .gone where !PageRemoval.isPossible(page):
            // Sites list articles before they can be read, or never put them there.
            let next = PageLadder.next(after: now, lastChange: page.changedAt, page: page.url)
            return (next?.at, "it has never been there: \(next?.reason ?? "not for two months")")
        case .gone:
            let confirmAt = (page.goneSince ?? now) + PageRemoval.confirmAfter
            return (
                confirmAt > now ? confirmAt : now + againAfterFailure,
                "it was not found, and is looked for again"
            )
        case .unknown(let failure):
            return (now + max(failure.retryAfter ?? .zero, againAfterFailure), failure.message)
        case .unchanged, .revalidated, .same, .page: break
        }
        if let held = look.found.held, now - held.since < PageMatcher.doubt {
            return (held.since + PageMatcher.doubt, "what it says is not believed yet")
        }
        guard look.rules.revisitsPages || page.attention != nil else {
            return (nil, "its feed's pages are read only once")
        }
        let next = PageLadder.next(
            after: now, lastChange: look.found.isEdit ? now : page.changedAt, page: page.url,
            attention: page.attention, fastest: look.fastest)
        return (next?.at, next?.reason ?? "it has not changed for two months")
    }
}

/// A line of a page that is ignored from now on, or no longer ignored.
struct LineLesson: Hashable, Sendable {
    let line: String
    let isLearnt: Bool

    /// What was learnt between two states of a page's lines.
    static func lessons(from old: [VolatileLine], to new: [VolatileLine]) -> [LineLesson] {
        let before = old.filter { $0.learntAt != nil }
        let after = new.filter { $0.learntAt != nil }
        return [(after, before, true), (before, after, false)].flatMap { lines, others, isLearnt in
            let known = Set(others.map(\.shape))
            return lines.filter { !known.contains($0.shape) }.map {
                LineLesson(line: $0.text, isLearnt: isLearnt)
            }
        }
    }
}
