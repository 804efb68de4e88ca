#ifndef REJOINDER_COPENSSL_SHIM_H
#define REJOINDER_COPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

// SHA-256 in a context of the caller's. What OpenSSL 3 recommends instead, EVP_Digest() and SHA256(),
// allocates memory and looks its algorithm up, so it can fail. These three can do neither: they are
// arithmetic over the context, deprecated because no provider can stand in for them.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

static inline int copenssl_sha256_start(SHA256_CTX *context) { return SHA256_Init(context); }

static inline int copenssl_sha256_add(SHA256_CTX *context, const void *bytes, size_t count) {
    return SHA256_Update(context, bytes, count);
}

static inline int copenssl_sha256_finish(SHA256_CTX *context, unsigned char *digest) {
    return SHA256_Final(digest, context);
}

#pragma clang diagnostic pop

#endif
