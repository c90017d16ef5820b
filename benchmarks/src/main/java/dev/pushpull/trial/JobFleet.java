package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.client.JobClient;
import dev.pushpull.client.JobOrder;
import dev.pushpull.client.JobPlan;
import dev.pushpull.spec.Strategy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** All clients of a trial that submit jobs, as one. Used by one thread. */
final class JobFleet {

  /** When each client submits and polls. */
  @FunctionalInterface
  interface Plans {
    JobPlan of(int client, JobProbe probe);
  }

  private record Member(JobClient client, JobProbe probe) {}

  private final Clients clients = new Clients();
  private final List<Member> members = new ArrayList<>();

  /**
   * @param lobby a feed that each client's first request asks for
   */
  JobFleet(ClientStack stack, Strategy strategy, URI lobby, int count) {
    var order = new JobOrder(strategy, lobby, Strategy.LongPoll.WAIT, Clients.TIMEOUT);
    for (int i = 0; i < count; i++) {
      var probe = new JobProbe();
      JobClient client = stack.jobClient(order, probe);
      clients.add(client);
      members.add(new Member(client, probe));
    }
  }

  /** What these have in common with all clients. */
  Clients clients() {
    return clients;
  }

  void start(Plans plans) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      member.client().start(plans.of(i, member.probe()));
    }
  }

  List<JobProbe> probes() {
    return members.stream().map(Member::probe).toList();
  }

  void stopSubmitting() {
    members.forEach(member -> member.client().stopSubmitting());
  }

  /** Whether no submission is in flight. */
  boolean isSubmitted() {
    return members.stream().map(Member::client).noneMatch(JobClient::isSubmitting);
  }

  /** Whether no job is open. */
  boolean isIdle() {
    return members.stream().map(Member::client).noneMatch(JobClient::isBusy);
  }
}
