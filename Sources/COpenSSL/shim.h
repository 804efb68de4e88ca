#ifndef REJOINDER_COPENSSL_SHIM_H
#define REJOINDER_COPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

// SHA256() looks its algorithm up at each call, for as much as the digest of a kilobyte costs.
// Two threads that come first may both look it up: they find the same one.
static inline const EVP_MD *copenssl_sha256(void) {
    static EVP_MD *found;
    EVP_MD *known = __atomic_load_n(&found, __ATOMIC_ACQUIRE);
    if (known == NULL) {
        known = EVP_MD_fetch(NULL, "SHA256", NULL);
        __atomic_store_n(&found, known, __ATOMIC_RELEASE);
    }
    return known;
}

#endif
