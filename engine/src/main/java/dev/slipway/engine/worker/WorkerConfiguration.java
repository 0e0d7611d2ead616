package dev.slipway.engine.worker;

import dev.slipway.engine.data.DataDirectory;
import dev.slipway.engine.node.Node;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.workers.StepWorkers;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.host.EnvironmentCheck;
import dev.slipway.workers.loop.SteadyClock;
import dev.slipway.workers.plan.PlanBuilder;
import dev.slipway.workers.ssh.JschHosts;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerConfiguration {

  @Bean
  GitMirrors gitMirrors(DataDirectory data) {
    return new GitMirrors(data.resolve("mirrors"));
  }

  /**
   * Measures deadlines, pauses and budgets of connections, and dates nothing: it does not follow
   * when the machine's clock is put right. What people read is dated by the machine's clock.
   */
  @Bean(defaultCandidate = false)
  Clock steadyClock(Clock clock) {
    return new SteadyClock(clock);
  }

  @Bean
  SshHosts sshHosts(@Qualifier("steadyClock") Clock steady, WorkerProperties properties) {
    return new JschHosts(steady, properties.keptLog().toBytes());
  }

  @Bean
  PlanBuilder planBuilder(GitMirrors mirrors) {
    return new PlanBuilder(mirrors);
  }

  @Bean
  EnvironmentCheck environmentCheck(GitMirrors mirrors, @Qualifier("steadyClock") Clock steady) {
    return new EnvironmentCheck(mirrors, () -> new JschHosts(steady), steady);
  }

  @Bean
  LocalWorker localWorker(
      Node node,
      GitMirrors mirrors,
      SshHosts hosts,
      List<StepWorker> enginesOwn,
      WorkSources sources,
      WorkerRegistry registry,
      WorkerProperties properties,
      @Qualifier("steadyClock") Clock steady,
      Clock clock) {
    List<StepWorker> workers = new ArrayList<>(StepWorkers.all(mirrors, hosts, steady, clock));
    workers.addAll(enginesOwn);
    return new LocalWorker(
        node.name(), workers, enginesOwn, sources, registry, properties, steady, clock);
  }
}
