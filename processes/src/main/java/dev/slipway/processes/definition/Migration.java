package dev.slipway.processes.definition;

/**
 * How the data is brought up to the new version.
 *
 * @param run a shell command line, run in the new release's directory before the candidate starts
 * @param undo what a failing release does about it
 */
public record Migration(String run, Undo undo) {

  /** What a failing release does about a migration that has happened. */
  public enum Undo {
    /** The data keeps its new shape: right for migrations that the old version can live with. */
    KEEP
  }
}
