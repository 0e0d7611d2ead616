package dev.slipway.engine.worker;

import dev.slipway.engine.access.TokenLimits;
import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.node.Node;
import dev.slipway.engine.problem.ProblemException;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.WorkLimits;
import dev.slipway.engine.worker.WorkerTable.Known;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.http.HttpWorkSource;
import dev.slipway.workers.loop.http.Protocol;
import dev.slipway.workers.loop.http.RegisterRequest;
import dev.slipway.workers.loop.http.RegisterResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets workers in, and knows which of them are there. */
@Component
class WorkerRegistry {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final int LONGEST_WORD = 100;
  private static final int MOST_STEPS = 1_000;

  private final WorkerTable table;
  private final StepClaims claims;
  private final Node node;
  private final Bell bell;

  WorkerRegistry(WorkerTable table, StepClaims claims, Node node, Bell bell) {
    this.table = table;
    this.claims = claims;
    this.node = node;
    this.bell = bell;
  }

  /** Lets a worker in that runs elsewhere; what an earlier start of it held is free at once. */
  @Transactional
  RegisterResponse register(RegisterRequest worker, Authentication actor) {
    requireProtocol(worker);
    requireName(worker, actor.getName());
    WorkLimits limits = limits(actor);
    Set<Topic> topics = limits.within(known(worker.topics()));
    if (topics.isEmpty()) {
      throw refused(
          "The token "
              + actor.getName()
              + " is limited to the topics "
              + names(limits.topics())
              + ", and this worker serves none of them. Give it another token, made with"
              + " ./slipway token NAME --right worker --topics TOPICS.");
    }
    table.put(
        shortened(worker),
        null,
        actor.getName(),
        names(topics).toArray(String[]::new),
        limits.environments().stream().sorted().toArray(String[]::new));
    claims.freeAllOf(worker.node());
    bell.ring(RunEvents.ANYTHING);
    return new RegisterResponse(
        node.name(),
        node.version(),
        names(topics),
        limits.environments().stream().sorted().toList());
  }

  /** Notes the worker in this server's own process. */
  @Transactional
  void registerOwn(Collection<Topic> topics, int concurrency) {
    table.put(
        new RegisterRequest(
            node.name(),
            UUID.randomUUID().toString(),
            node.version(),
            Protocol.VERSION,
            node.host(),
            names(topics),
            concurrency),
        node.name(),
        null,
        names(topics).toArray(String[]::new),
        new String[0]);
  }

  /** The name of a worker that may claim; it is heard of now. */
  String mayClaim(String name, String instance, Authentication actor) {
    Known known = known(name, actor);
    if (!known.instance().equals(instance)) {
      throw refused(
          "Another start of the worker "
              + name
              + " has introduced itself meanwhile, and only the newest gets work. If both are"
              + " meant to run, give each a name of its own with --node NAME.");
    }
    table.heard(name);
    return name;
  }

  /** The name of a worker that holds steps; it is heard of now. */
  String holds(String name, Authentication actor) {
    Known known = known(name, actor);
    table.heard(name);
    return known.name();
  }

  /** Says that the worker is still there. */
  void heard(String name) {
    table.heard(name);
  }

  void drain(String name, String instance, Authentication actor) {
    Known known = known(name, actor);
    if (table.drain(known.name(), instance)) {
      bell.ring(RunEvents.ANYTHING);
    }
  }

  /** Lets a worker go; what it still holds is free at once. */
  @Transactional
  void leave(String name, String instance, Authentication actor) {
    Known known = known(name, actor);
    if (table.leave(known.name(), instance)) {
      claims.freeAllOf(known.name());
      bell.ring(RunEvents.ANYTHING);
    }
  }

  /** What a token is limited to just now. */
  WorkLimits limits(Authentication actor) {
    TokenLimits limits = TokenLimits.of(actor);
    return new WorkLimits(
        limits.topics().stream().map(Topic::new).collect(Collectors.toSet()),
        Set.copyOf(limits.environments()));
  }

  private Known known(String name, Authentication actor) {
    Optional<Known> found =
        table.find(name).filter(known -> !known.left() && actor.getName().equals(known.token()));
    return found.orElseThrow(
        () ->
            problem(
                HttpWorkSource.NOT_REGISTERED,
                "Not registered",
                "The server knows no worker of this name with this token. It has to introduce"
                    + " itself first."));
  }

  private void requireProtocol(RegisterRequest worker) {
    if (worker.protocol() != Protocol.VERSION) {
      throw refused(
          "This worker is of version "
              + shortened(worker.version())
              + " and speaks protocol "
              + worker.protocol()
              + "; the server is of version "
              + node.version()
              + " and speaks protocol "
              + Protocol.VERSION
              + ", so they would misunderstand each other's steps. Install the server's version"
              + " on the worker's machine"
              + (worker.protocol() > Protocol.VERSION ? ", or upgrade the server" : "")
              + ", then start the worker again.");
    }
  }

  private void requireName(RegisterRequest worker, String token) {
    if (!NAME.matcher(worker.node()).matches()) {
      throw refused(
          "A worker's name is at most 63 lower-case letters, digits, dots, hyphens and underscores"
              + " and begins with a letter or digit. Give it such a name with --node NAME.");
    }
    if (worker.concurrency() < 1 || worker.concurrency() > MOST_STEPS) {
      throw refused("A worker performs from 1 to " + MOST_STEPS + " steps at a time.");
    }
    if (table.isServer(worker.node())) {
      throw refused(
          "A server is called "
              + worker.node()
              + ", and its worker with it. Give this one another name with --node NAME.");
    }
    Optional<Known> other =
        table
            .find(worker.node())
            .filter(known -> !known.left() && known.recent())
            .filter(known -> !token.equals(known.token()));
    if (other.isPresent()) {
      throw refused(
          "A worker with another token is called "
              + worker.node()
              + " already. Give this one another name with --node NAME.");
    }
  }

  private static Set<Topic> known(Collection<String> names) {
    return StepCatalogue.shipped().all().stream()
        .map(type -> type.topic())
        .filter(topic -> names.contains(topic.name()))
        .collect(Collectors.toSet());
  }

  private static java.util.List<String> names(Collection<Topic> topics) {
    return topics.stream().map(Topic::name).sorted().toList();
  }

  private static RegisterRequest shortened(RegisterRequest worker) {
    return new RegisterRequest(
        worker.node(),
        shortened(worker.instance()),
        shortened(worker.version()),
        worker.protocol(),
        shortened(worker.host()),
        worker.topics(),
        worker.concurrency());
  }

  private static String shortened(@Nullable String word) {
    String known = word == null ? "unknown" : word;
    return known.length() <= LONGEST_WORD ? known : known.substring(0, LONGEST_WORD);
  }

  private static ProblemException refused(String detail) {
    return problem(HttpWorkSource.WORKER_REFUSED, "Worker refused", detail);
  }

  private static ProblemException problem(String type, String title, String detail) {
    return Problems.of(HttpStatus.CONFLICT, type.substring(1), title, detail, Map.of());
  }
}
