// The first file of Audio; replaced by its owner.
