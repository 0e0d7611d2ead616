package dev.slipway.engine.node;

/** Is told when a server goes, or when this one has to stand still for a while. */
public interface NodeDuty {

  /**
   * Gives free what a server held that has gone, so that whatever it still sends is refused. Part
   * of the transaction in which it is taken over.
   */
  default void takeOver(String node) {}

  /** This server has lost its name: it may act no more until {@link #resume()}. */
  default void pause() {}

  /** This server has its name again. */
  default void resume() {}
}
