"""Reads the bodies of a ledger's events, which may be kept as frames of Zstandard (RFC 8878), by the
system's libzstd. verify.py uses it for a ledger; a bundle of evidence has the bodies as they are.
"""
import ctypes

LARGEST = 1 << 28

def reader(database):
    """What gives a body as it was hashed, and no bytes if its frame is damaged."""
    table = database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'dictionary'").fetchone()
    dictionaries = dict(database.execute("SELECT id, content FROM dictionary") if table else ())
    return lambda body: restored(body, dictionaries) if (body or b"").startswith(b"(\xb5/\xfd") else body

def restored(frame, dictionaries):
    """The bytes of a frame, with the dictionary that it names."""
    zstd, size, of = ctypes.CDLL("libzstd.so.1"), ctypes.c_size_t, (frame, ctypes.c_size_t(len(frame)))
    zstd.ZSTD_createDCtx.restype = ctypes.c_void_p
    zstd.ZSTD_getFrameContentSize.restype = zstd.ZSTD_decompress_usingDict.restype = ctypes.c_uint64
    length = zstd.ZSTD_getFrameContentSize(*of)
    if length > LARGEST:  # It is unknown, or none.
        return b""
    room, work = ctypes.create_string_buffer(length + 1), ctypes.c_void_p(zstd.ZSTD_createDCtx())
    named = dictionaries.get(zstd.ZSTD_getDictID_fromFrame(*of) % (1 << 32), b"")
    count = zstd.ZSTD_decompress_usingDict(work, room, size(length), *of, named, size(len(named)))
    zstd.ZSTD_freeDCtx(work)
    return room[:count] if count == length else b""
