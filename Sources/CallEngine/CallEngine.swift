// The first file of CallEngine; replaced by its owner.
