/// The request methods that Rejoinder uses (RFC 9110 section 9).
package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
}
