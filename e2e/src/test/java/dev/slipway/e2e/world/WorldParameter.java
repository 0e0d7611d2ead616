package dev.slipway.e2e.world;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the one {@link World} of a run to whoever asks, and ends it after the last test. */
final class WorldParameter implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(World.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(World.class, type -> make(), World.class);
  }

  private static World make() {
    try {
      return World.make();
    } catch (IOException e) {
      throw new ParameterResolutionException(
          "The world in containers cannot be made; -De2e.without=containers leaves out the tests"
              + " that need it: "
              + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ParameterResolutionException("Interrupted while making the world", e);
    }
  }
}
