package dev.slipway.e2e.load;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What became of every request of a steady load. */
public record LoadReport(List<Outcome> outcomes) {

  public LoadReport {
    outcomes = List.copyOf(outcomes);
  }

  public int requests() {
    return outcomes.size();
  }

  /** Requests that were not answered with 200, each in words. */
  public List<String> losses() {
    return outcomes.stream()
        .filter(Outcome::lost)
        .map(each -> each.startedAt() + " " + each.kind() + ": " + each.loss())
        .toList();
  }

  /** How many of the losses were broken connections. */
  public long resets() {
    return outcomes.stream().filter(Outcome::reset).count();
  }

  /** Every version that answered. */
  public Set<String> versions() {
    return versionsOfRequestsSentAfter(Instant.MIN);
  }

  /** Every version that answered a request sent after a moment. */
  public Set<String> versionsOfRequestsSentAfter(Instant moment) {
    return outcomes.stream()
        .filter(each -> !each.lost() && each.startedAt().isAfter(moment))
        .map(Outcome::version)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every kind of request that was answered at least once. */
  public Set<Outcome.Kind> kinds() {
    return outcomes.stream()
        .filter(each -> !each.lost())
        .map(Outcome::kind)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
