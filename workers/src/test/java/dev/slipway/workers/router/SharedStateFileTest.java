package dev.slipway.workers.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.HaproxyRouter;
import dev.slipway.workers.rig.Deed;
import dev.slipway.workers.rig.RealHaproxy;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.ssh.RemoteHost;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedStateFileTest {

  @TempDir Path directory;
  private Rig rig;
  private RealHaproxy router;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    router = new RealHaproxy(directory);
  }

  @AfterEach
  void stop() throws Exception {
    router.close();
    rig.close();
  }

  @Test
  void keepsTheRouteOfAnotherBackendThatIsSwitchedMeanwhile() throws Exception {
    // given
    Path file = rig.root().resolve("servers.state");
    Deed switchBoth =
        new Deed(
            rig.hosts(),
            (step, target) -> {
              HaproxyRuntime books = new HaproxyRuntime(backend("books", file), target.ssh());
              HaproxyRuntime shop =
                  new HaproxyRuntime(
                      backend("shop", file),
                      beforeTheFirstUpload(
                          target.ssh(),
                          () -> {
                            books.admit(Colour.GREEN, Admission.OUT);
                            books.keepRoute();
                          }));
              shop.admit(Colour.BLUE, Admission.OUT);
              shop.keepRoute();
            });

    // when
    rig.release(1, "main", rig.definition(), null).perform(switchBoth);

    // then
    assertThat(ServerStates.settings(Files.readString(file)))
        .isEqualTo(ServerStates.settings(router.tell("show servers state")))
        .containsEntry("shop/blue", "1")
        .containsEntry("books/green", "1");
  }

  private HaproxyRouter backend(String name, Path file) {
    return new HaproxyRouter(
        router.socket(),
        name,
        Map.of(Colour.BLUE, "blue", Colour.GREEN, "green"),
        Optional.of(file.toString()));
  }

  private interface Meanwhile {
    void happens() throws Exception;
  }

  private static RemoteHost beforeTheFirstUpload(RemoteHost host, Meanwhile meanwhile) {
    boolean[] happened = {false};
    return (RemoteHost)
        Proxy.newProxyInstance(
            RemoteHost.class.getClassLoader(),
            new Class<?>[] {RemoteHost.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("upload") && !happened[0]) {
                happened[0] = true;
                meanwhile.happens();
              }
              try {
                return method.invoke(host, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
