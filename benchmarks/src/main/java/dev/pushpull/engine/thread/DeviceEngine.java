package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.JobFleet;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.MemberFleet;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * An engine whose clients are made of {@linkplain Device devices}: chat members and clients with
 * jobs are the same whatever their devices are. Safe from any thread.
 */
public abstract class DeviceEngine implements PerClientEngine {

  private final AtomicInteger names = new AtomicInteger();

  /**
   * Makes a device that is not connected yet.
   *
   * @param callTimeout from asking to the end of the answer, or to the stream's opening
   * @param bytes counts those of its sockets
   */
  protected abstract Device device(
      SubscriberOrder order, Duration callTimeout, ListenerGate gate, ByteCounter bytes);

  /**
   * Makes a subscriber of what the device's order asks for.
   *
   * @param device one of this engine's
   * @param outgoing told of each WebSocket that opens
   */
  protected abstract Subscriber subscriber(Device device, Device.Outgoing outgoing);

  @Override
  public final Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    return subscriber(device(order, new ListenerGate(listener), new ByteCounter()), _ -> {});
  }

  /**
   * A device that is not connected yet, whose answers may take as long as the strategy lets the
   * server wait; closed by who made it.
   */
  public final Device device(SubscriberOrder order, ListenerGate gate, ByteCounter bytes) {
    boolean held = order.strategy() instanceof Strategy.LongPoll;
    Duration wait = held ? order.longPollWait() : Duration.ZERO;
    return device(order, wait.plus(order.timeout()), gate, bytes);
  }

  /** A thread's name, unlike any other. */
  protected final String name(String kind) {
    return kind + "-" + names.incrementAndGet();
  }

  /** A member of a room, a log feed. */
  public final ChatMember chatMember(SubscriberOrder order, SubscriberListener listener) {
    return order.strategy() instanceof Strategy.WebSocket
        ? new WebSocketMember(this, order, listener)
        : new PostMember(this, order, listener);
  }

  @Override
  public MemberFleet members(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
    return new Members(
        order.feeds().size(),
        member -> chatMember(order.client(member, FeedKind.LOG), listeners.apply(member)));
  }

  @Override
  public JobFleet jobs(FleetOrder order, IntFunction<? extends JobListener> listeners) {
    return new Jobs(
        order.feeds().size(),
        client ->
            new JobClient(this, order.client(client, FeedKind.VALUE), listeners.apply(client)));
  }

  private static final class Members extends PerClientFleet<ChatMember> implements MemberFleet {
    Members(int count, IntFunction<ChatMember> made) {
      super(count, made);
    }

    @Override
    public void start(int member, PollSchedule schedule) {
      client(member).start(schedule);
    }

    @Override
    public void send(int member, String payload) {
      client(member).send(payload);
    }

    @Override
    public boolean isSending() {
      return any(ChatMember::isSending);
    }

    @Override
    public boolean cut(int member) {
      return client(member).cut();
    }
  }

  private static final class Jobs extends PerClientFleet<JobClient> implements JobFleet {
    Jobs(int count, IntFunction<JobClient> made) {
      super(count, made);
    }

    @Override
    public void start(int client, JobFleet.Plan plan) {
      client(client).start(plan);
    }

    @Override
    public void stopSubmitting() {
      each(JobClient::stopSubmitting);
    }

    @Override
    public boolean isSubmitting() {
      return any(JobClient::isSubmitting);
    }

    @Override
    public boolean isBusy() {
      return any(JobClient::isBusy);
    }
  }
}
