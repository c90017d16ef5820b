package dev.pushpull.sut.feed;

import java.util.ArrayList;
import java.util.List;

/** Writes down what it hears. */
final class RecordingListener implements FeedListener {

  final List<String> heard = new ArrayList<>();
  private final Feed feed;
  Runnable onUpdate = () -> {};

  RecordingListener(Feed feed) {
    this.feed = feed;
  }

  @Override
  public void onUpdate() {
    heard.add("update " + feed.newest().version());
    onUpdate.run();
  }

  @Override
  public void onQuiesce() {
    heard.add("quiesce");
  }

  @Override
  public void onEnd(End why) {
    heard.add("end " + why.name());
  }
}
