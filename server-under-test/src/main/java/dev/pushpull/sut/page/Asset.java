package dev.pushpull.sut.page;

import dev.pushpull.sut.text.Resources;
import io.undertow.util.ETag;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the page, read once. Safe from any thread.
 *
 * @param mediaType what it is
 * @param etag strong: a digest of its bytes
 * @param content its bytes, to be read by a view of it
 */
record Asset(String mediaType, ETag etag, ByteBuffer content) {

  private static final int TAG_HEX_DIGITS = 32;

  /**
   * Reads a resource.
   *
   * @param path on the class path
   * @throws IllegalStateException if there is none
   */
  static Asset read(String path) {
    byte[] content = Resources.bytes(Asset.class, path);
    return new Asset(mediaType(path), new ETag(false, digest(content)), ByteBuffer.wrap(content));
  }

  private static String mediaType(String path) {
    return switch (path.substring(path.lastIndexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("what is " + path + "?");
    };
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, TAG_HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
