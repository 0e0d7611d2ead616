package dev.slipway.engine.api;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The event streams that are open. They never end by themselves, so a server that stops ends them
 * first; otherwise it would wait for them as for any request that is being answered.
 */
@Component
class OpenStreams implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);
  private static final long WITHOUT_END = 0L;

  private final Set<Thread> senders = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  /** Sends events to one reader until the reader or the server goes away. */
  interface Sender {
    void sendTo(SseEmitter emitter) throws IOException, InterruptedException;
  }

  ResponseEntity<SseEmitter> open(String name, Sender sender) {
    var emitter = new SseEmitter(WITHOUT_END);
    // Not a virtual thread: to interrupt one that reads from the database closes its connection.
    Thread.ofPlatform().daemon().name(name).start(() -> send(sender, emitter));
    // Proxies would hold the stream back until it is long enough to be worth sending.
    return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
  }

  private void send(Sender sender, SseEmitter emitter) {
    senders.add(Thread.currentThread());
    try {
      if (running) {
        sender.sendTo(emitter);
      }
      emitter.complete();
    } catch (InterruptedException e) {
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      // The reader has gone away and the server clears up behind it; there is nobody left to tell.
      LOG.debug("A reader of {} has gone: {}", Thread.currentThread().getName(), e.toString());
    } catch (RuntimeException e) {
      if (running) {
        // The reader comes again, and is answered better then.
        emitter.completeWithError(e);
      } else {
        emitter.complete();
      }
    } finally {
      senders.remove(Thread.currentThread());
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    senders.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
