// The first file of Calendars; replaced by its owner.
