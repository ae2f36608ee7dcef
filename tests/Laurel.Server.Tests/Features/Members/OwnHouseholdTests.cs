using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>What a member sees of her household, and how she leaves it.</summary>
public sealed class OwnHouseholdTests(RunningServer server)
{
    private const string Leave = "/my/household/leave";

    [Fact]
    public async Task She_sees_who_is_in_it_and_what_is_hers_of_what_is_shared()
    {
        var (her, other) = await LiveTogetherAsync();
        using var visit = await her.OpensAsync();
        var page = await visit.SeeAsync("/my/household");
        page.QuerySelectorAll("#people li").Select(li => Text(li)).ShouldBe(["You since 10 Jan 2026", "Ole Saar"]);
        Text(page.QuerySelector("#together")!).ShouldBe("What you can spend together300points Yours 100 points The others’ 200 points");
        page.Body!.TextContent.ShouldNotContain(other.Id);
        Text((await visit.SeeAsync("/my")).QuerySelector(".own-ways a[href='/my/household']")!).ShouldBe("Household2 people");
    }

    [Fact]
    public async Task She_reads_what_she_takes_along_and_then_leaves_once()
    {
        var (her, other) = await LiveTogetherAsync();
        using var visit = await her.OpensAsync();
        var says = (await visit.SeeAsync(Leave)).QuerySelectorAll(".own-says li").Select(Text).ToList();
        says.ShouldContain("You take your own 100 points with you.");
        says.ShouldContain("200 points of the others stay with them. You can no longer spend these.");
        var (key, read) = (Guid.CreateVersion7().ToString(), (await visit.SeeAsync(Leave)).QuerySelector("input[name=read]")!.GetAttribute("value")!);
        (await visit.SendAsync(Leave, Leave, ("key", key))).Headers.Location!.OriginalString.ShouldBe("/my/household?done=1");
        var page = await visit.SeeAsync("/my/household?done=1");
        page.QuerySelector(".callout.good").ShouldNotBeNull();
        page.QuerySelector("#none").ShouldNotBeNull();
        var token = page.QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        (await visit.PostAsync(Leave, ("key", key), ("read", read), ("form-token", token))).StatusCode.ShouldBeRedirect();
        (await her.ReadAsync()).TryGetProperty("household", out _).ShouldBeFalse();
        (await other.ReadAsync()).GetProperty("household").GetProperty("members").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_changed_since_she_read_it_is_said_before_anything_is_done()
    {
        var (her, other) = await LiveTogetherAsync();
        using var visit = await her.OpensAsync("fr");
        var answer = await visit.SendAsync(Leave, Leave, ("read", "100+0/0 "));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(answer)).QuerySelector(".callout.wait")!.TextContent.ShouldContain("Quelque chose a changé");
        (await other.ReadAsync()).GetProperty("household").GetProperty("members").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_in_none_is_told_how_to_share_and_has_nothing_to_leave()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var visit = await her.OpensAsync("et");
        (await visit.SeeAsync("/my/household")).QuerySelector("#none")!.TextContent.ShouldContain("Sa ei kuulu ühtegi leibkonda");
        var answer = await visit.GetAsync(Leave);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(answer)).QuerySelector(".callout.bad")!.TextContent.ShouldContain("pole millestki lahkuda");
    }

    /// <summary>She has 100 points that can be used, and the other 200.</summary>
    private async Task<(Neighbour Her, Neighbour Other)> LiveTogetherAsync()
    {
        var (other, her) = (await Neighbour.JoinsAsync(server, "Ole Saar"), await Neighbour.JoinsAsync(server, "Lea Saar"));
        await other.DoAsync("household", new { household = "hh-" + other.Id, at = "2026-01-09T09:00:00Z" });
        await her.DoAsync("household", new { household = "hh-" + other.Id, at = "2026-01-10T09:00:00Z" });
        await other.BuyAsync("1", "2026-01-20T09:00:00Z", Neighbour.Tea("20.00"));
        await her.BuyAsync("1", "2026-01-20T09:00:00Z", Neighbour.Tea("10.00"));
        return (her, other);
    }

    private static string Text(IElement element) => Regex.Replace(element.TextContent.Trim(), @"\s+", " ");
}
