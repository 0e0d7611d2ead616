package dev.slipway.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Needs;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InTheWorld
@Needs("browser")
class AccessibilityTest {

  private final World world;
  private final ReleaseDesk desk;
  private final Chromium chromium = Chromium.start();
  private final Axe axe = new Axe();
  private final List<String> violations = new ArrayList<>();

  AccessibilityTest(World world) throws IOException, InterruptedException {
    this.world = world;
    this.desk = ReleaseDesk.open(world, world.application(Place.PIER));
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noPageKeepsAnybodyOut(ColorScheme scheme) throws Exception {
    // given
    desk.serve("v1");
    desk.serve("v2");
    RunView failed = desk.release("v3");
    Visitor visitor = Visitor.at(chromium, world.server().url(), scheme);
    String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT);
    // when
    visitor.goTo("/sign-in");
    visitor.button("Sign in").waitFor();
    look(visitor, "sign-in" + suffix);
    visitor.signIn();
    look(visitor, "applications" + suffix);
    visitor.button("Release pier to production").click();
    visitor.page().getByLabel("Branch, tag or commit").fill("v1");
    visitor.button("Show plan").click();
    visitor.button("Do nothing").waitFor();
    look(visitor, "plan" + suffix);
    visitor.goTo("/applications/pier/production");
    visitor.heading("Releases").waitFor();
    look(visitor, "environment" + suffix);
    visitor.button("Roll back…").click();
    visitor.page().getByRole(AriaRole.RADIO).first().waitFor();
    look(visitor, "rollback" + suffix);
    visitor.goTo("/runs/" + failed.run());
    visitor.page().locator(".djs-element[data-element-id='check-health']").waitFor();
    look(visitor, "run" + suffix);
    visitor.page().locator(".djs-element[data-element-id='check-health']").click();
    visitor.heading("Attempts").waitFor();
    look(visitor, "step" + suffix);
    visitor.goTo("/runs");
    visitor.heading("Runs").waitFor();
    look(visitor, "runs" + suffix);
    visitor.goTo("/tasks");
    visitor.heading("Tasks").waitFor();
    look(visitor, "tasks" + suffix);
    visitor.goTo("/workers");
    visitor.heading("Who performs steps").waitFor();
    look(visitor, "workers" + suffix);
    visitor.goTo("/no-such-page");
    look(visitor, "not-found" + suffix);
    // then
    assertThat(violations).isEmpty();
  }

  private void look(Visitor visitor, String page) {
    visitor.page().waitForLoadState(LoadState.DOMCONTENTLOADED);
    visitor.picture(page);
    axe.violations(visitor.page()).forEach(each -> violations.add(page + ": " + each));
  }
}
