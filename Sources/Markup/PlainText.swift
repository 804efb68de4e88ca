/// Turns an HTML fragment into text.
package enum PlainText {}
