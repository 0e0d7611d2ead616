package dev.slipway.workers.verify;

import dev.slipway.workers.step.Effect;
import java.util.List;

/** Every page was as it must be. */
public record PagesVerified(List<PageResult> pages) implements Effect {

  public PagesVerified {
    pages = List.copyOf(pages);
  }
}
