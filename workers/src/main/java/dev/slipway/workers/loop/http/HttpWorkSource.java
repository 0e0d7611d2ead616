package dev.slipway.workers.loop.http;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.loop.SecretNotGivenException;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.loop.WorkerRefusedException;
import dev.slipway.workers.loop.http.ProtocolClient.Repeat;
import dev.slipway.workers.step.Secret;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work from a server elsewhere. What can be asked twice without harm is asked again while the
 * server restarts; everything else that fails is a {@link WorkSourceException}.
 */
public final class HttpWorkSource implements WorkSource {

  /** How the type of the problem ends that says that a claim was lost. */
  public static final String NO_LONGER_YOURS = "/no-longer-yours";

  /** How the type of the problem ends that says that the server does not know the worker. */
  public static final String NOT_REGISTERED = "/not-registered";

  /** How the type of the problem ends that says that the server will not have the worker. */
  public static final String WORKER_REFUSED = "/worker-refused";

  /** How the type of the problem ends that says that a step may not have a secret. */
  public static final String SECRET_NOT_GIVEN = "/secret-not-given";

  private static final Logger LOG = LoggerFactory.getLogger(HttpWorkSource.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(3);

  private final ProtocolClient client;
  private final WorkerIdentity self;
  private final String node;
  private volatile Set<Topic> offered = Set.of();
  private volatile boolean draining;

  /**
   * @param server where the server is: {@code https://slipway.example.org}
   * @param token a token with the worker right
   */
  public HttpWorkSource(URI server, String token, WorkerIdentity self) {
    this.client = new ProtocolClient(server, token);
    this.self = self;
    this.node = self.name();
  }

  /**
   * Introduces this worker to the server. Done again by itself when the server has forgotten it.
   *
   * @throws WorkerRefusedException if the server will not have it
   * @throws WorkSourceException if the server does not answer or refuses the token
   */
  public RegisterResponse register(Set<Topic> topics) throws InterruptedException {
    offered = topics;
    RegisterRequest request =
        new RegisterRequest(
            node,
            self.instance(),
            self.version(),
            Protocol.VERSION,
            self.host(),
            names(topics),
            self.concurrency());
    HttpResponse<String> response =
        client.post("/api/worker/register", request, TIMEOUT, Repeat.ALWAYS);
    throwIfRefused(response);
    return client.read(response, RegisterResponse.class);
  }

  @Override
  public List<Claim> claim(Set<Topic> topics, int most, Duration wait) throws InterruptedException {
    ClaimRequest request =
        new ClaimRequest(node, self.instance(), names(topics), most, wait.toMillis());
    HttpResponse<String> response =
        client.post("/api/worker/claim", request, wait.plus(TIMEOUT), Repeat.ONLY_IF_NOT_SENT);
    throwIfRefused(response);
    if (isProblem(response, NOT_REGISTERED) && !draining) {
      LOG.info("The server does not know this worker any more; introducing it again");
      var unused = register(offered.isEmpty() ? topics : offered);
      return List.of();
    }
    return client.read(response, ClaimsResponse.class).toClaims();
  }

  /** Tells the server that this worker claims nothing more. */
  public void drain() {
    draining = true;
    tell("drain");
  }

  /** Tells the server that this worker has gone; whatever it still held is free at once. */
  public void leave() {
    tell("leave");
  }

  /** What the server does not hear of it finds out by itself, only later. */
  private void tell(String what) {
    try {
      client.require(
          client.post(
              "/api/worker/" + what,
              new WorkerRequest(node, self.instance()),
              SHORT_TIMEOUT,
              Repeat.ONLY_IF_NOT_SENT));
    } catch (WorkSourceException e) {
      LOG.warn("The server could not be told ({}): {}", what, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwIfRefused(HttpResponse<String> response) {
    if (isProblem(response, WORKER_REFUSED)) {
      throw new WorkerRefusedException(client.problem(response, "detail"));
    }
  }

  private boolean isProblem(HttpResponse<String> response, String type) {
    return response.statusCode() == 409 && client.problem(response, "type").endsWith(type);
  }

  @Override
  public Renewal renew(Claim claim) throws NoLongerYoursException {
    return client.read(
        held(
            claim,
            "renew",
            new HeldRequest(node, claim.fence()),
            // A longer wait for one answer would outlast the lock.
            SHORT_TIMEOUT,
            Repeat.ALWAYS),
        Renewal.class);
  }

  @Override
  public void log(Claim claim, List<LogLine> lines) throws NoLongerYoursException {
    HttpResponse<String> response =
        held(claim, "log", new LogRequest(node, claim.fence(), lines), Repeat.ONLY_IF_NOT_SENT);
    int status = response.statusCode();
    if (status == 400 || status == 413 || status == 422) {
      // Sending the same lines again would never get any further.
      LOG.warn("The server refused {} lines of {}: {}", lines.size(), claim.key(), status);
    } else {
      client.require(response);
    }
  }

  @Override
  public void progress(Claim claim, String what) throws NoLongerYoursException {
    client.require(
        held(claim, "progress", new ProgressRequest(node, claim.fence(), what), Repeat.ALWAYS));
  }

  @Override
  public List<Claim> complete(Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException {
    CompleteRequest request =
        new CompleteRequest(node, claim.fence(), ReportBody.of(report), names(next));
    return client
        .read(held(claim, "complete", request, Repeat.ONLY_IF_NOT_SENT), ClaimsResponse.class)
        .toClaims();
  }

  @Override
  public void giveBack(Claim claim) {
    try {
      client.require(
          held(claim, "give-back", new HeldRequest(node, claim.fence()), Repeat.ONLY_IF_NOT_SENT));
    } catch (NoLongerYoursException e) {
      LOG.debug("Nothing to give back: {}", e.getMessage());
    }
  }

  @Override
  public List<Secret> secret(Claim claim, String name) throws NoLongerYoursException {
    HttpResponse<String> response =
        held(claim, "secret", new SecretRequest(node, claim.fence(), name), Repeat.ALWAYS);
    if (client.problem(response, "type").endsWith(SECRET_NOT_GIVEN)) {
      throw new SecretNotGivenException(client.problem(response, "detail"));
    }
    return client.read(response, SecretResponse.class).values().stream()
        .map(value -> new Secret(name, value))
        .toList();
  }

  private HttpResponse<String> held(Claim claim, String verb, Object body, Repeat repeat)
      throws NoLongerYoursException {
    return held(claim, verb, body, TIMEOUT, repeat);
  }

  private HttpResponse<String> held(
      Claim claim, String verb, Object body, Duration timeout, Repeat repeat)
      throws NoLongerYoursException {
    HttpResponse<String> response;
    try {
      response =
          client.post("/api/worker/steps/" + claim.key() + "/" + verb, body, timeout, repeat);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkSourceException("Interrupted while asking the server to " + verb, e);
    }
    if (isProblem(response, NO_LONGER_YOURS)) {
      throw new NoLongerYoursException(claim.key());
    }
    return response;
  }

  private static List<String> names(Set<Topic> topics) {
    return topics.stream().sorted().map(Topic::name).toList();
  }
}
