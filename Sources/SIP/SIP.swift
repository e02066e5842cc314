// The first file of SIP; replaced by its owner.
