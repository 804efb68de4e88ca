/// An event that does not have its place in the log yet.
struct EventDraft: Sendable {
    let type: EventType
    let at: Timestamp
    var feed: String?
    var entry: Int64?
    var inquiry: Inquiry.ID?
    /// The level of the change; with the type it decides which sinks get the event.
    var level: ChangeLevel?
    /// The sink that the event is about, which does not get it.
    var sink: String?
    /// The parts that identify the event and no other; its id is derived from them.
    let identifiedBy: [String]
    let data: JSONValue
}
