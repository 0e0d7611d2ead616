package dev.slipway.workers.host;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.git.SecretLookup;
import dev.slipway.workers.git.StopSign;
import dev.slipway.workers.router.Route;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.router.Routers;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tries everything that a release of an environment will need, and changes nothing. */
public final class EnvironmentCheck {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final GitMirrors mirrors;
  private final Supplier<SshHosts> dialing;
  private final Clock clock;

  /**
   * @param dialing gives connections for one check alone: a warm one would answer though the key
   *     has been changed meanwhile
   */
  public EnvironmentCheck(GitMirrors mirrors, Supplier<SshHosts> dialing, Clock clock) {
    this.mirrors = mirrors;
    this.dialing = dialing;
    this.clock = clock;
  }

  /** One line for each thing that was looked at, in the order in which a release needs them. */
  public List<CheckLine> check(
      Application application, Environment environment, SecretLookup secrets)
      throws InterruptedException {
    List<CheckLine> lines = new ArrayList<>();
    add(lines, "repository", () -> List.of(repository(application, secrets)));
    Inspection inspection =
        new Inspection(application, environment, secrets, clock.instant().plus(LIMIT));
    try (SshHosts hosts = dialing.get()) {
      add(lines, "host", () -> host(environment, TargetHost.reach(hosts, inspection)));
    }
    lines.add(url(environment.url()));
    return lines;
  }

  private static List<CheckLine> host(Environment environment, TargetHost host)
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<CheckLine> found = new ArrayList<>();
    found.add(CheckLine.ok("host", host.ssh().address() + " answers with the pinned host key"));
    found.addAll(new HostCheck(host).lines());
    add(found, "router", () -> router(Routers.of(environment, host.ssh())));
    return found;
  }

  private interface Look {
    List<CheckLine> look() throws StepFailedException, StepStoppedException, InterruptedException;
  }

  private static void add(List<CheckLine> lines, String name, Look look)
      throws InterruptedException {
    try {
      lines.addAll(look.look());
    } catch (StepFailedException e) {
      Failure failure = e.failure();
      lines.add(CheckLine.failed(name, failure.what() + ": " + failure.why(), failure.next()));
    } catch (StepStoppedException e) {
      lines.add(CheckLine.failed(name, "the check was stopped", "Check again"));
    }
  }

  private CheckLine repository(Application application, SecretLookup secrets)
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> branches = mirrors.of(application, secrets, StopSign.NEVER).remoteBranches();
    String branch = application.source().branch();
    return branches.contains(branch)
        ? CheckLine.ok("repository", "it answers and has the branch " + branch)
        : CheckLine.failed(
            "repository",
            "it answers, and has no branch " + branch,
            "Set source.branch to one of: "
                + String.join(", ", branches.subList(0, Math.min(10, branches.size()))));
  }

  private static List<CheckLine> router(RouterControl router)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Route route = Route.of(router);
    router.checkMaySwitch();
    List<CheckLine> lines = new ArrayList<>();
    lines.add(
        route.admitsBoth()
            ? CheckLine.warning(
                "router",
                router.name() + " answers; both colours get requests",
                "The first release takes one of them out; if something serves already, set the"
                    + " colour that does not serve to maintenance")
            : CheckLine.ok(
                "router",
                router.name()
                    + " answers; "
                    + route.serving().map(colour -> colour + " serves").orElse("nothing serves")));
    router.checkRouteCanBeKept();
    lines.add(CheckLine.ok("route", "it can be kept over a restart of the router, if one is set"));
    return lines;
  }

  private static CheckLine url(URI url) throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(url).timeout(ANSWER_LIMIT).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      // The time limit ends with the headers, and a body may never end.
      answer.body().close();
      return CheckLine.ok("url", url + " answers, with status " + answer.statusCode());
    } catch (IOException e) {
      return CheckLine.failed(
          "url",
          url + " does not answer: " + e,
          "Check its name and certificate, and that the router listens there");
    }
  }
}
