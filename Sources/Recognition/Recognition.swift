// The first file of Recognition; replaced by its owner.
