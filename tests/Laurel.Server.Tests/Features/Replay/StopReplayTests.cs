using System.Text;
using Laurel.Server.Access;
using Laurel.Server.Features.Replay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Replay;

/// <summary>What a change would have cost, asked for in a browser and no longer wanted.</summary>
public sealed class StopReplayTests(Browser browser)
{
    private const string Shop = """
        {"program":"shop","zone":"UTC","currency":"EUR","units":{"point":{}},"earning":{"spend":{"give":"1 point per 1.00 EUR"}}}
        """;

    [Fact]
    public async Task Stop_ends_it_at_once_and_another_can_be_asked_for()
    {
        await using var server = await OwnServer.StartAsync();
        using var http = server.Client([.. Scopes.All]);
        using var publish = new HttpRequestMessage(HttpMethod.Post, "/v1/programs/shop/versions?from=2025-01-01T00:00:00Z")
        {
            Content = new StringContent(Shop, Encoding.UTF8, "application/json"),
        };
        publish.Headers.Add("Idempotency-Key", "publish");
        (await http.SendAsync(publish)).EnsureSuccessStatusCode();

        // One at a time runs in an organization: while this one is held, the browser's is under way for as long as it takes.
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var elsewhere = server.Parts.GetRequiredService<ReplayRuns>().Start(OrganizationId.Parse("own"), "somebody else", async (_, stop) =>
        {
            await held.Task.WaitAsync(stop);
            throw new OperationCanceledException(stop);
        });
        var page = await OwnStaff.OpenAsync(browser, server, Role.Owner);
        await page.GotoAsync("/program/draft");
        await AskAsync(page);
        await page.Locator("#replaying button").ClickAsync();
        await Assertions.Expect(page.Locator("#cost-answer")).ToContainTextAsync("Stopped. Nothing was changed.");
        await Assertions.Expect(page.Locator("#replaying")).ToHaveCountAsync(0);
        elsewhere.State.ShouldBe(ReplayRunState.Running, "only hers was stopped");

        held.SetResult();
        await elsewhere.Ended;
        await page.ReloadAsync();
        await AskAsync(page);
        await Assertions.Expect(page.Locator("#cost-answer tbody tr")).Not.ToHaveCountAsync(0);
    }

    /// <summary>What twice as many points would have cost.</summary>
    private static async Task AskAsync(IPage page)
    {
        await page.Locator("textarea[name=text]").FillAsync(Shop.Replace("1 point", "2 points", StringComparison.Ordinal));
        await page.Locator("#cost button").ClickAsync();
    }
}
