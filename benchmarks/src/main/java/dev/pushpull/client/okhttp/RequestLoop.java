package dev.pushpull.client.okhttp;

import java.io.IOException;

/** A platform thread that reads what is pushed or asks for it again and again. */
final class RequestLoop implements Listening {

  /** What it does until it fails or its connection is cut. */
  @FunctionalInterface
  interface Task {
    void run(Handover handover) throws IOException, InterruptedException;
  }

  private final Handover handover;
  private final Device device;
  private final Thread thread;

  RequestLoop(String name, Device device, long patienceNanos, Task task) {
    this.handover = new Handover(patienceNanos);
    this.device = device;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(task));
    thread.start();
  }

  private void run(Task task) {
    try {
      task.run(handover);
      handover.failed(new IOException("the server ended the stream"));
    } catch (IOException e) {
      handover.failed(e);
    } catch (InterruptedException e) {
      handover.failed(new IOException("closed", e));
    }
  }

  @Override
  public long awaitBeyond(long heldVersion) throws IOException, InterruptedException {
    return handover.awaitBeyond(heldVersion);
  }

  @Override
  public void close() {
    thread.interrupt();
    device.reset();
  }
}
