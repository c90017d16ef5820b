package dev.pushpull.client.okhttp;

import okhttp3.Request;

/** Asks a log feed for what follows a version. */
final class After {

  private After() {}

  /** A GET of the device's feed from behind a version. */
  static Request.Builder of(Device device, long version) {
    Request request = device.request();
    return request
        .newBuilder()
        .url(request.url().newBuilder().setQueryParameter("after", Long.toString(version)).build());
  }
}
