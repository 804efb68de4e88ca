import Foundation

/// Zone names as feeds use them: those of RFC 822 section 5, and others that occur.
enum TimeZones {
    static func offset(_ name: String) -> Int? {
        let name = name.hasPrefix("etc/") ? String(name.dropFirst(4)) : name
        return hours[name].map { Int(clamping: $0 * 3600) }
    }

    /// A zone of the IANA database; the name may be in any case.
    static func zone(_ name: String) -> TimeZone? {
        let parts = name.split(separator: "/").map { part in
            part.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined(separator: "_")
        }
        return TimeZone(identifier: parts.joined(separator: "/"))
    }

    private static let hours: [String: Double] = [
        "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
        "cet": 1, "cest": 2, "met": 1, "mez": 1, "mest": 2, "mesz": 2, "eet": 2, "eest": 3,
        "msk": 3, "msd": 4, "at": -4, "ast": -4, "adt": -3, "et": -5, "est": -5, "edt": -4,
        "ct": -6, "cst": -6, "cdt": -5, "mt": -7, "mst": -7, "mdt": -6, "pt": -8, "pst": -8,
        "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8,
        "aest": 10, "aedt": 11, "acst": 9.5, "acdt": 10.5, "awst": 8, "nzst": 12, "nzdt": 13,
        "sast": 2, "brt": -3, "art": -3, "clt": -4, "nst": -3.5, "ndt": -2.5,
    ]
}
