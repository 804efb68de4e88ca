import Yams

extension CertaintyThresholds {
    /// Complains, at the setting that stands in the file, if the lower one is above the upper one.
    func check(_ section: Node, _ path: String, _ reading: inout ConfigurationReading) {
        guard doubtAbove > openAbove else { return }
        if let doubt = section.value(of: "doubt_above") {
            reading.fault(doubt.mark, "\(path).doubt_above: is over open_above, \(openAbove)")
        } else if let open = section.value(of: "open_above") {
            reading.fault(
                open.mark,
                "\(path).open_above: is under doubt_above, \(doubtAbove); set doubt_above beside it"
            )
        }
    }
}
