package dev.pushpull.target.message;

/** A frame to send; its bytes must not be changed. */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record OutFrame(boolean binary, byte[] bytes) {}
