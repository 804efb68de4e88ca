/// Whether the daemon does its work as a whole.
///
/// A feed that fails by itself is told as an event; this is about what events cannot tell, or would
/// tell to nobody.
struct Wellbeing: Sendable {
    /// How many feeds are watched.
    var feeds = 0
    /// How many of them have failed in their last looks, as often as it takes to call one failing.
    var failing = 0
    /// Whether several hosts have failed at once, without an answer from anywhere.
    var isNetworkDown = false
    var canWrite = true

    /// What is wrong, in a clause each; empty if all is well.
    ///
    /// - Parameter sinks: those of the ledger; nil if it could not be read.
    func complaints(sinks: [SinkRecord]?) -> [String] {
        var complaints: [String] = []
        if !canWrite { complaints.append("the ledger cannot be written") }
        if sinks == nil { complaints.append("the ledger cannot be read") }
        if isNetworkDown {
            complaints.append("the network seems to be down: no feed answers")
        } else if feeds > 0, failing >= feeds {
            complaints.append(
                feeds == 1 ? "the only feed is failing" : "all \(feeds) feeds are failing")
        }
        for sink in sinks ?? [] where sink.isActive {
            let name = sink.route.sink
            if let since = sink.health.disabledAt {
                complaints.append("the sink \(name) has been disabled since \(since)")
            } else if let since = sink.health.failingSince {
                complaints.append("the sink \(name) has been failing since \(since)")
            }
        }
        return complaints
    }
}
