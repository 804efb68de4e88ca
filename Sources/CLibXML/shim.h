#ifndef REJOINDER_CLIBXML_SHIM_H
#define REJOINDER_CLIBXML_SHIM_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

// xmlFree is a global function pointer, which Swift 6 refuses as shared mutable state.
static inline void clibxml_free(void *memory) { xmlFree(memory); }

#endif
