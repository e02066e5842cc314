// A target with headers of its own needs a source file.
#include "CPocketSphinx.h"
