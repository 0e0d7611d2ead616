package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** One file holds one process that runs, and says what it is for. */
final class ProcessRule implements Rule {

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    if (model.processes().count() != 1) {
      return Stream.of(
          model.finding(
              this,
              model.root(),
              "The file holds " + model.processes().count() + " processes.",
              "Write one process per file."));
    }
    return model
        .processes()
        .flatMap(
            process ->
                Stream.of(runs(model, process), described(model, process))
                    .flatMap(findings -> findings));
  }

  private Stream<Finding> runs(ModelDocument model, Element process) {
    return process.has("isExecutable", "true")
        ? Stream.of()
        : Stream.of(
            model.finding(
                this,
                process,
                "The engine skips a process that is not executable.",
                "Write isExecutable=\"true\"."));
  }

  private Stream<Finding> described(ModelDocument model, Element process) {
    return process.children("documentation").anyMatch(text -> !text.text().isEmpty())
        ? Stream.of()
        : Stream.of(
            model.finding(
                this,
                process,
                "People who start the process cannot read what it does.",
                "Say it in one sentence in <documentation>."));
  }
}
