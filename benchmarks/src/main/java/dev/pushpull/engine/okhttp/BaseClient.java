package dev.pushpull.engine.okhttp;

import dev.pushpull.spec.Protocol;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/**
 * The settings that all devices share: nothing that OkHttp would do on its own account. No retry,
 * no redirect, no second address or route, no proxy, no cache, no ping; and no time limit but the
 * one on a whole call, which each device sets.
 */
final class BaseClient {

  private BaseClient() {}

  static OkHttpClient create(Protocol protocol) {
    return new OkHttpClient.Builder()
        .protocols(protocols(protocol))
        .connectionSpecs(
            List.of(protocol.isTls() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
        .proxy(Proxy.NO_PROXY)
        .dns(host -> List.of(InetAddress.getByName(host)))
        .retryOnConnectionFailure(false)
        // Connects on the calling thread; one address leaves nothing to race.
        .fastFallback(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .addNetworkInterceptor(chain -> Hints.hideRetryAfter(chain.proceed(chain.request())))
        .pingInterval(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  private static List<okhttp3.Protocol> protocols(Protocol protocol) {
    return switch (protocol) {
      case H1, H1_TLS, H1_DEFLATE, H1_TLS_DEFLATE -> List.of(okhttp3.Protocol.HTTP_1_1);
      // OkHttp offers both or nothing; a device refuses the one that was not asked for.
      case H2 -> List.of(okhttp3.Protocol.HTTP_2, okhttp3.Protocol.HTTP_1_1);
      case H2C -> List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE);
    };
  }
}
