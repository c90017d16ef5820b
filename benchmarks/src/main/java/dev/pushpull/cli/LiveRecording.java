package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.Interruption;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.RecordingText;
import dev.pushpull.console.StillWorking;
import dev.pushpull.record.Recording;
import dev.pushpull.record.live.Recorder;
import dev.pushpull.record.live.RecordingPlan;
import dev.pushpull.result.ResultJson;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A recording that is to be made.
 *
 * @param file of the target
 * @param maxRequests that it may get each second
 * @param spec whom to listen to
 * @param plan by which clients
 * @param length for how long
 */
record LiveRecording(
    Path file, int maxRequests, TargetSpec spec, RecordingPlan plan, Duration length) {

  /** The sweep that checks on the same server what was advised. */
  SweepSpec verifying(Advice advice) {
    return Verification.sweep(advice, file, spec, maxRequests);
  }

  /**
   * Makes it and writes it into a folder, now and then while it lasts, so that little is lost.
   *
   * @return what was recorded; less than was asked for if the process is to end
   * @throws IllegalArgumentException if a variable is not set, or the process does not run
   */
  Recording run(Path folder, PrintWriter out)
      throws IOException, InterruptedException, RunDirectoryException, CouldNotRunException {
    if (Recording.isIn(folder)) {
      throw new RunDirectoryException(
          "folder '%s' holds another recording; give another with --out".formatted(folder));
    }
    try (var recorder =
        new Recorder(spec, plan, name -> Optional.ofNullable(System.getenv(name)))) {
      out.print(RecordingText.before(spec, plan, length));
      out.flush();
      try {
        recorder.connect();
      } catch (IOException e) {
        throw new CouldNotRunException(String.valueOf(e.getMessage()), e);
      }
      try (var end = new Interruption()) {
        try (var _ = StillWorking.on(recorder::state)) {
          recorder.listen(length, end::isAsked, () -> keep(recorder, folder));
        }
        write(recorder.recording(), folder);
        recorder.finish();
        Recording recording = recorder.recording();
        write(recording, folder);
        out.print(RecordingText.after(recording));
        out.println("Written: " + folder.resolve(Recording.FILE));
        out.flush();
        return recording;
      }
    }
  }

  /** What fails here is tried again, and told at the end. */
  private static void keep(Recorder recorder, Path folder) {
    try {
      write(recorder.recording(), folder);
    } catch (RunDirectoryException e) {
      // Tried again.
    }
  }

  private static void write(Recording recording, Path folder) throws RunDirectoryException {
    NewFolder.write(folder, Map.of(Recording.FILE, ResultJson.write(recording)));
  }
}
