package dev.pushpull.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void readsTheThreeFormsOfALength() throws IOException {
    assertThat(read(0x81, 2, 'h', 'i').payload()).asString().isEqualTo("hi");
    assertThat(readLong(new int[] {0x81, 126, 0x01, 0x00}, 256).payload()).hasSize(256);
    assertThat(readLong(new int[] {0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}, 65_536).payload())
        .hasSize(65_536);
  }

  @Test
  void knowsFragmentsAndCloseReasons() throws IOException {
    assertThat(read(0x01, 0).last()).isFalse();
    assertThat(read(0x80, 0).last()).isTrue();
    assertThat(read(0x88, 6, 0x03, 0xF5, 'l', 'a', 't', 'e').closeReason()).isEqualTo("1013 late");
    assertThat(read(0x88, 0).closeReason()).isEqualTo("1005");
  }

  @Test
  void refusesWhatAServerMayNotSend() {
    refuses("reserved bits", 0xC1, 0);
    refuses("masked", 0x81, 0x80, 1, 2, 3, 4);
    refuses("control frame", 0x09, 0);
    refuses("control frame", 0x89, 126, 0, 126);
    refuses("larger than", 0x81, 127, 0, 0, 0, 0, 0x7F, 0, 0, 0);
    refuses("larger than", 0x81, 127, 0xFF, 0, 0, 0, 0, 0, 0, 0);
    refuses("without a close frame");
  }

  @Test
  void masksWhatItWrites() {
    byte[] frame = Frame.masked(Frame.CLOSE, Frame.NORMAL_CLOSURE);
    assertThat(frame).hasSize(8).startsWith(0x88, 0x82);
    assertThat(frame[6] ^ frame[2]).isEqualTo(0x03);
    assertThat((frame[7] ^ frame[3]) & 0xFF).isEqualTo(0xE8);
  }

  @Test
  void writesTheLengthOfALongMessage() {
    byte[] frame = Frame.masked(Frame.TEXT, new byte[300]);
    assertThat(frame).hasSize(308).startsWith(0x81, 0xFE, 1, 44);
  }

  @Test
  void takesRandomBytesForAFrameOrRefusesThem() {
    var random = new SplittableRandom(20_26);
    int frames = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      try {
        Frame frame = Frame.read(new ByteArrayInputStream(bytes));
        assertThat(frame.payload().length).isLessThan(bytes.length);
        frames++;
      } catch (IOException e) {
        assertThat(e.getClass().getPackageName()).isEqualTo("java.io");
      }
    }
    assertThat(frames).isPositive();
  }

  private static void refuses(String why, int... bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessageContaining(why);
  }

  private static Frame read(int... bytes) throws IOException {
    return readLong(bytes, 0);
  }

  /** The bytes given, then zeroes. */
  private static Frame readLong(int[] bytes, int zeroes) throws IOException {
    byte[] all = new byte[bytes.length + zeroes];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return Frame.read(new ByteArrayInputStream(all));
  }
}
