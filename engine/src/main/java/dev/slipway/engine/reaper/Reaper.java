package dev.slipway.engine.reaper;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sees to it that no run is under way for ever. One server at a time goes the round. */
@Component
public class Reaper {

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  /** Any number that nothing else locks; the events of run N lock N. */
  private static final long ROUND = -20_261_122;

  private final JdbcClient jdbc;
  private final Findings findings;
  private final Repairs repairs;
  private final ReaperProperties properties;

  Reaper(JdbcClient jdbc, Findings findings, Repairs repairs, ReaperProperties properties) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.repairs = repairs;
    this.properties = properties;
  }

  /**
   * Goes one round.
   *
   * @return how much was acted on
   */
  @Transactional
  public int round() {
    boolean alone =
        jdbc.sql("select pg_try_advisory_xact_lock(:round)")
            .param("round", ROUND)
            .query(Boolean.class)
            .single();
    if (!alone) {
      return 0;
    }
    List<Finding> found = findings.look();
    findings.remember(found);
    return (int) found.stream().filter(this::lasts).filter(this::acted).count();
  }

  private boolean lasts(Finding finding) {
    return findings.lasts(
        finding,
        finding.kind() == Finding.Kind.UNCLAIMED_STEP
            ? properties.unclaimed()
            : properties.patience());
  }

  private boolean acted(Finding finding) {
    try {
      repairs.act(finding);
      LOG.warn("Run {}: {} {}", finding.run(), finding.kind(), finding.step());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("Run {}: {} could not be acted on", finding.run(), finding.kind(), e);
      return false;
    }
  }
}
