package dev.slipway.processes.lint;

/** A file that is not a model at all, or XML of a kind that is never read. */
final class UnreadableModelException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String why;

  UnreadableModelException(int line, String why) {
    super(why);
    this.line = line;
    this.why = why;
  }

  Finding finding(String file) {
    return new Finding(
        file,
        line,
        "<definitions>",
        "readable",
        why,
        "Give a BPMN 2.0 file as an editor saves it: XML without a document type, at most 2 MiB.");
  }
}
