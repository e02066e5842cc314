// The first file of RTP; replaced by its owner.
