package dev.slipway.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.definition.PageCheck;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VerifyWorkerTest {

  @TempDir Path directory;
  private Rig rig;
  private HttpServer site;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // A page that hangs must not hold up the others.
    site.setExecutor(requests);
    site.start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop(0);
    requests.shutdownNow();
    rig.close();
  }

  @Test
  void provesEveryPageThatIsRight() throws Exception {
    // given
    page("/", 200, "text/html; charset=utf-8", "<p>Harbour</p>");
    page("/admin/", 302, "text/html", "");
    RunOfSteps run =
        run(
            new PageCheck("/", 200, Optional.of("text/html"), Optional.of("Harbour"), false),
            new PageCheck("/admin/", 302, Optional.empty(), Optional.empty(), false));

    // when
    run.perform(new VerifyWorker());

    // then
    assertThat(run.effect(PagesVerified.class).pages()).allMatch(PageResult::ok).hasSize(2);
  }

  @Test
  void tellsOfEachFailingPageWhatWasExpectedAndWhatItGave() throws Exception {
    // given
    page("/", 200, "text/html", "<p>Harbour</p>");
    page("/broken", 500, "text/html", "oops");
    page("/plain", 200, "text/plain", "text");
    RunOfSteps run =
        run(
            new PageCheck("/", 200, Optional.empty(), Optional.of("Lighthouse"), false),
            new PageCheck("/broken", 200, Optional.empty(), Optional.empty(), false),
            new PageCheck("/plain", 200, Optional.of("text/html"), Optional.empty(), false));

    // when
    Failure failure = failure(run, new VerifyWorker());

    // then
    assertThat(failure.why())
        .contains("/ gave a page without \"Lighthouse\"")
        .contains("/broken gave status 500")
        .contains("/plain gave type text/plain");
    assertThat(failure.evidence()).contains("expected status 200, type text/html");
  }

  @Test
  void findsAStylesheetAScriptAndAnImageThatAreBroken() throws Exception {
    // given
    page(
        "/",
        200,
        "text/html",
        """
        <link rel="stylesheet" href="/app.css"><link rel=icon href=/icon>
        <script src='app.js?v=1&amp;x=2'></script><img alt="" src=/logo.png>
        <img src="https://elsewhere.example/x.png">
        """);
    page("/app.css", 200, "text/css", "");
    RunOfSteps run = run(new PageCheck("/", 200, Optional.empty(), Optional.empty(), true));

    // when
    Failure failure = failure(run, new VerifyWorker());

    // then
    assertThat(failure.why())
        .contains("/app.js answering 404")
        .contains("/logo.png answering 404")
        .doesNotContain("app.css")
        .doesNotContain("icon")
        .doesNotContain("elsewhere");
  }

  @Test
  void isCancelledAndHasNotFailedWhenTheRunWasCancelledWhileItsLastPageFailed() throws Exception {
    // given
    RunOfSteps run = run(new PageCheck("/gone", 200, Optional.empty(), Optional.empty(), false));
    site.createContext(
        "/gone",
        exchange -> {
          run.cancel();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });

    // when
    Throwable stopped = catchThrowable(() -> run.perform(new VerifyWorker()));

    // then
    assertThat(stopped).isInstanceOf(StepStoppedException.class);
  }

  @Test
  void stopsBetweenTheAssetsOfAPage() throws Exception {
    // given
    page("/", 200, "text/html", "<script src=/one.js></script><script src=/two.js></script>");
    page("/two.js", 200, "text/javascript", "");
    RunOfSteps run = run(new PageCheck("/", 200, Optional.empty(), Optional.empty(), true));
    AtomicInteger asked = new AtomicInteger();
    site.createContext(
        "/one.js",
        exchange -> {
          asked.incrementAndGet();
          run.cancel();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });

    // when
    Throwable stopped = catchThrowable(() -> run.perform(new VerifyWorker()));

    // then
    assertThat(asked).hasValue(1);
    assertThat(stopped).isInstanceOf(StepStoppedException.class);
  }

  @Test
  void hearsThatTheRunWasCancelledWhileAPageHangs() throws Exception {
    // given
    CountDownLatch end = new CountDownLatch(1);
    RunOfSteps run = run(new PageCheck("/hang", 200, Optional.empty(), Optional.empty(), false));
    site.createContext(
        "/hang",
        exchange -> {
          run.cancel();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    // when
    Throwable stopped = catchThrowable(() -> run.perform(new VerifyWorker()));
    end.countDown();

    // then
    assertThat(stopped).isInstanceOf(StepStoppedException.class);
    assertThat(run.log()).noneMatch(line -> line.contains("no answer"));
  }

  @Test
  void failsWhenTheTimeForAllPagesIsUp() throws Exception {
    // given
    CountDownLatch end = new CountDownLatch(1);
    page("/", 200, "text/html", "<script src=/hang.js></script><script src=/late.js></script>");
    site.createContext(
        "/hang.js",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    RunOfSteps run =
        run(
            new PageCheck("/", 200, Optional.empty(), Optional.empty(), true),
            new PageCheck("/never-asked", 200, Optional.empty(), Optional.empty(), false));

    // when
    Failure failure = failure(run, new VerifyWorker(Duration.ofSeconds(2)));
    end.countDown();

    // then
    assertThat(failure.why())
        .contains("/hang.js not answering")
        .contains("1 linked assets not asked for")
        .contains("/never-asked gave no time, and was not asked for");
  }

  @Test
  void bakesNothingWhenNoBakeIsAskedFor() throws Exception {
    // given
    RunOfSteps run = run();

    // when
    var done = run.perform(new BakeWorker(Clock.systemUTC(), Clock.systemUTC()));

    // then
    assertThat(done.summary()).contains("No bake");
  }

  @Test
  void goesOnWithABakeThatAnotherWorkerBegan() throws Exception {
    // given
    page("/health", 200, "text/plain", "ok");
    RunOfSteps run = runWith(definition().bake(Duration.ofHours(24)));
    run.leaves(StepCatalogue.SPARE.dividedBy(2).plusSeconds(12));

    // when
    run.perform(new BakeWorker(Clock.systemUTC(), Clock.systemUTC()));

    // then
    assertThat(run.log()).anyMatch(line -> line.contains("Goes on with the bake"));
  }

  @Test
  void failsTheBakeAfterThreeFailuresInARow() throws Exception {
    // given
    AtomicInteger asked = new AtomicInteger();
    site.createContext(
        "/health",
        exchange -> {
          int status = asked.incrementAndGet() == 2 ? 200 : 500;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    RunOfSteps run = runWith(definition().bake(Duration.ofMinutes(1)));

    // when
    Clock wall = Clock.fixed(Instant.parse("2031-05-06T07:08:09Z"), ZoneOffset.UTC);
    Failure failure = failure(run, new BakeWorker(Clock.systemUTC(), wall));

    // then
    assertThat(failure.why()).contains("3 times in a row", "status 500");
    assertThat(failure.evidence()).startsWith("2031-05-06T07:08:09Z status 500");
    assertThat(asked).hasValue(5);
  }

  private void page(String path, int status, String type, String body) {
    site.createContext(
        path,
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals(path);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(
              known ? status : 404, known && bytes.length > 0 ? bytes.length : -1);
          if (known) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
  }

  private Definition definition() throws IOException {
    return rig.definition().at(URI.create("http://127.0.0.1:" + site.getAddress().getPort()));
  }

  private RunOfSteps run(PageCheck... checks) throws IOException {
    return runWith(definition().verify(checks));
  }

  private RunOfSteps runWith(Definition definition) {
    return rig.release(1, "main", definition, null);
  }

  private static Failure failure(RunOfSteps run, dev.slipway.workers.step.StepWorker worker) {
    return catchThrowableOfType(StepFailedException.class, () -> run.perform(worker)).failure();
  }
}
