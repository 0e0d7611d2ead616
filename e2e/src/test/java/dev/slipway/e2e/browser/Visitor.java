package dev.slipway.e2e.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.e2e.server.SlipwayServer;
import java.net.URI;
import java.nio.file.Path;

/** Somebody in front of the web UI, who finds things by their roles and names. */
record Visitor(Page page, URI server) {

  static Visitor at(Chromium chromium, URI server, ColorScheme scheme) {
    return new Visitor(chromium.open(scheme), server);
  }

  void goTo(String path) {
    page.navigate(server.resolve(path).toString());
  }

  void signIn() {
    goTo("/sign-in");
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
        .fill(SlipwayServer.ADMIN_PASSWORD);
    button("Sign in").click();
    heading("Applications").waitFor();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A part of the page that its heading or label names. */
  Locator region(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  /** Keeps what is to be seen as {@code target/screenshots/<name>.png}. */
  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
