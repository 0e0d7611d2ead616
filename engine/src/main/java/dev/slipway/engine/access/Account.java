package dev.slipway.engine.access;

import java.util.Set;

/**
 * A person's account.
 *
 * @param name what is typed to sign in
 * @param password hashed, never printed
 */
record Account(
    String name, String displayName, String password, Set<Right> rights, boolean disabled) {

  Account {
    rights = Set.copyOf(rights);
  }

  @Override
  public String toString() {
    return name;
  }
}
