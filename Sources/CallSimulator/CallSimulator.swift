// The first file of CallSimulator; replaced by its owner.
