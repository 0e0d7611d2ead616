package dev.slipway.e2e.chaos;

/** Something that goes on beside everything else until it is closed. */
final class Background implements AutoCloseable {

  private final Thread thread;

  private Background(Thread thread) {
    this.thread = thread;
  }

  /** Work that ends when it is interrupted. */
  @FunctionalInterface
  interface Work {
    void work() throws InterruptedException;
  }

  static Background begin(String name, Work work) {
    return new Background(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    work.work();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
