package dev.slipway.engine.page;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * A path that names no file is a place inside the UI, which draws it itself: it gets the one page.
 * A path of the API, or of a file that is not there, stays not found.
 */
final class PageResolver extends PathResourceResolver {

  private static final String PAGE = "index.html";

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    Resource file = path.isEmpty() ? null : super.getResource(path, location);
    if (file != null || !isPlace(path)) {
      return file;
    }
    return super.getResource(PAGE, location);
  }

  static boolean isPlace(String path) {
    List<String> segments = Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
    if (segments.isEmpty()) {
      return true;
    }
    return !List.of("api", "actuator", "assets").contains(segments.getFirst())
        && !segments.getLast().contains(".");
  }
}
