package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.ChatMember;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.JobClient;
import dev.pushpull.client.JobListener;
import dev.pushpull.client.JobOrder;
import dev.pushpull.client.JobPlan;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.TlsFacts;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down all that its clients report, in the order in which each one reports it. */
final class RecordingStack implements ClientStack {

  private final ClientStack stack;
  private final List<List<RawEvent>> subscribers = new ArrayList<>();
  private final List<Map<Integer, Ticks>> ticksOfJobs = new ArrayList<>();

  RecordingStack(ClientStack stack) {
    this.stack = stack;
  }

  /** What each client reported, in the order in which they were made. */
  List<List<RawEvent>> subscribers() {
    return subscribers;
  }

  /** By client and job, when it was polled for. */
  List<Map<Integer, Ticks>> ticksOfJobs() {
    return ticksOfJobs;
  }

  private List<RawEvent> next() {
    List<RawEvent> events = Collections.synchronizedList(new ArrayList<>());
    subscribers.add(events);
    return events;
  }

  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    return stack.subscriber(order, recorded(listener));
  }

  @Override
  public ChatMember chatMember(SubscriberOrder order, SubscriberListener listener) {
    return stack.chatMember(order, recorded(listener));
  }

  private SubscriberListener recorded(SubscriberListener listener) {
    List<RawEvent> events = next();
    return new SubscriberListener() {
      @Override
      public void onUpdate(Update update, long observedNanos) {
        events.add(RawEvent.update(update, observedNanos));
        listener.onUpdate(update, observedNanos);
      }

      @Override
      public void onExchange(Exchange exchange) {
        events.add(RawEvent.exchange(exchange));
        listener.onExchange(exchange);
      }

      @Override
      public void onConnectionOpened() {
        events.add(RawEvent.of(RawEvent.Kind.OPENED));
        listener.onConnectionOpened();
      }

      @Override
      public void onSecured(TlsFacts tls) {
        events.add(RawEvent.secured(tls));
        listener.onSecured(tls);
      }

      @Override
      public void onReconnect() {
        events.add(RawEvent.of(RawEvent.Kind.RECONNECT));
        listener.onReconnect();
      }

      @Override
      public void onFailure(String failure) {
        events.add(RawEvent.failure(failure));
        listener.onFailure(failure);
      }
    };
  }

  @Override
  public JobClient jobClient(JobOrder order, JobListener listener) {
    List<RawEvent> events = next();
    var ticks = new ConcurrentHashMap<Integer, Ticks>();
    ticksOfJobs.add(ticks);
    return new PlannedClient(stack.jobClient(order, new RecordedJobs(events, listener)), ticks);
  }

  private record RecordedJobs(List<RawEvent> events, JobListener listener) implements JobListener {
    @Override
    public void onSubmitted(int job, Exchange exchange, Optional<String> feed) {
      events.add(RawEvent.submitted(job, exchange, feed));
      listener.onSubmitted(job, exchange, feed);
    }

    @Override
    public void onWatched(int job, Exchange exchange) {
      events.add(RawEvent.watched(job, exchange));
      listener.onWatched(job, exchange);
    }

    @Override
    public void onState(int job, Update update, long observedNanos) {
      events.add(RawEvent.state(job, update, observedNanos));
      listener.onState(job, update, observedNanos);
    }

    @Override
    public void onConnected(Exchange exchange) {
      events.add(RawEvent.exchange(exchange));
      listener.onConnected(exchange);
    }

    @Override
    public void onConnectionOpened() {
      events.add(RawEvent.of(RawEvent.Kind.OPENED));
      listener.onConnectionOpened();
    }

    @Override
    public void onSecured(TlsFacts tls) {
      events.add(RawEvent.secured(tls));
      listener.onSecured(tls);
    }

    @Override
    public void onReconnect() {
      events.add(RawEvent.of(RawEvent.Kind.RECONNECT));
      listener.onReconnect();
    }

    @Override
    public void onFailure(String failure) {
      events.add(RawEvent.failure(failure));
      listener.onFailure(failure);
    }
  }

  /** Keeps the ticks of each job. */
  private record PlannedClient(JobClient client, Map<Integer, Ticks> ticks) implements JobClient {
    @Override
    public void start(JobPlan plan) {
      client.start(
          new JobPlan() {
            @Override
            public long nextSubmitNanos() {
              return plan.nextSubmitNanos();
            }

            @Override
            public PollSchedule watch(int job, long acceptedNanos, long hintNanos) {
              PollSchedule schedule = plan.watch(job, acceptedNanos, hintNanos);
              if (schedule instanceof Ticks noted) {
                ticks.put(job, noted);
              }
              return schedule;
            }
          });
    }

    @Override
    public void connect() throws IOException, InterruptedException {
      client.connect();
    }

    @Override
    public void stopSubmitting() {
      client.stopSubmitting();
    }

    @Override
    public boolean isSubmitting() {
      return client.isSubmitting();
    }

    @Override
    public boolean isBusy() {
      return client.isBusy();
    }

    @Override
    public void stop() {
      client.stop();
    }

    @Override
    public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
      return client.awaitQuiet(timeoutNanos);
    }

    @Override
    public void close() {
      client.close();
    }

    @Override
    public boolean isConnected() {
      return client.isConnected();
    }

    @Override
    public ByteCounts bytes() {
      return client.bytes();
    }
  }

  @Override
  public long clockUncertaintyNanos() {
    return stack.clockUncertaintyNanos();
  }

  @Override
  public void close() {
    stack.close();
  }
}
