package dev.slipway.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {

  private static final String STARTED = "{\"run\":7,\"words\":\"waits for its turn\"}";
  private static final String RUNNING =
      """
      {"run":7,"status":"running","lastEvent":3,"tasks":[],"steps":[
        {"key":"7/fetch","title":"Fetch","state":"done","summary":"a1b2c3d"},
        {"key":"7/build","title":"Build","state":"running"}]}
      """;

  private static final String HARBOUR =
      """
      application: harbour
      source: { git: "ssh://git@git.example.org/harbour.git", branch: main, key: secret:harbour-git }
      environments:
        production:
          url: https://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org:22
              key: secret:harbour-ssh
              host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC+f0//81OwZ/udZTvhP/Zag/iTJ3b95i/3DGFEOn9hc
              root: /srv/harbour
              strategy: blue-green
              ports: { blue: 8001, green: 8002 }
              unit: harbour
          router:
            haproxy:
              socket: /run/haproxy/admin.sock
              backend: harbour
              servers: { blue: blue, green: green }
          health: { path: /health/ }
          verify: [ { path: / } ]
      """;

  @TempDir private Path directory = Path.of("");

  private final StandInServer server;
  private final StringWriter out = new StringWriter();
  private String said = "";

  CommandsTest() throws IOException {
    server = new StandInServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsRunsInColumnsThatLineUp() throws IOException {
    // given
    server.answer(
        "GET /api/runs?limit=20",
        200,
        """
        {"runs":[
          {"run":12,"kind":"release","application":"shop","environment":"production","ref":"v2",
           "status":"ended","outcome":"live","requestedBy":"anna","words":"v2 serves"},
          {"run":3,"kind":"rollback","application":"shop","environment":"staging","ref":null,
           "release":"r1","status":"running","outcome":null,"requestedBy":"bert","words":"x\\u001b[2J"}
        ],"next":null}
        """);

    // when
    int code = run(new RunsCommand());

    // then
    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            RUN  KIND      APPLICATION  ENVIRONMENT  REF  STATE    BY    IN WORDS
            12   release   shop         production   v2   live     anna  v2 serves
            3    rollback  shop         staging      r1   running  bert  x\ufffd[2J
            """);
  }

  @Test
  void listsWorkersWithWhatTheyDoAndLeavesOutThoseThatHaveGone() throws IOException {
    // given
    server.answer(
        "GET /api/workers",
        200,
        """
        {"servers":[
          {"name":"east","state":"running","version":"1.0","host":"quay","silentSeconds":2,
           "since":"2026-11-22T05:00:00Z","endedHow":null},
          {"name":"west","state":"ended","version":"1.0","host":"quay","silentSeconds":90,
           "since":"2026-11-22T05:00:00Z","endedHow":"taken over by east"}],
         "workers":[
          {"name":"crane","server":null,"state":"working","version":"1.0","host":"yard",
           "silentSeconds":1,"topics":["build"],"environments":["shop/*"],"concurrency":4,
           "steps":[{"title":"Build","run":7,"application":"shop","environment":"staging",
             "ageSeconds":150}]},
          {"name":"winch","server":null,"state":"gone","version":"1.0","host":"yard",
           "silentSeconds":7300,"topics":["build"],"environments":[],"concurrency":4,"steps":[]}]}
        """);

    // when
    int code = run(new WorkersCommand());

    // then
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("east    running")
        .contains("crane   elsewhere  working", "build in shop/*", "1 of 4")
        .contains("Build of run 7 (shop/staging), for 2 min")
        .doesNotContain("west", "winch");
  }

  @Test
  void aWorkerThatTheServerWillNotHaveSaysWhyAndEndsWithACodeOfItsOwn() throws IOException {
    // given
    server.answer("GET /api/session", 200, "{}");
    server.answer(
        "POST /api/worker/register",
        409,
        """
        {"type":"https://slipway.dev/problems/worker-refused","detail":"Install the server's version."}
        """);

    // when
    int code =
        run(new WorkerCommand(), "--node", "old", "--work", directory.resolve("w").toString());

    // then
    assertThat(code).isEqualTo(ExitCode.REFUSED);
    assertThat(said).contains("Install the server's version.");
  }

  @Test
  void givesAProgramTheAnswerAsItIs() throws IOException {
    // given
    server.answer("GET /api/tasks?open=true", 200, "[{\"id\":4}]");

    // when
    run(new TasksCommand(), "--json");

    // then
    assertThat(out.toString()).isEqualToIgnoringWhitespace("[{\"id\":4}]");
  }

  @Test
  void startsARelease() throws IOException {
    // given
    server.answer("POST /api/runs", 201, STARTED);

    // when
    int code = run(new ReleaseCommand(), "shop", "production", "--upload-pack=x");

    // then
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(run(new ReleaseCommand(), "shop", "production", "v2")).isZero();
    assertThat(server.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request)
                    .contains("\"kind\":\"release\"", "\"ref\":\"v2\"", "Bearer slw_test"));
    assertThat(out.toString()).contains("./slipway logs -f 7");
  }

  @ParameterizedTest
  @CsvSource({"live,0", "restored,1", "needs-human,3", "rejected,4", "cancelled,4"})
  void waitsForARunAndEndsWithItsOutcome(String outcome, int code) throws IOException {
    // given
    server
        .answer("POST /api/runs", 201, STARTED)
        .answer("GET /api/runs/7", 200, RUNNING)
        .answer(
            "GET /api/runs/7/events?after=3",
            200,
            """
            :heartbeat

            event: step
            id: 4
            data: {"key":"7/build","title":"Build","state":"done","summary":"42 files"}

            event: run
            id: 5
            data: {"run":7,"status":"ended","outcome":"%s"}

            """
                .formatted(outcome))
        .answer("GET /api/runs/7", 200, ended(outcome));

    // when
    int exit = run(new ReleaseCommand(), "shop", "production", "v2", "--wait");

    // then
    assertThat(exit).isEqualTo(code);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            Run 7
              done       Fetch: a1b2c3d
              running    Build
              done       Build: 42 files
            %s: in words
            """
                .formatted(outcome));
  }

  @Test
  void saysOfAFailedStepWhyWhatItSaidLastAndWhatToDo() throws IOException {
    // given
    server
        .answer("POST /api/runs", 201, STARTED)
        .answer(
            "GET /api/runs/7",
            200,
            """
            {"run":7,"status":"ended","outcome":"restored","words":"in words","tasks":[],"steps":[
              {"key":"7/build","title":"Build","state":"failed","failure":{
                "what":"Build command 1, `make`","why":"it ended with status 127",
                "next":"Correct it","evidence":"%s\\nmake: not found\\u001b[2J\\n"}}]}
            """
                .formatted("earlier\\n".repeat(8)));

    // when
    run(new ReleaseCommand(), "shop", "production", "v2", "--wait");

    // then
    assertThat(out.toString().lines().skip(1))
        .startsWith("  failed     Build: Build command 1, `make`: it ended with status 127")
        .containsSubsequence(
            "             earlier",
            "             make: not found\ufffd[2J",
            "             Next: Correct it",
            "restored: in words")
        .hasSize(11);
  }

  @Test
  void namesTheTaskOfARunThatIsHeldWhileItIsWaitedFor() throws IOException {
    // given
    server
        .answer("POST /api/runs", 201, STARTED)
        .answer("GET /api/runs/7", 200, RUNNING)
        .answer(
            "GET /api/runs/7/events?after=3",
            200,
            "event: run\ndata: {\"run\":7,\"status\":\"held\"}\n\n")
        .answer(
            "GET /api/runs/7",
            200,
            """
            {"run":7,"status":"held","words":"in words","steps":[
              {"key":"7/build","title":"Build","state":"held",
               "failure":{"what":"make","why":"it may still run","next":"Look","evidence":""}}],
             "tasks":[{"id":9,"title":"Build failed","decided":null,
               "choices":[{"id":"retry"},{"id":"skip"}]}]}
            """);

    // when
    int code = run(new ReleaseCommand(), "shop", "production", "v2", "--wait");

    // then
    assertThat(code).isEqualTo(ExitCode.NEEDS_HUMAN);
    assertThat(out.toString())
        .contains(
            "held       Build: make: it may still run",
            "Next: Look",
            "Build failed (./slipway approve 9 --choice CHOICE, which is one of retry, skip)");
  }

  @Test
  void goesOnWaitingWhenTheStreamBreaksOffAndSaysNothingTwice() throws IOException {
    // given
    server
        .answer("POST /api/runs", 201, STARTED)
        .answer("GET /api/runs/7", 200, RUNNING)
        .answer("GET /api/runs/7/events?after=3", 200, "event: step\ndata: {\"key\":\"7/bu")
        .answer("GET /api/runs/7", 200, ended("live"));

    // when
    int exit = run(new ReleaseCommand(), "shop", "production", "v2", "--wait");

    // then
    assertThat(exit).isZero();
    assertThat(out.toString().lines().filter(line -> line.contains("Fetch"))).hasSize(1);
  }

  @Test
  void followsALogFromWhereItBrokeOff() throws IOException {
    // given
    server
        .answer("GET /api/runs/7", 200, RUNNING)
        .answer("GET /api/runs/7", 200, ended("live"))
        .answer("GET /api/runs/7/log?limit=1000&after=0", 200, page("null", line(1, "one")))
        .answer(
            "GET /api/runs/7/events?log=true&after=3&logAfter=1",
            200,
            "event: log\nid: L2\ndata: " + line(2, "two") + "\n\n")
        .answer("GET /api/runs/7/log?limit=1000&after=2", 200, page("null", line(3, "three")));

    // when
    int code = run(new LogsCommand(), "-f", "7");

    // then
    assertThat(code).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(".*  ", "")))
        .containsExactly("one", "two", "three", "", "live: in words");
  }

  @Test
  void showsThePlanBeforeItApprovesExactlyThatOne() throws IOException {
    // given
    toApprove();
    StringBuilder shown = new StringBuilder();
    Person person =
        question -> {
          shown.append(out);
          return Optional.of("yes");
        };

    // when
    int code = run(new ApproveCommand(person), "4");

    // then
    assertThat(code).isZero();
    assertThat(shown)
        .contains("Approve v2", "sha256:d1", "Paint the hull", "./migrate", "make all", "careful");
    assertThat(server.requests().getLast())
        .contains("\"choice\":\"approve\"", "\"planDigest\":\"sha256:d1\"");
  }

  @Test
  void decidesNothingForAPersonWhoDoesNotAgree() throws IOException {
    // given
    toApprove();

    // when
    int code = run(new ApproveCommand(question -> Optional.of("y")), "4");

    // then
    assertThat(code).isEqualTo(ExitCode.NOT_DONE);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void approvesNoPlanUnseenWhereNobodyCanBeAsked() throws IOException {
    // given
    toApprove();

    // when
    int code = run(new ApproveCommand(question -> Optional.empty()), "4");
    int program = run(new ApproveCommand(question -> Optional.of("yes")), "4", "--json");

    // then
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(program).isEqualTo(ExitCode.USAGE);
    assertThat(said).contains("--plan DIGEST");
    assertThat(server.requests()).allSatisfy(request -> assertThat(request).startsWith("GET"));
  }

  @Test
  void approvesThePlanWhoseDigestIsGivenWithoutAsking() throws IOException {
    // given
    toApprove();

    // when
    int code = run(new ApproveCommand(question -> Optional.empty()), "4", "--plan", "sha256:d0");

    // then
    assertThat(code).isZero();
    assertThat(server.requests().getLast()).contains("\"planDigest\":\"sha256:d0\"");
  }

  @Test
  void namesTheChoicesOfATask() throws IOException {
    // given
    toApprove();

    // when
    int wrong = run(new ApproveCommand(), "4", "--choice", "maybe");
    int rejected = run(new ApproveCommand(), "4", "--choice", "reject", "--reason", "no");

    // then
    assertThat(wrong).isEqualTo(ExitCode.USAGE);
    assertThat(said).contains("--choice: approve, reject");
    assertThat(rejected).isZero();
  }

  @Test
  void holdsATaskForAWhileWithAReason() throws IOException {
    // given
    server
        .answer(
            "GET /api/tasks/5",
            200,
            "{\"id\":5,\"title\":\"Swap"
                + " failed\",\"choices\":[{\"id\":\"retry\"},{\"id\":\"hold\"}]}")
        .answer("POST /api/tasks/5/decision", 200, "{\"id\":5}");

    // when
    int held =
        run(new ApproveCommand(), "5", "--choice", "hold", "--for", "4h", "--reason", "I look");
    int odd = run(new ApproveCommand(), "5", "--choice", "retry", "--for", "4h");
    int endless = run(new ApproveCommand(), "5", "--choice", "hold", "--for", "for ever");

    // then
    assertThat(held).isZero();
    assertThat(server.requests().getLast())
        .contains("\"choice\":\"hold\"", "\"holdSeconds\":14400", "\"reason\":\"I look\"");
    assertThat(odd).isEqualTo(ExitCode.USAGE);
    assertThat(endless).isEqualTo(ExitCode.USAGE);
    assertThat(said).contains("--for is not a duration");
  }

  @Test
  void listsTasksWithHowLongTheyWaitAndWhoHoldsThem() throws IOException {
    // given
    server.answer(
        "GET /api/tasks?open=true",
        200,
        """
        [{"id":4,"kind":"approve","run":9,"application":"shop","environment":"production",
          "title":"Release v2","createdAt":"2026-11-20T10:00:00Z","decided":null,"hold":null,
          "choices":[{"id":"approve"}]},
         {"id":5,"kind":"intervene","run":8,"application":"shop","environment":"staging",
          "title":"Swap failed","createdAt":"2026-11-22T07:00:00Z","decided":null,
          "hold":{"by":"dora","reason":"I look"},"choices":[{"id":"hold"}]}]
        """);
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    // when
    run(new TasksCommand(clock));

    // then
    assertThat(out.toString())
        .contains("production   2 days", "staging      3 h, held by dora: I look");
  }

  private void toApprove() {
    server
        .answer(
            "GET /api/tasks/4",
            200,
            """
            {"id":4,"title":"Approve v2","plan":{"digest":"sha256:d1","commit":"1a2b3c4d5e6f",
               "ref":"v2","direction":"forward","previousCommit":"0a","commitsTruncated":false,
               "commits":[{"hash":"1a2b3c4d5e6f","subject":"Paint the hull","author":"Rosa"}],
               "files":[],"commands":["make all"],"warnings":["careful"],
               "migration":{"run":"./migrate","undo":"keep"}},
             "choices":[{"id":"approve"},{"id":"reject"}]}
            """)
        .answer("POST /api/tasks/4/decision", 200, "{\"id\":4}");
  }

  @Test
  void tellsAServerThatTakesLongFromOneThatIsNotThere() throws IOException {
    // given
    server.keepSilent("POST /api/slow");
    Api api = new Api(URI.create(server.url()), null);

    // then
    assertThatThrownBy(() -> api.post("/api/slow", Map.of(), Duration.ofMillis(200)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("has not answered within")
        .hasMessageNotContaining("cannot be reached");
  }

  @Test
  @Timeout(30)
  void followsAServerNoLongerThatFellSilentInTheMiddleOfAStream() throws Exception {
    // given
    server.breakOff("GET /api/runs/7/events", "event: step\ndata: {\"key\":\"7/build\"}\n\n");
    Api api = new Api(URI.create(server.url()), null, Duration.ofMillis(200));

    // when
    try (EventStream events = api.events("/api/runs/7/events")) {
      Optional<EventStream.Event> first = events.next();
      Optional<EventStream.Event> second = events.next();

      // then
      assertThat(first).isPresent();
      assertThat(second).isEmpty();
    }
  }

  @Test
  @Timeout(30)
  void givesUpAnAnswerThatDoesNotGoOn() throws IOException {
    // given
    server.breakOff("GET /api/runs/7", "{\"run\":");
    Api api = new Api(URI.create(server.url()), null, Duration.ofMillis(200));

    // then
    assertThatThrownBy(() -> api.get("/api/runs/7"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("went away in the middle of an answer");
  }

  @Test
  void repeatsWhatTheServerRefusesAndWhatItWouldTake() throws IOException {
    // given
    server.answer(
        "POST /api/runs",
        400,
        """
        {"status":400,"detail":"There is no environment prod.","field":"environment",
         "allowed":["staging","production"]}
        """);

    // when
    int code = run(new ReleaseCommand(), "shop", "prod", "v2");

    // then
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(said).isEqualTo("There is no environment prod. Allowed: staging, production.");
  }

  @Test
  void saysWhatToDoWithoutARightToken() throws IOException {
    // given
    server.answer("GET /api/tasks?open=true", 401, "{\"detail\":\"The token is unknown.\"}");

    // when
    int code = run(new TasksCommand());

    // then
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(said).contains("The token is unknown.", "--token-file", "SLIPWAY_TOKEN");
  }

  @Test
  void saysWhatToDoWithoutAServer() throws IOException {
    // given
    server.close();

    // when
    int code = run(new TasksCommand());

    // then
    assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(said).contains("cannot be reached", "./slipway server", "--server URL");
  }

  @Test
  void findsWhatIsWrongInAFileWithItsPlace() throws IOException {
    // given
    Path file = Files.writeString(directory.resolve("shop.yaml"), "application: shop\nsorce: {}\n");

    // when
    int code = run(new CheckCommand(), file.toString(), "--offline");

    // then
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains(file + ":2:1: ");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void tellsAWorkerAtOnceThatItsTokenIsWrong() throws IOException {
    // given
    server.answer("GET /api/session", 401, "{\"detail\":\"The token is unknown.\"}");

    // when
    int code = run(new WorkerCommand(), "--work", directory.resolve("work").toString());

    // then
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(said).contains("The token is unknown.", "--token-file");
    assertThat(directory.resolve("work")).doesNotExist();
  }

  @Test
  void triesTheEnvironmentsOfAFileThatIsWellDefined() throws IOException {
    // given
    Path file = Files.writeString(directory.resolve("harbour.yaml"), HARBOUR);
    String check = "POST /api/applications/harbour/environments/production/check";
    String good = "[{\"name\":\"disk\",\"state\":\"ok\",\"found\":\"9 GiB\",\"next\":\"\"}]";
    String bad = good.replace("\"ok\"", "\"failed\"");
    server.answer(check, 200, good).answer(check, 200, bad);

    // when
    int first = run(new CheckCommand(), file.toString());
    int second = run(new CheckCommand(), file.toString());

    // then
    assertThat(first).isZero();
    assertThat(second).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .contains("is well defined", "disk   ok     9 GiB", "disk   failed  9 GiB");
  }

  private int run(Callable<Integer> command, String... arguments) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "slw_test\n");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", server.url(), "--token-file", token.toString()));
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter(), true))
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              if (failure instanceof CommandFailure known) {
                said = String.valueOf(known.getMessage());
                return known.exitCode();
              }
              throw failure;
            })
        .execute(all.toArray(String[]::new));
  }

  private static String ended(String outcome) {
    return """
    {"run":7,"status":"ended","outcome":"%s","words":"in words","lastEvent":5,"tasks":[],"steps":[
      {"key":"7/fetch","title":"Fetch","state":"done","summary":"a1b2c3d"},
      {"key":"7/build","title":"Build","state":"done","summary":"42 files"}]}
    """
        .formatted(outcome);
  }

  private static String line(int seq, String text) {
    return "{\"seq\":%d,\"at\":\"2026-01-01T00:00:00Z\",\"step\":\"7/build\",\"text\":\"%s\"}"
        .formatted(seq, text);
  }

  private static String page(String next, String... lines) {
    return "{\"lines\":[" + String.join(",", lines) + "],\"next\":" + next + "}";
  }
}
