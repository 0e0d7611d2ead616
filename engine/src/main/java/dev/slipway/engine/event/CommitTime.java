package dev.slipway.engine.event;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction wants done when it commits, so that it is done once and last. What is
 * done last also holds its locks only for a moment, and can never wait for a lock in the middle.
 */
final class CommitTime<T> implements TransactionSynchronization {

  private final Object key;
  private final Consumer<Set<T>> before;
  private final Consumer<Set<T>> after;
  private final Set<T> gathered = new LinkedHashSet<>();

  private CommitTime(Object key, Consumer<Set<T>> before, Consumer<Set<T>> after) {
    this.key = key;
    this.before = before;
    this.after = after;
  }

  /**
   * What the current transaction has gathered under this key, to be added to.
   *
   * @param key always used with the same type of things
   * @param before called once with everything, as the transaction's last deed
   * @param after called once with everything when the transaction has committed
   * @return null if there is no transaction
   */
  @SuppressWarnings("unchecked") // One key, one type.
  static <T> @Nullable Set<T> gather(Object key, Consumer<Set<T>> before, Consumer<Set<T>> after) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return null;
    }
    var known = (CommitTime<T>) TransactionSynchronizationManager.getResource(key);
    if (known == null) {
      known = new CommitTime<>(key, before, after);
      TransactionSynchronizationManager.bindResource(key, known);
      TransactionSynchronizationManager.registerSynchronization(known);
    }
    return known.gathered;
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    before.accept(gathered);
  }

  @Override
  public void afterCommit() {
    after.accept(gathered);
  }

  @Override
  public void suspend() {
    TransactionSynchronizationManager.unbindResource(key);
  }

  @Override
  public void resume() {
    TransactionSynchronizationManager.bindResource(key, this);
  }

  @Override
  public void afterCompletion(int status) {
    TransactionSynchronizationManager.unbindResourceIfPossible(key);
  }
}
