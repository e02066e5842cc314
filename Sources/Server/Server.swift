// The first file of Server; replaced by its owner.
