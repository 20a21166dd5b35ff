package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kz.bilik.signature.NcaLayer;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What every test in a real Chromium needs: the browser, the stage, the story, and officers who sign in. Needs a Chromium
 * (BROWSER_PATH, or where systems keep it); without one the class is skipped and says so, where CI is true it fails.
 * With {@code -Dpictures} screenshots land in {@code target/screenshots}: they are for eyes, and cost more than many a test.
 */
@Tag("browser")
abstract class InTheBrowser {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 1200;

    /** The browser of this JVM, once a test has asked for it. */
    private static Browser browser;

    /** Windows in which nobody is signed in: kept, because Chromium then need not read and compile the webapps anew. */
    private static final Deque<Page> EMPTY = new ArrayDeque<>();

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    private final Map<String, Page> signedIn = new HashMap<>();
    private final List<Page> windows = new ArrayList<>();

    @BeforeAll
    static void openBrowser(TestInfo test) throws Exception {
        var chromium = chromium();
        if (chromium.isEmpty()) {
            var words = "NO CHROMIUM FOUND: " + test.getDisplayName() + " is NOT run. Set BROWSER_PATH.";
            System.err.println("\n*** " + words + " ***\n");
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(words);
            }
            Assumptions.abort(words);
        }
        if (browser == null) {
            browser = launch(chromium.get());
        }
    }

    private static Browser launch(Path chromium) throws Exception {
        // A machine that builds something else meanwhile is slow, not wrong.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        Files.createDirectories(SCREENSHOTS);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        SpringApplication.getShutdownHandlers().add(playwright::close);
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--host-resolver-rules=MAP " + NcaLayer.ADDRESS + " 127.0.0.1:" + NcaLayer.PORT)));
    }

    private static Optional<Path> chromium() {
        return Stream.of(
                        System.getenv("BROWSER_PATH"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @BeforeEach
    void begin() {
        stage.clear();
    }

    /** Nobody of this test is known to the browser any more; what it has of our files stays. */
    @AfterEach
    void signOut() {
        for (var window : windows) {
            try {
                forget(window);
                EMPTY.add(window);
            } catch (PlaywrightException broken) {
                window.context().close();
            }
        }
    }

    private void forget(Page window) {
        window.context().pages().stream().filter(page -> page != window).forEach(Page::close);
        // A call that a test held back or broke off would fail the next one that finds this window.
        window.unrouteAll();
        window.context().unrouteAll();
        window.setViewportSize(WIDTH, HEIGHT);
        if (window.url().startsWith(url("/"))) {
            window.evaluate("() => sessionStorage.clear()");
        }
        window.navigate("about:blank");
        window.context().clearCookies();
        var devTools = window.context().newCDPSession(window);
        var everything = new JsonObject();
        everything.addProperty("origin", url(""));
        everything.addProperty("storageTypes", "all");
        devTools.send("Storage.clearDataForOrigin", everything);
        devTools.detach();
    }

    /** Where that officer is signed in; he signs in if need be. */
    Page officer(String id) {
        return signedIn.computeIfAbsent(id, officer -> signIn(officer, visitor()));
    }

    /** As {@link #officer}, where nothing of ours was ever shown: what is on his screen has yet to come. */
    Page officerAtANewComputer(String id) {
        var page = newWindow();
        windows.add(page);
        return signIn(id, page);
    }

    /** Sends what the form of the login would send. */
    private Page signIn(String id, Page page) {
        var token = OfficersOverHttp.token(page.request().get(url("/login")).text());
        var form = FormData.create().set("username", id).set("password", "demo").set("_csrf", token);
        page.request().post(url("/login"), RequestOptions.create().setForm(form));
        page.navigate(url("/"));
        assertThat(page.url()).isEqualTo(url("/"));
        return page;
    }

    /** An empty page of a reader of English whom we do not know. */
    Page visitor() {
        var window = EMPTY.isEmpty() ? newWindow() : EMPTY.poll();
        windows.add(window);
        return window;
    }

    private static Page newWindow() {
        return browser.newContext(new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        // NCALayer's certificate is trusted on an officer's computer, not here.
                        .setIgnoreHTTPSErrors(true)
                        .setTimezoneId("Asia/Almaty")
                        .setViewportSize(WIDTH, HEIGHT))
                .newPage();
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** Presses what sends a form, and waits for the page that answers: the load of the page before does not count. */
    static void sends(Page page, Locator button) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest() && !(answer.status() >= 300 && answer.status() < 400),
                button::click);
        page.waitForLoadState();
    }

    static void picture(Page page, String name) {
        if (System.getProperty("pictures") == null) {
            return;
        }
        // Where all of it is in sight the window stays as it is: after a change of its size the next press may miss.
        var isLonger = (Boolean) page.evaluate("() => document.documentElement.scrollHeight > innerHeight");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(isLonger));
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
