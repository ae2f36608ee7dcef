using System.Net;
using AngleSharp.Html.Dom;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Programs;

public sealed class DraftPageTests(RunningServer server)
{
    private static readonly string Text = RunningServer.Definition;

    [Fact]
    public async Task A_wrong_line_is_named_while_it_is_written()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Marketer, "other");
        var told = await Visit.ReadAsync(await visit.SendAsync("/program/draft", "/program/draft", "/program/draft/check",
            ("text", Text.Replace("currency: EUR", "currency: EURO"))));
        var line = Text.Split('\n').ToList().FindIndex(l => l.StartsWith("currency", StringComparison.Ordinal)) + 1;
        told.QuerySelector("#problems button")!.GetAttribute("data-line").ShouldBe($"{line}");
        told.QuerySelector("#problems li")!.TextContent.ShouldContain("EURO");
        told.QuerySelector("#plain").ShouldBeNull();
    }

    [Fact]
    public async Task What_would_change_is_said_in_words_and_in_lines()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "lumiere");
        var told = await Visit.ReadAsync(await visit.SendAsync("/program/draft", "/program/draft", "/program/draft/check", ("text", Changed)));
        told.QuerySelectorAll("#changes .changes-words .come").ShouldNotBeEmpty();
        told.QuerySelectorAll("#changes .changes-lines .come").Length.ShouldBe(2);
        told.QuerySelectorAll("#changes .changes-lines .gone").Length.ShouldBe(2);
        told.QuerySelector("#plain").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_line_that_is_named_already_is_not_named_again()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "lumiere", "et");
        var told = await Visit.ReadAsync(await visit.SendAsync("/program/draft", "/program/draft", "/program/draft/check",
            ("text", Text.Replace("currency: EUR", "currency: EURO"))));
        told.QuerySelector("#problems li > span")!.TextContent.ShouldNotContain("rida", Case.Insensitive);
        told.QuerySelector("#problems li > span")!.TextContent.Trim().ShouldStartWith("„EURO“");
    }

    [Fact]
    public async Task What_a_change_would_have_cost_is_worked_out_from_what_happened()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "lumiere");
        var dearer = Text.Replace("give: 1 bean per 1.00 EUR", "give: 3 beans per 1.00 EUR");
        dearer.ShouldNotBe(Text);
        var checkedText = await Visit.ReadAsync(await visit.SendAsync("/program/draft", "/program/draft", "/program/draft/check", ("text", dearer)));
        checkedText.QuerySelector("#cost button")!.GetAttribute("hx-post").ShouldBe("/program/replay");
        var told = await ReplayedAsync(visit, dearer);
        told.QuerySelector(".large-verdict")!.TextContent.ShouldMatch(@"members\s€[\d,.]+\smore,\s[\d.]+%\sof");
        var given = told.QuerySelectorAll("tbody tr")[0].QuerySelectorAll(".number")
            .Select(c => decimal.Parse(c.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        given[1].ShouldBeGreaterThan(given[0] * 1.5m);

        var same = await ReplayedAsync(visit, Text);
        same.QuerySelector(".large-verdict")!.TextContent.ShouldContain("exactly as much");
        (await visit.SendAsync("/program/draft", "/program/draft", "/program/replay", ("text", "program: [")))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_draft_is_saved_published_and_compared()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "other");
        var saved = await visit.SendAsync("/program/draft", "/program/draft", ("act", "save"), ("text", Changed));
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visit.SeeAsync("/program/draft")).QuerySelector("textarea")!.TextContent.Trim().ShouldBe(Changed.Trim());
        var published = await visit.SendAsync("/program/draft", "/program/draft", ("act", "publish"), ("text", Changed));
        published.StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync(published.Headers.Location!.OriginalString)).QuerySelector(".callout.good")!.TextContent.ShouldContain("2");
        var compared = await visit.SeeAsync("/program?show=changes&version=2");
        compared.QuerySelectorAll(".changes-lines .come").Length.ShouldBe(2);
        compared.QuerySelectorAll(".changes-words .come").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_saves_over_a_newer_draft_is_told()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "drafts");
        (await visit.SendAsync("/program/draft", "/program/draft", ("act", "save"), ("text", Text))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var late = await visit.SendAsync("/program/draft", "/program/draft", ("act", "save"), ("text", Text), ("version", "7"));
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(late)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("meanwhile");
    }

    [Fact]
    public async Task A_cashier_writes_no_rules()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (await visit.GetAsync("/program/draft")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visit.SeeAsync("/program")).QuerySelector("a[href='/program/draft']").ShouldBeNull();
    }

    [Fact]
    public async Task The_schema_of_definitions_needs_no_key()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var answer = await http.GetAsync("/v1/definitions/schema");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/schema+json");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "schemas", "program.schema.json")));
    }

    private static string Changed => Text.Replace(Line, Line.Replace("1 bean per 1.00 EUR", "2 beans per 1.00 EUR"));

    private static string Line => Text.Split('\n').First(l => l.Contains("1 bean per 1.00 EUR", StringComparison.Ordinal));

    /// <summary>Asks as long as the answer says that it is not there yet, as the page does.</summary>
    private static async Task<IHtmlDocument> ReplayedAsync(Visit visit, string text)
    {
        var told = await Visit.ReadAsync(await visit.SendAsync("/program/draft", "/program/draft", "/program/replay", ("text", text)));
        while (told.QuerySelector("#replaying") is { } waiting)
            told = await visit.SeeAsync(waiting.GetAttribute("hx-get")!);
        return told;
    }
}
