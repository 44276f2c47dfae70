package io.shotline.core.image;

/** A rectangle in pixels of the upright image; x to the right, y down. */
public record Region(int x, int y, int width, int height) {}
