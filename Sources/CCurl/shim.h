#ifndef REJOINDER_CCURL_SHIM_H
#define REJOINDER_CCURL_SHIM_H

#include <curl/curl.h>
#include <fcntl.h>
#include <locale.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <resolv.h>
#include <sys/socket.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot
// call: one typed wrapper per kind of value.
static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*ccurl_data_callback)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode ccurl_set_data_callback(
    CURL *handle, CURLoption option, ccurl_data_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}
typedef curl_socket_t (*ccurl_socket_callback)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);
static inline CURLcode ccurl_set_socket_callback(CURL *handle, ccurl_socket_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}
static inline CURLcode ccurl_set_resolver_callback(
    CURL *handle, curl_resolver_start_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_RESOLVER_START_FUNCTION, callback);
}
typedef int (*ccurl_debug_callback)(
    CURL *handle, curl_infotype kind, char *bytes, size_t size, void *context);
static inline CURLcode ccurl_set_debug_callback(CURL *handle, ccurl_debug_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
}
static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode ccurl_get_string(CURL *handle, CURLINFO info, const char **value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl_easy_getinfo(handle, info, (char **)value);
}
static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
static inline CURLSHcode ccurl_share(CURLSH *share, curl_lock_data data) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, data);
}
// CURLMsg holds a union, which Swift reads as opaque memory.
static inline int ccurl_next_done(CURLM *multi, CURL **handle, CURLcode *code) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        *handle = message->easy_handle;
        *code = message->data.result;
        return 1;
    }
    return 0;
}
// The SHA-256 of the certificate that the server of a running transfer has shown. libcurl's own list,
// CURLINFO_CERTINFO, is empty on a connection that is used again. Returns 1 if there is one.
static inline int ccurl_certificate_digest(CURL *handle, unsigned char digest[32]) {
    struct curl_tlssessioninfo *session = NULL;
    if (curl_easy_getinfo(handle, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || !session
        || session->backend != CURLSSLBACKEND_OPENSSL || !session->internals) return 0;
    X509 *certificate = SSL_get1_peer_certificate((SSL *)session->internals);
    if (!certificate) return 0;
    unsigned int length = 0;
    int is_made = X509_digest(certificate, EVP_sha256(), digest, &length) == 1 && length == 32;
    X509_free(certificate);
    return is_made;
}
// CURL_GLOBAL_DEFAULT is a macro of macros.
static inline CURLcode ccurl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
// SOCK_CLOEXEC is an enumerator of another type than socket() takes. The socket is closed on
// exec, so that no child inherits a connection.
static inline int ccurl_open_socket(struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
// struct curl_sockaddr ends in a sockaddr that is really as long as addrlen says: only C can
// point into it without cutting it off.
static inline const void *ccurl_address(const struct curl_sockaddr *address) {
    return &address->addr;
}
// _res is a macro. Reads the configuration anew for this thread, and waits at most 3 s for a
// name server and twice: the defaults, 5 s and all servers twice, outlast any transfer.
static inline void ccurl_resolver_patience(void) {
    if (res_init() != 0) return;
    _res.retrans = 3;
    _res.retry = 2;
}
// EAI_NODATA, "the name has no address", is a GNU extension that Swift does not see.
static inline int ccurl_no_address(void) { return -5; }
// libidn2 takes a name to be in the thread's locale, which is ASCII in a daemon.
static inline CURLUcode ccurl_get_ascii_host(CURLU *url, char **host) {
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!utf8) return CURLUE_LACKS_IDN;
    locale_t before = uselocale(utf8);
    CURLUcode code = curl_url_get(url, CURLUPART_HOST, host, CURLU_PUNYCODE);
    uselocale(before);
    freelocale(utf8);
    return code;
}

#endif
