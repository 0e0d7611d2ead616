package dev.slipway.engine.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction wants written when it commits, so that it is written once, last and
 * together. What is written last also holds its locks only for a moment, and can never wait for a
 * lock in the middle.
 */
@Component
public class CommitTime {

  /**
   * Travels with what is written last. The commit that the transaction manager asks for next finds
   * nothing left to do, and costs no round trip of its own.
   */
  private static final Query<?> COMMIT = Query.unread("commit", Map.of());

  private final RoundTrip database;

  CommitTime(RoundTrip database) {
    this.database = database;
  }

  /** What becomes of one kind of gathered things; the same object for all of them. */
  public interface Gathered<T> {

    /** Writes everything that one transaction has gathered, in the order of gathering. */
    Query<?> written(Set<T> all);

    /** The transaction has committed. */
    default void committed(Set<T> all) {}
  }

  /**
   * Gathers something until the current transaction commits; at once if there is none.
   *
   * @throws IllegalStateException if the transaction is being committed already
   */
  public <T> void gather(Gathered<T> kind, T one) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      current().add(kind, one);
    } else {
      Set<T> alone = Set.of(one);
      database.send(List.of(kind.written(alone)));
      kind.committed(alone);
    }
  }

  private Transaction current() {
    var known = (Transaction) TransactionSynchronizationManager.getResource(this);
    if (known != null) {
      return known;
    }
    Transaction begun = new Transaction();
    TransactionSynchronizationManager.bindResource(this, begun);
    TransactionSynchronizationManager.registerSynchronization(begun);
    return begun;
  }

  private final class Transaction implements TransactionSynchronization {

    private final Map<Gathered<?>, Set<?>> gathered = new LinkedHashMap<>();
    private boolean written;

    <T> void add(Gathered<T> kind, T one) {
      if (written) {
        throw new IllegalStateException("Too late to be written by this transaction: " + one);
      }
      of(kind).add(one);
    }

    @SuppressWarnings("unchecked") // Only what it gathers is put under a kind.
    private <T> Set<T> of(Gathered<T> kind) {
      return (Set<T>) gathered.computeIfAbsent(kind, none -> new LinkedHashSet<T>());
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      written = true;
      List<Query<?>> last = new ArrayList<>();
      gathered.keySet().forEach(kind -> last.add(written(kind)));
      if (nothingFollows()) {
        last.add(COMMIT);
      }
      database.send(last);
    }

    /** Whoever wrote after a COMMIT would write by itself, whatever became of the rest. */
    private boolean nothingFollows() {
      return TransactionSynchronizationManager.getSynchronizations().getLast() == this;
    }

    private <T> Query<?> written(Gathered<T> kind) {
      return kind.written(of(kind));
    }

    @Override
    public void afterCommit() {
      gathered.keySet().forEach(this::committed);
    }

    private <T> void committed(Gathered<T> kind) {
      kind.committed(of(kind));
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(CommitTime.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(CommitTime.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(CommitTime.this);
    }
  }
}
