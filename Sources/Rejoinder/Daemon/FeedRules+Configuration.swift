extension FeedRules {
    /// - Parameter title: what the feed calls itself, as far as it is known.
    init(_ feed: Configuration.Feed, title: String? = nil) {
        self.init(
            language: feed.language, outlet: OutletName(title), institution: feed.institution,
            ignoring: feed.ignoredLines,
            opensInquiries: feed.openFromText, opensWithin: feed.openWithin,
            openFor: feed.openFor, thresholds: feed.thresholds,
            followsPages: feed.follow != .never,
            revisitsPages: feed.follow != .new)
    }
}

extension Configuration.Feed {
    var ignoredElements: [HTMLSelector] {
        ignore.compactMap { if case .selector(let selector) = $0 { selector } else { nil } }
    }

    var ignoredLines: IgnoredLines {
        IgnoredLines(
            literals: ignore.compactMap { if case .literal(let text) = $0 { text } else { nil } },
            patterns: ignore.compactMap { if case .pattern(let text) = $0 { text } else { nil } })
    }
}

extension InquiryRules {
    init(_ configuration: Configuration) {
        let defaults = configuration.inquiry
        self.init(
            deadline: defaults.deadline, dueBefore: defaults.dueBefore,
            repeatOverdue: defaults.repeatOverdue)
        calendars = configuration.calendars
        answer = defaults.answer
    }
}
