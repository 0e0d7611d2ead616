package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.step.RunFacts;
import java.util.regex.Pattern;

/**
 * Where everything of an environment is on its host; the one place that knows.
 *
 * @param root an absolute directory
 */
public record HostPaths(String root) {

  private static final Pattern RELEASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  public HostPaths {
    if (!root.startsWith("/")
        || root.equals("/")
        || root.contains("/../")
        || root.endsWith("/..")) {
      throw new IllegalArgumentException("A root is an absolute directory below /: " + root);
    }
  }

  public static HostPaths of(HostPlatform platform) {
    return new HostPaths(platform.root());
  }

  /** The id of the release that a run puts in place, new or old. */
  public static String releaseOf(RunFacts run) {
    RunFacts.ReleaseFacts target = run.target();
    return requireId(target == null ? run.release() : target.id());
  }

  public static String requireId(String release) {
    if (!isId(release)) {
      throw new IllegalArgumentException("Not the id of a release: " + release);
    }
    return release;
  }

  public static boolean isId(String release) {
    return RELEASE.matcher(release).matches() && !release.contains("..");
  }

  public String releases() {
    return root + "/releases";
  }

  public String release(String id) {
    return releases() + "/" + requireId(id);
  }

  /** Written last: a directory without it is not a release. */
  public String manifest(String id) {
    return release(id) + "/.slipway-artifact.json";
  }

  public String shared() {
    return root + "/shared";
  }

  public String slots() {
    return root + "/slots";
  }

  /** A link to the release that runs as this colour. */
  public String slot(Colour colour) {
    return slots() + "/" + colour;
  }

  /** The environment variables of this colour's processes, mode 0600. */
  public String slotEnvironment(Colour colour) {
    return slot(colour) + ".env";
  }

  /** What the supervisor knows of this colour's processes. */
  public String slotRun(Colour colour) {
    return slot(colour) + ".run";
  }

  /** Keeps two starts or stops of this colour from running beside each other. */
  public String slotLock(Colour colour) {
    return own() + "/" + colour + ".lock";
  }

  /** What this colour's processes have written, where Slipway's own supervisor runs them. */
  public String slotLog(Colour colour) {
    return slot(colour) + ".log";
  }

  /** Slipway's own files. */
  public String own() {
    return root + "/.slipway";
  }

  /** Keeps the highest fencing token that was used here. */
  public String fence() {
    return own() + "/fence";
  }

  public String jobs() {
    return own() + "/jobs";
  }
}
