package dev.slipway.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.core.Authentication;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
    classes = AccessTest.Server.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "slipway.admin.password=a good password",
      "slipway.proxy.trusted=127.0.0.1",
      "slipway.database.binaries=target/postgresql",
      "slipway.database.shared-buffers=16MB"
    })
class AccessTest {

  @TempDir private static Path data = Path.of("");

  @LocalServerPort private int port;

  private final Tokens tokens;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  @Autowired
  AccessTest(Tokens tokens) {
    this.tokens = tokens;
  }

  @DynamicPropertySource
  static void directory(DynamicPropertyRegistry registry) {
    registry.add("slipway.data.directory", data::toString);
  }

  @Test
  void tellsAnyoneWhetherTheyAreSignedIn() throws Exception {
    // when
    HttpResponse<String> response = get("/api/session", null);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"user\":null", "\"csrfHeader\":\"X-CSRF-TOKEN\"");
  }

  @Test
  void answersWithAProblemDetailWhereNobodyIsSignedIn() throws Exception {
    // when
    HttpResponse<String> response = get("/api/runs", null);

    // then
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(response.body()).contains("/problems/not-signed-in", "\"instance\":\"/api/runs\"");
  }

  @Test
  void keepsASessionForABrowserAndAsksItForItsCsrfToken() throws Exception {
    // given
    HttpResponse<String> signedIn = signIn("admin", "a good password");
    assertThat(signedIn.statusCode()).isEqualTo(200);
    assertThat(signedIn.body()).contains("\"displayName\":\"Administrator\"");
    assertThat(cookie("SLIPWAY").isHttpOnly()).isTrue();

    // when
    HttpResponse<String> seen = get("/api/runs", null);
    HttpResponse<String> forged = post("/api/runs", null, "{}", null);
    HttpResponse<String> own = post("/api/runs", null, "{}", cookie("XSRF-TOKEN").getValue());

    // then
    assertThat(seen.body()).isEqualTo("runs of any for admin");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("/problems/forged");
    assertThat(own.body()).isEqualTo("started by admin");
  }

  @Test
  void endsASession() throws Exception {
    // given
    signIn("admin", "a good password");
    get("/api/session", null);

    // when
    HttpResponse<String> response =
        http.send(
            request("/api/session", null)
                .header("X-CSRF-TOKEN", cookie("XSRF-TOKEN").getValue())
                .DELETE()
                .build(),
            BodyHandlers.ofString());

    // then
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(get("/api/runs", null).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAWrongPasswordAndSoonMakesGuessersWait() throws Exception {
    // when
    HttpResponse<String> first = signInAs("nobody", http, "203.0.113.1");
    HttpResponse<String> last = first;
    for (int i = 0; i < 5; i++) {
      last = signInAs("nobody", http, "203.0.113.1");
    }

    // then
    assertThat(first.statusCode()).isEqualTo(401);
    assertThat(first.body()).contains("/problems/sign-in-failed");
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void tellsThoseBehindATrustedProxyApart() throws Exception {
    // when
    for (int i = 0; i < 6; i++) {
      signInAs("guessed-" + i, http, "203.0.113.7");
    }

    // then
    assertThat(signInAs("somebody", http, "203.0.113.7").statusCode()).isEqualTo(429);
    assertThat(signInAs("somebody else", http, "203.0.113.8").statusCode()).isEqualTo(401);
  }

  @Test
  void believesNobodyElseWhoTheyAre() throws Exception {
    // given
    try (HttpClient stranger =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build()) {

      // when
      for (int i = 0; i < 6; i++) {
        signInAs("tried-" + i, stranger, "203.0.113." + (20 + i));
      }

      // then
      assertThat(signInAs("tried", stranger, "203.0.113.99").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void sendsCookiesOverTlsAloneWhenTheProxySpeaksIt() throws Exception {
    // when
    var secure = signInOver("https");
    var plain = signInOver("http");

    // then
    assertThat(secure.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("SLIPWAY="))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("XSRF-TOKEN="))
        .allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
    assertThat(plain.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).doesNotContain("; Secure"));
  }

  private HttpResponse<String> signInAs(String name, HttpClient client, String forwardedFor)
      throws Exception {
    return client.send(
        request("/api/session", null)
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", forwardedFor)
            .POST(BodyPublishers.ofString("{\"name\":\"%s\",\"password\":\"x\"}".formatted(name)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> signInOver(String scheme) throws Exception {
    try (HttpClient fresh = HttpClient.newHttpClient()) {
      return fresh.send(
          request("/api/session", null)
              .header("Content-Type", "application/json")
              .header("X-Forwarded-Proto", scheme)
              .POST(
                  BodyPublishers.ofString("{\"name\":\"admin\",\"password\":\"a good password\"}"))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VIEWER,   GET,  /api/runs,                 200",
    "VIEWER,   POST, /api/runs,                 403",
    "VIEWER,   POST, /api/tasks/1/decision,     403",
    "VIEWER,   GET,  /api/tokens,               403",
    "VIEWER,   POST, /api/worker/claim,         403",
    "APPROVER, POST, /api/tasks/1/decision,     200",
    "APPROVER, POST, /api/runs,                 403",
    "RELEASER, POST, /api/runs,                 200",
    "RELEASER, POST, /api/tasks/1/decision,     403",
    "RELEASER, GET,  /api/tokens,               403",
    "WORKER,   POST, /api/worker/claim,         200",
    "WORKER,   GET,  /api/runs,                 403",
    "WORKER,   POST, /api/runs,                 403",
    "ADMIN,    POST, /api/runs,                 200",
    "ADMIN,    GET,  /api/tokens,               200",
    "ADMIN,    POST, /api/worker/claim,         403",
  })
  void letsATokenDoWhatItsRightSays(Right right, String method, String path, int status)
      throws Exception {
    // given
    String token = tokens.issue("test-" + right.text(), Set.of(right), "admin", null);

    // when
    HttpResponse<String> response =
        method.equals("GET") ? get(path, token) : post(path, token, "{}", null);

    // then
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%61pi/runs",
        "/ap%69/runs",
        "/%61%70%69/runs",
        "/%61pi/tokens",
        "/%61pi/%74okens",
        "/api/%74okens",
        "/%61pi/openapi.json/",
        "/./api/tokens",
        "//api/tokens",
        "/api;x=y/tokens",
        "/%61ctuator/env"
      })
  void letsNobodyInThroughAPathWrittenInAnotherWay(String path) throws Exception {
    // when
    HttpResponse<String> response = get(path, null);

    // then
    assertThat(response.statusCode()).isIn(400, 401, 403, 404);
    assertThat(response.body()).doesNotContain("admin-token", "runs of");
  }

  @ParameterizedTest
  @CsvSource({
    "VIEWER,   GET,  /%61pi/%74okens,           403",
    "VIEWER,   POST, /%61pi/runs,               403",
    "VIEWER,   POST, /api/%77orker/claim,       403",
    "RELEASER, POST, /api/tasks/1/%64ecision,   403",
    "WORKER,   GET,  /%61pi/runs,               403",
    "ADMIN,    GET,  /%61pi/runs,               200",
  })
  void asksForTheSameRightHoweverThePathIsWritten(
      Right right, String method, String path, int status) throws Exception {
    // given
    String token = tokens.issue("test-" + right.text(), Set.of(right), "admin", null);

    // when
    HttpResponse<String> response =
        method.equals("GET") ? get(path, token) : post(path, token, "{}", null);

    // then
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void asksABrowserForItsCsrfTokenHoweverThePathIsWritten() throws Exception {
    // given
    signIn("admin", "a good password");

    // when
    HttpResponse<String> forged = post("/%61pi/runs", null, "{}", null);

    // then
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("/problems/forged");
  }

  @Test
  void refusesATokenThatIsUnknownOrExpired() throws Exception {
    // given
    String expired = tokens.issue("old", Set.of(Right.ADMIN), "admin", Instant.EPOCH);

    // when, then
    assertThat(get("/api/runs", "slw_unknown").statusCode()).isEqualTo(401);
    assertThat(get("/api/runs", expired).statusCode()).isEqualTo(401);
    assertThat(get("/api/session", expired).statusCode()).isEqualTo(401);
  }

  @Test
  void givesTheCommandsOnThisMachineATokenOfTheirOwn() throws Exception {
    // given
    String token = Files.readString(data.resolve("admin-token")).strip();

    // when
    HttpResponse<String> response =
        post("/api/tokens", token, "{\"name\":\"ci\",\"rights\":[\"releaser\"]}", null);

    // then
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).contains("\"token\":\"slw_");
    assertThat(get("/api/tokens", token).body()).contains("\"ci\"").doesNotContain("slw_");
  }

  @Test
  void saysWhichFieldIsWrongAndWhatIsAllowed() throws Exception {
    // given
    String token = Files.readString(data.resolve("admin-token")).strip();

    // when
    HttpResponse<String> right =
        post("/api/tokens", token, "{\"name\":\"ci\",\"rights\":[\"king\"]}", null);
    HttpResponse<String> name =
        post("/api/tokens", token, "{\"name\":\"../x\",\"rights\":[\"viewer\"]}", null);
    HttpResponse<String> broken = post("/api/tokens", token, "{", null);

    // then
    assertThat(right.statusCode()).isEqualTo(400);
    assertThat(right.body()).contains("\"field\":\"rights\"", "\"releaser\"");
    assertThat(name.statusCode()).isEqualTo(400);
    assertThat(name.body()).contains("\"field\":\"name\"");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("/problems/unreadable");
  }

  @Test
  void refusesAParameterWithANul() throws Exception {
    // given
    String token = tokens.issue("test-viewer", Set.of(Right.VIEWER), "admin", null);

    // when
    HttpResponse<String> response = get("/api/runs?application=a%00b", token);

    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("/problems/malformed");
  }

  @Test
  void refusesWhatIsNoAddress() throws Exception {
    // when
    HttpResponse<String> response = get("//", null);

    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("/problems/malformed").doesNotContain("instance");
  }

  @Test
  void tellsNothingOfItsInsideWhenSomethingUnexpectedHappens() throws Exception {
    // given
    String token = tokens.issue("test-viewer", Set.of(Right.VIEWER), "admin", null);

    // when
    HttpResponse<String> response = get("/api/broken", token);

    // then
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"incident\":\"").doesNotContain("the inside");
  }

  @Test
  void sendsEveryPageWithHeadersThatCloseItOff() throws Exception {
    // when
    HttpResponse<String> response = get("/", null);

    // then
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  private HttpResponse<String> signIn(String name, String password) throws Exception {
    return post(
        "/api/session",
        null,
        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
        null);
  }

  private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    return http.send(request(path, token).GET().build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(
      String path, @Nullable String token, String body, @Nullable String csrf) throws Exception {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (csrf != null) {
      request.header("X-CSRF-TOKEN", csrf);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpCookie cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @EnableAutoConfiguration
  @ComponentScan({
    "dev.slipway.engine.access",
    "dev.slipway.engine.data",
    "dev.slipway.engine.database",
    "dev.slipway.engine.page",
    "dev.slipway.engine.problem",
    "dev.slipway.engine.start"
  })
  static class Server {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  /** Stands where the API of runs will be. */
  @RestController
  static class Stand {

    @GetMapping("/api/runs")
    String runs(@RequestParam(defaultValue = "any") String application, Authentication actor) {
      return "runs of " + application + " for " + actor.getName();
    }

    @PostMapping({"/api/runs", "/api/tasks/1/decision", "/api/worker/claim"})
    String start(Authentication actor) {
      return "started by " + actor.getName();
    }

    @GetMapping("/api/broken")
    String broken() {
      throw new IllegalStateException("the inside");
    }
  }
}
