using System.Net;
using System.Text;
using Laurel.Server.Access;
using Laurel.Server.Features.Overview;
using Laurel.Server.Ui;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Overview;

/// <summary>What of a budget or a stock is nearly gone is told on the first page.</summary>
public sealed class RunningOutTests : IAsyncLifetime
{
    private const string Club = """
        {"program":"club","zone":"Europe/Brussels","currency":"EUR","units":{"point":{"name":"points"}},
         "earning":{"spend":{"give":"1 point per 1.00 EUR","limit":"100 points per program"},"visit":{"give":"1 point","limit":"50 per program"}},
         "offers":{"opening":{"name":"Opening week","gives":"2.00 EUR off","budget":"10.00 EUR per program"}},
         "rewards":{"mug":{"name":"A mug","costs":"5 points","gives":{"merchandise":"Mug"},"stock":3},"cap":{"costs":"5 points","gives":{"merchandise":"Cap"},"stock":3}}}
        """;

    private OwnServer server = null!;
    private HttpClient api = null!;

    public async ValueTask InitializeAsync()
    {
        server = await OwnServer.StartAsync(o => o with { DueEvery = null });
        api = server.Client([.. Scopes.All]);
        await PostAsync("versions?from=2025-01-01T00:00:00Z", Club);
        await PostAsync("members", """{"id": "ada"}""");
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_told_while_there_is_enough()
    {
        await BuyAsync("R-1", "40.00");
        (await SayAsync(Language.English)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Budgets_and_stocks_are_told_the_emptiest_first_in_their_own_measure()
    {
        for (var i = 1; i <= 4; i++)
            await BuyAsync($"R-{i}", "24.00");
        foreach (var _ in Enumerable.Range(0, 3))
            await PostAsync("redemptions", """{"member": "ada", "reward": "mug", "at_once": true}""");
        (await SayAsync(Language.English)).ShouldBe(
            ["A mug: none left of 3.", "spend: 88 points of 100 points are used.", "Opening week: €8.00 of €10.00 are used."]);
        (await SayAsync(Language.Estonian))[0].ShouldBe("A mug: otsas, kokku oli 3.");
    }

    private async Task<IReadOnlyList<string>> SayAsync(Language language)
    {
        var organization = await server.Parts.GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse("own"));
        var now = server.Parts.GetRequiredService<TimeProvider>().GetUtcNow();
        var program = new ProgramInView { Organization = organization, Rules = organization.Program("club").At(now), Now = now, Language = language };
        return await RunningOut.SayAsync(program, new Shown(program.Rules!.Definition, language));
    }

    private Task BuyAsync(string id, string price) => PostAsync("purchases",
        $$"""{"id": "{{id}}", "member": "ada", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "{{price}}"}]}""");

    private async Task PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/programs/club/" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await api.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, await answer.Content.ReadAsStringAsync());
    }
}
