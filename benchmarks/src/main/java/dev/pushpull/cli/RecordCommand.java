package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.console.NewFolder;
import dev.pushpull.record.Recording;
import dev.pushpull.sut.options.TextOptions;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** {@code pushpull record}: listens to a server that is not ours, for advice about it. */
@Command(
    name = "record",
    description = {
      "Records when the updates of a server really come, and what its answers and messages take;"
          + " 'pushpull tune --from DIR' then advises. Ctrl-C keeps what was recorded.",
      "Exit codes: 0 fine, 1 no update came, 2 usage, 3 could not run."
    })
final class RecordCommand extends BaseCommand {

  @Mixin RecordOptions recording = new RecordOptions();

  private final TextOptions options = TextOptions.of(RecordCommand.class, "options/record.txt");
  @Mixin CommandSpec texts = options.spec();

  @Override
  public Integer call() throws Exception {
    LiveRecording asked = asked(recording::asked);
    Path folder = NewFolder.ofRecording(options.path("--out"));
    Recording recorded = asked(() -> asked.run(folder, out()));
    return recorded.updates() > 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
