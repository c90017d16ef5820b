package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of jobs. The first counts are over the trial's whole life; all else is about the jobs
 * that ended within the windows, each followed until its client knew or the drain was over.
 *
 * @param submitted jobs that clients asked for
 * @param refused of them, answered 429
 * @param finished that clients saw processed
 * @param failed that clients saw fail
 * @param measured jobs that ended within the windows
 * @param known of them, those whose end their client learned of in time
 * @param serviceMeanMs from acceptance to end, mean
 * @param delayMs from a job's end until its client knew
 * @param expectedDelayMs its mean by the closed form
 * @param expectedDelayToleranceMs what the measured mean may differ by: phases, and where in a
 *     round trip the server read
 * @param submitLatencyMs from asking to the answer
 * @param requestsPerJob requests that watched a job, the one that submitted it left out
 * @param wastedPollsPerJob of them, polls that were answered with a state that was not the last
 * @param wastedPollRatio share of the polls that were
 * @param bytesPerJob both directions, all connections, submission included
 * @param expectedRequestsPerJob by the closed form, given the jobs' own times
 * @param expectedRequestsTolerance what the measured mean may differ by: phases and late polls
 */
public record JobFigures(
    long submitted,
    long refused,
    long finished,
    long failed,
    long measured,
    long known,
    @Nullable Double serviceMeanMs,
    @JsonProperty("doneToKnownMs") Distribution delayMs,
    @JsonProperty("expectedDoneToKnownMs") @Nullable Double expectedDelayMs,
    @JsonProperty("expectedDoneToKnownToleranceMs") @Nullable Double expectedDelayToleranceMs,
    Distribution submitLatencyMs,
    @Nullable Double requestsPerJob,
    @Nullable Double wastedPollsPerJob,
    @Nullable Double wastedPollRatio,
    @Nullable Double bytesPerJob,
    @Nullable Double expectedRequestsPerJob,
    @Nullable Double expectedRequestsTolerance)
    implements ScenarioFigures {}
