// The first file of IVR; replaced by its owner.
