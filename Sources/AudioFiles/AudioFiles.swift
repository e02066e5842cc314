// The first file of AudioFiles; replaced by its owner.
