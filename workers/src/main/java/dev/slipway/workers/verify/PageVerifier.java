package dev.slipway.workers.verify;

import dev.slipway.processes.definition.PageCheck;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares one page with what it must be like.
 *
 * @param site the environment's URL
 * @param left the time that is left for all pages
 */
record PageVerifier(URI site, PageClient client, TimeLeft left) {

  /**
   * @throws StepStoppedException as soon as the step is asked to stop
   */
  PageResult verify(StepContext step, PageCheck check)
      throws StepStoppedException, InterruptedException {
    if (left.spent()) {
      return new PageResult(
          check.path(), false, null, null, 0, expected(check), "no time, and was not asked for");
    }
    URI address = site.resolve(check.path());
    Page page;
    try {
      page = client.get(step, address);
    } catch (IOException e) {
      return new PageResult(
          check.path(), false, null, null, 0, expected(check), "no answer: " + e.getMessage());
    }
    List<String> wrong = new ArrayList<>();
    if (page.status() != check.status()) {
      wrong.add("status " + page.status());
    }
    if (check.type().isPresent() && !check.type().equals(page.type())) {
      wrong.add("type " + page.type().orElse("none"));
    }
    if (check.contains().isPresent() && !page.body().contains(check.contains().get())) {
      wrong.add("a page without \"" + check.contains().get() + '"');
    }
    if (check.assets()) {
      wrong.addAll(brokenAssets(step, address, page));
    }
    return new PageResult(
        check.path(),
        wrong.isEmpty(),
        page.status(),
        page.type().orElse(null),
        page.millis(),
        expected(check),
        String.join(", ", wrong));
  }

  private List<String> brokenAssets(StepContext step, URI address, Page page)
      throws StepStoppedException, InterruptedException {
    List<String> broken = new ArrayList<>();
    List<URI> assets = LinkedAssets.of(address, page.body());
    for (URI asset : assets) {
      if (left.spent()) {
        int missing = assets.size() - assets.indexOf(asset);
        broken.add(missing + " linked assets not asked for, because the time was up");
        return broken;
      }
      try {
        int status = client.get(step, asset).status();
        if (status != 200) {
          broken.add(asset.getPath() + " answering " + status);
        }
      } catch (IOException e) {
        broken.add(asset.getPath() + " not answering: " + e.getMessage());
      }
    }
    return broken;
  }

  private static String expected(PageCheck check) {
    StringBuilder expected = new StringBuilder("status ").append(check.status());
    check.type().ifPresent(type -> expected.append(", type ").append(type));
    check.contains().ifPresent(text -> expected.append(", text \"").append(text).append('"'));
    if (check.assets()) {
      expected.append(", every linked asset");
    }
    return expected.toString();
  }
}
