package dev.pushpull.sut.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers of permessage-deflate (RFC 7692, 7.1). */
final class DeflateOfferTest {

  private static final String DEFLATE = "permessage-deflate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "|",
        "; client_max_window_bits|",
        "; client_max_window_bits=8|",
        "; client_max_window_bits=15|",
        "; client_max_window_bits=\"10\"|",
        ";client_max_window_bits = 9|",
        "; client_no_context_takeover|",
        "; server_no_context_takeover|; server_no_context_takeover",
        "; server_max_window_bits=15|; server_max_window_bits=15",
        "; server_max_window_bits=\"15\"|; server_max_window_bits=15",
        "; client_max_window_bits; server_no_context_takeover; server_max_window_bits=15"
            + "|; server_no_context_takeover; server_max_window_bits=15"
      })
  void agreesToWhatItCanObey(String parameters, String agreed) {
    assertThat(DeflateOffer.firstOf(DEFLATE + orEmpty(parameters)))
        .map(DeflateOffer::agreed)
        .hasValue(DEFLATE + orEmpty(agreed));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "; server_max_window_bits",
        "; server_max_window_bits=8",
        "; server_max_window_bits=14",
        "; server_max_window_bits=16",
        "; server_max_window_bits=015",
        "; server_max_window_bits=",
        "; server_max_window_bits=\"\"",
        "; server_max_window_bits=x",
        "; server_max_window_bits=15=15",
        "; server_max_window_bits=15; server_max_window_bits=15",
        "; client_max_window_bits=7",
        "; client_max_window_bits=16",
        "; client_max_window_bits=08",
        "; client_max_window_bits=",
        "; client_max_window_bits; client_max_window_bits=10",
        "; server_no_context_takeover=1",
        "; server_no_context_takeover; server_no_context_takeover",
        "; client_no_context_takeover=true",
        "; client_no_context_takeover; client_no_context_takeover",
        "; unknown",
        ";",
        "; ; client_max_window_bits"
      })
  void declinesWhatItCannot(String parameters) {
    assertThat(DeflateOffer.firstOf(DEFLATE + parameters)).isEmpty();
    assertThat(DeflateOffer.firstOf(DEFLATE + parameters + ", " + DEFLATE)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "x-webkit-deflate-frame",
        "permessage-deflate-2",
        "\"permessage-deflate\""
      })
  void knowsNoOtherExtension(String header) {
    assertThat(DeflateOffer.firstOf(header)).isEmpty();
  }
}
