package kz.bilik.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What every test in a real Chromium needs: the browser, the stage, the story, and officers who sign in. Needs a Chromium
 * (BROWSER_PATH, or where systems keep it); without one the class is skipped and says so, where CI is true it fails.
 * Screenshots land in {@code target/screenshots}.
 */
@Tag("browser")
abstract class InTheBrowser {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    private final Map<String, Page> signedIn = new HashMap<>();

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
        // A machine that builds something else meanwhile is slow, not wrong.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        Files.createDirectories(SCREENSHOTS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
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

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @AfterEach
    void signOut() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    /** Where that officer is signed in; he signs in if need be. */
    Page officer(String id) {
        return signedIn.computeIfAbsent(id, this::signIn);
    }

    private Page signIn(String id) {
        var page = visitor();
        page.navigate(url("/login"));
        page.fill("#username", id);
        page.fill("#password", "demo");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        page.waitForURL(url("/"));
        return page;
    }

    /** An empty page of a reader of English whom we do not know. */
    Page visitor() {
        return browser.newContext(new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        // NCALayer's certificate is trusted on an officer's computer, not here.
                        .setIgnoreHTTPSErrors(true)
                        .setTimezoneId("Asia/Almaty")
                        .setViewportSize(1400, 1200))
                .newPage();
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
