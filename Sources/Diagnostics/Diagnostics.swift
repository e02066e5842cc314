// The first file of Diagnostics; replaced by its owner.
