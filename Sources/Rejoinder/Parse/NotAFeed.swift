/// What was served in place of a feed or a page; it says nothing about what was asked for.
package enum NotAFeed: String, Sendable, CaseIterable {
    case captcha
    case blockPage = "block page"
    case login = "login page"
    case parked = "parked domain"
    case maintenance = "maintenance page"
    /// An ordinary web page; used only in place of a feed.
    case webPage = "web page"
    case empty = "empty document"
    /// JSON that is not a JSON Feed, such as an API's message.
    case json = "JSON document"
    case binary = "binary file"
    case unknown = "unknown document"

    /// Says what a document is in which the feed reader found no feed.
    package init(_ bytes: [UInt8]) {
        let start = bytes.prefix(4096).drop { $0.isBlank || [0xEF, 0xBB, 0xBF].contains($0) }
        guard let first = start.first else {
            self = bytes.count > 4096 ? .unknown : .empty
            return
        }
        if first == 0x7B || first == 0x5B {
            self = .json
        } else if start.contains(0) {
            self = .binary
        } else {
            let survey = PageSurvey(bytes)
            self = Self.obstacle(survey) ?? (survey.isHTML ? .webPage : .unknown)
        }
    }

    /// Says what stands in the way of a page that was served with status 200.
    ///
    /// A page with a lot to say is taken for itself, whatever words and forms are in it.
    /// - Returns: nil for an ordinary page.
    package static func inPlaceOfPage(_ bytes: [UInt8]) -> NotAFeed? {
        let survey = PageSurvey(bytes)
        guard !survey.isWordy else { return nil }
        return obstacle(survey)
    }

    /// One line for people.
    package var message: String {
        switch self {
        case .captcha: "not a feed: the server asks for proof that a person is reading"
        case .blockPage: "not a feed: the server, or a gateway in front of it, blocks us"
        case .login: "not a feed: the server asks for a login"
        case .parked: "not a feed: the domain is for sale or has expired"
        case .maintenance: "not a feed: the site is down for maintenance"
        case .webPage:
            "not a feed but a web page; `rejoinder discover` finds the feeds of a site"
        case .empty: "not a feed: the document is empty"
        case .json: "not a feed: it is JSON of another kind"
        case .binary: "not a feed: it is a binary file"
        case .unknown: "not a feed: its format is unknown"
        }
    }
}

extension NotAFeed {
    /// The kind of obstacle, judged by the page's code and its words.
    ///
    /// A block page that asks for proof is a captcha; one with a login form is still a block page.
    private static func obstacle(_ survey: PageSurvey) -> NotAFeed? {
        if survey.codeHolds(captchaCode) || survey.textHolds(captchaWords) { return .captcha }
        if survey.codeHolds(blockCode) || survey.titleHolds(blockTitles)
            || survey.textHolds(blockWords)
        {
            return .blockPage
        }
        if survey.codeHolds(parkedCode) || survey.textHolds(parkedWords) { return .parked }
        if survey.hasPassword || survey.titleHolds(loginTitles) { return .login }
        if survey.titleHolds(maintenanceTitles) || survey.textHolds(maintenanceWords) {
            return .maintenance
        }
        return nil
    }

    /// Addresses and names that captcha makers use in their pages.
    private static let captchaCode = [
        "recaptcha/api", "g-recaptcha", "hcaptcha.com", "h-captcha", "challenges.cloudflare.com",
        "cf-turnstile", "captcha-delivery.com", "px-captcha", "geo.captcha", "arkoselabs.com",
        "friendlycaptcha", "smartcaptcha", "showcaptcha", "awswafcaptcha", "captcha-form",
    ]
    private static let blockCode = [
        "cf-error-details", "cf_chl_opt", "cdn-cgi/challenge-platform", "cf-browser-verification",
        "_incapsula_resource", "ddos-guard", "sucuri_cloudproxy", "akamaighost", "errors.edgesuite",
        "perimeterx", "imperva", "distil_r_", "aws-waf-token", "qrator", "stackpath",
    ]
    private static let parkedCode = [
        "sedoparking", "parkingcrew", "bodis.com", "parklogic", "domainparking", "above.com/park",
        "hugedomains.com", "afternic.com", "dan.com/buy", "parking-lander", "cashparking",
        "domainmarket.com", "uniregistry.com/buy", "undeveloped.com", "dsparking",
    ]

    private static let captchaWords = phrases("captcha")
    private static let blockTitles = titles("block")
    private static let blockWords = phrases("block")
    private static let parkedWords = phrases("parked")
    private static let loginTitles = titles("login")
    private static let maintenanceTitles = titles("maintenance")
    private static let maintenanceWords = phrases("maintenance")

    private static func titles(_ key: String) -> [String] {
        Languages.embedded.words(.obstacleTitles, key: key)
    }

    private static func phrases(_ key: String) -> [String] {
        Languages.embedded.words(.obstacles, key: key)
    }
}
