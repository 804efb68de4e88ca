extension Configuration {
    /// What the ledger keeps, of all feeds and of each.
    package var retentionPlan: RetentionPlan {
        RetentionPlan(
            whole: retention,
            feeds: Dictionary(
                feeds.map { ($0.name, $0.retention) }, uniquingKeysWith: { first, _ in first }))
    }
}
