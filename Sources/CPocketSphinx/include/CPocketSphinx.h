// libpocketsphinx and libsphinxbase, without libsphinxad: the latter brings PulseAudio, and Debian's .pc files ask for it.
//
// pocketsphinx.h includes its neighbours by bare names; the files beside this one send them on, so that no include path is needed.
#include <pocketsphinx/pocketsphinx.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/err.h>
#include <sphinxbase/feat.h>
#include <sphinxbase/fsg_model.h>
